import type { ColumnSample } from '../reader';

/**
 * What the expressions need to know of a column. `values`, some hundred texts of it, only make them quick: they are right
 * without any.
 */
export type ValueColumn = Pick<ColumnSample, 'name' | 'type'> & Partial<Pick<ColumnSample, 'values'>>;

/** The first texts of a column, enough to see its habits. */
export const firstValues = ({ values = [] }: ValueColumn): (string | null)[] => values.slice(0, 500);

export const isText = ({ type }: { type: string }): boolean => /^(VARCHAR|ENUM)/.test(type);
export const isFloat = ({ type }: { type: string }): boolean => /^(DOUBLE|FLOAT|REAL)/.test(type);
export const isWhole = ({ type }: { type: string }): boolean =>
  /^U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?/.test(type);
export const isNumeric = (column: { type: string }): boolean =>
  isFloat(column) || isWhole(column) || column.type.startsWith('DECIMAL');
export const isDay = ({ type }: { type: string }): boolean => /^(DATE|TIMESTAMP)/.test(type);

/** The value that most of the texts share, and their share of all. */
export function commonest<T>(values: readonly T[]): { value: T; share: number } | null {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  let best: { value: T; share: number } | null = null;
  for (const [value, count] of counts)
    if (!best || count / values.length > best.share) best = { value, share: count / values.length };
  return best;
}
