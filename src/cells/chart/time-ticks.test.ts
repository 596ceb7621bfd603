import fc from 'fast-check';
import { expect, test } from 'vitest';
import { widestText } from '../../analyses/text-width';
import { pageWording } from './chart-test-data';
import { daysOf } from './days';
import { timeText, timeTicks } from './time-ticks';

const wording = pageWording('en');

function labels(from: string, to: string, pixels: number, unit: Parameters<typeof timeTicks>[2]): string[] {
  const domain: [number, number] = [daysOf(from)!, daysOf(to)!];
  return timeTicks(domain, pixels, unit, wording).map(({ text }) => text);
}

test('as close as labels fit', () => {
  expect(labels('2011-01-01', '2011-04-01', 600, 'month')).toEqual([
    'Jan 2011',
    'Feb 2011',
    'Mar 2011',
    'Apr 2011',
  ]);
  expect(labels('2010-12-01', '2011-12-01', 300, 'month')).toEqual([
    'Jan 2011',
    'Apr 2011',
    'Jul 2011',
    'Oct 2011',
  ]);
  expect(labels('2001-06-01', '2010-06-01', 300, 'month')).toEqual(['2002', '2004', '2006', '2008', '2010']);
  // Mondays.
  expect(labels('2024-03-01', '2024-03-20', 300, 'day')).toEqual([
    '4 Mar 2024',
    '11 Mar 2024',
    '18 Mar 2024',
  ]);
  expect(labels('2024-03-01 09:30', '2024-03-02 03:00', 400, 'time')).toEqual([
    '12:00',
    '18:00',
    '2 Mar 2024',
  ]);
});

test('what a place is called', () => {
  const days = daysOf('2024-03-04 17:05:00')!;
  expect(timeText(days, 'time', wording)).toBe('4 Mar 2024 17:05');
  expect(timeText(days, 'day', wording)).toBe('4 Mar 2024');
  expect(timeText(days, 'month', wording)).toBe('Mar 2024');
  expect(timeText(days, 'quarter', wording)).toContain('1');
  expect(timeText(days, 'year', wording)).toBe('2024');
});

test('ticks lie in the domain, and their labels never touch', () => {
  const unit = fc.constantFrom('time', 'day', 'week', 'month', 'quarter', 'year');
  const start = fc.integer({ min: -50_000, max: 50_000 });
  const span = fc.integer({ min: 0, max: 60_000 });
  fc.assert(
    fc.property(start, span, fc.integer({ min: 50, max: 1100 }), unit, (from, length, pixels, each) => {
      const ticks = timeTicks([from, from + length], pixels, each, wording);
      const room = widestText(ticks.map(({ text }) => text));
      ticks.forEach(({ value }, index) => {
        expect(value).toBeGreaterThanOrEqual(from - 1e-6);
        expect(value).toBeLessThanOrEqual(from + length + 1e-6);
        if (index > 0) expect(((value - ticks[index - 1].value) / length) * pixels).toBeGreaterThan(room);
      });
    }),
  );
});
