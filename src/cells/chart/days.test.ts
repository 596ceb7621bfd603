import fc from 'fast-check';
import { expect, test } from 'vitest';
import { daysOf, isoOf, monthOf, startOfMonth, startOfWeek } from './days';

test.each([
  ['1970-01-01', 0],
  ['1970-01-02 12:00:00', 1.5],
  ['1970-01-01T06:00', 0.25],
  ['1970-01-01 00:00:43.2', 0.0005],
  ['1969-12-31', -1],
  // 30 years of 365 days and 7 leap days.
  ['2000-01-01', 10_957],
  ['2024-02-30', null],
  ['2024-1-1', null],
  ['2024-01-01 x', null],
  ['', null],
])('%s is day %s', (text, days) => {
  const read = daysOf(text);
  if (days === null) expect(read).toBeNull();
  else expect(read).toBeCloseTo(days, 9);
});

const day = fc.integer({ min: -200_000, max: 200_000 });

test('a day is written as it is read', () => {
  fc.assert(fc.property(day, (days) => daysOf(isoOf(days)) === days));
});

test('a month begins on its first day, a week on a Monday', () => {
  fc.assert(
    fc.property(day, (days) => {
      const { year, month } = monthOf(days);
      expect(isoOf(startOfMonth(year, month))).toBe(`${isoOf(days).slice(0, 7)}-01`);
      const monday = startOfWeek(days);
      expect(new Date(isoOf(monday)).getUTCDay()).toBe(1);
      expect(days - monday).toBeGreaterThanOrEqual(0);
      expect(days - monday).toBeLessThan(7);
    }),
  );
  expect(isoOf(startOfMonth(2023, 12))).toBe('2024-01-01');
});
