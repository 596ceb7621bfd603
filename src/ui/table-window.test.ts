import { expect, test } from 'vitest';
import { rowAfterKey, rowAtScroll, runwayRows, scrollForRow } from './table-window';

const rowHeight = 34;

function scrollerFor(rows: number) {
  return { scrollTop: 0, scrollHeight: (runwayRows(rows) + 1) * rowHeight, clientHeight: 15 * rowHeight };
}

test('without a limit a row is a row of scrolling', () => {
  const scroller = scrollerFor(100);
  expect(rowAtScroll({ ...scroller, scrollTop: 10 * rowHeight }, 86)).toBe(10);
  expect(scrollForRow(10, 86, scroller)).toBeCloseTo(10 * rowHeight);
});

test('the runway of a million rows stays within what browsers can show, and every row is reached', () => {
  const last = 1_000_000 - 14;
  const scroller = scrollerFor(1_000_000);
  expect(scroller.scrollHeight).toBeLessThan(17_000_000);
  for (const row of [0, 1, 2, 499_999, last - 1, last]) {
    expect(rowAtScroll({ ...scroller, scrollTop: Math.round(scrollForRow(row, last, scroller)) }, last)).toBe(
      row,
    );
  }
});

test('keys pass over no row and stop at the ends', () => {
  const options = { last: 86, page: 14 };
  expect(rowAfterKey('PageDown', 0, options)).toBe(14);
  expect(rowAfterKey('ArrowUp', 0, options)).toBe(0);
  expect(rowAfterKey('End', 3, options)).toBe(86);
  expect(rowAfterKey('Tab', 3, options)).toBeNull();
});
