/**
 * A table of a million rows shows a window of a few. A tall empty runway gives the scroll bar; browsers limit how tall
 * an element may be, so beyond that limit a pixel stands for more than its share of a row.
 */
const mostRunwayRows = 180_000;

export function runwayRows(rows: number): number {
  return Math.min(rows, mostRunwayRows);
}

type Scroller = Pick<HTMLElement, 'scrollTop' | 'scrollHeight' | 'clientHeight'>;

export function clampRow(row: number, last: number): number {
  return Math.max(0, Math.min(last, row));
}

function range({ scrollHeight, clientHeight }: Scroller): number {
  return Math.max(1, scrollHeight - clientHeight);
}

/** The first row of the window; `last` is the last row that can be first. */
export function rowAtScroll(scroller: Scroller, last: number): number {
  return clampRow(Math.round((scroller.scrollTop / range(scroller)) * last), last);
}

export function scrollForRow(row: number, last: number, scroller: Scroller): number {
  return last > 0 ? (clampRow(row, last) / last) * range(scroller) : 0;
}

/** Keys move by rows, not by pixels, so that no row is passed over. */
export function rowAfterKey(
  key: string,
  first: number,
  { last, page }: { last: number; page: number },
): number | null {
  const steps: Record<string, number> = {
    ArrowDown: first + 1,
    ArrowUp: first - 1,
    PageDown: first + page,
    PageUp: first - page,
    Home: 0,
    End: last,
  };
  return key in steps ? clampRow(steps[key], last) : null;
}
