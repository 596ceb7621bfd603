import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { periodUnits, weekStarts } from '../api';
import { buildCalendar, dayToIso, isoToDay } from './calendar';

const day = (iso: string) => isoToDay(iso)!;
const labels = (
  unit: (typeof periodUnits)[number],
  from: string,
  to: string,
  weekStart: (typeof weekStarts)[number] = 'monday',
) => buildCalendar(unit, weekStart, day(from), day(to)).periods.map(({ label }) => label);

describe('dates as days', () => {
  it('count from 1970 and come back', () => {
    expect(day('1970-01-01')).toBe(0);
    expect(day('2011-12-09')).toBe(15_317);
    fc.assert(
      fc.property(fc.integer({ min: -30_000, max: 60_000 }), (days) => isoToDay(dayToIso(days)) === days),
    );
  });
  it('are none for a text that is no date', () => {
    expect(['2023-02-30', '2023-13-01', '01/02/2023', ''].map(isoToDay)).toEqual([null, null, null, null]);
  });
});

describe('the calendar', () => {
  it('begins weeks on the day that is set', () => {
    // 1 December 2010 was a Wednesday.
    expect(labels('week', '2010-12-01', '2010-12-07')).toEqual(['2010-11-29', '2010-12-06']);
    expect(labels('week', '2010-12-01', '2010-12-07', 'sunday')).toEqual(['2010-11-28', '2010-12-05']);
    expect(labels('week', '2010-12-01', '2010-12-07', 'saturday')).toEqual(['2010-11-27', '2010-12-04']);
  });
  it('knows quarters, leap years and the turn of the year', () => {
    expect(labels('quarter', '2023-12-31', '2024-04-01')).toEqual(['2023-10-01', '2024-01-01', '2024-04-01']);
    expect(labels('month', '2024-02-29', '2024-03-01')).toEqual(['2024-02-01', '2024-03-01']);
    expect(labels('year', '2023-12-31', '2024-01-01')).toEqual(['2023-01-01', '2024-01-01']);
  });
  it('knows the Umm al-Qura months: Ramadan 1445 was 11 March to 9 April 2024', () => {
    expect(labels('hijriMonth', '2024-03-10', '2024-04-10')).toEqual([
      '2024-02-11',
      '2024-03-11',
      '2024-04-10',
    ]);
  });
  it('puts each day in exactly one period, without gaps', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...periodUnits),
        fc.constantFrom(...weekStarts),
        fc.integer({ min: 0, max: 25_000 }),
        fc.integer({ min: 0, max: 800 }),
        (unit, weekStart, from, length) => {
          const { firstDay, periodOfDay, periods } = buildCalendar(unit, weekStart, from, from + length);
          expect(firstDay).toBeLessThanOrEqual(from);
          expect(firstDay + periodOfDay.length - 1).toBeGreaterThanOrEqual(from + length);
          periods.forEach((period, index) => {
            expect(period.firstDay).toBe(index === 0 ? firstDay : periods[index - 1].lastDay + 1);
            for (let at = period.firstDay; at <= period.lastDay; at += 1)
              expect(periodOfDay[at - firstDay]).toBe(index);
          });
        },
      ),
      { numRuns: 60 },
    );
  });
});
