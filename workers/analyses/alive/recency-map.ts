import type { Customers } from './customers';

/** One cell: customers with so many purchases whose last one is so many days ago, and their mean probability. */
export interface MapCell {
  purchasesFrom: number;
  /** Null for "or more". */
  purchasesTo: number | null;
  silenceFrom: number;
  silenceTo: number;
  customers: number;
  probabilityAlive: number | null;
}

/** The fewest purchases of each class; the last is open. Most customers have few purchases, so the first are single. */
const purchaseClasses = [1, 2, 3, 4, 6, 10, 20];
/** Lengths in days of a class of silence, of which the shortest that makes a map of at most this many columns. */
const silenceSteps = [1, 2, 7, 14, 30, 60, 90, 180, 365];
const mostColumns = 14;

/** The shortest step that covers silences from 0 to the longest. */
export function silenceStep(longest: number): number {
  const fits = (step: number) => Math.floor(longest / step) < mostColumns;
  let step = silenceSteps.find(fits) ?? silenceSteps[silenceSteps.length - 1];
  while (!fits(step)) step *= 2;
  return step;
}

/** The place of a class in `purchaseClasses`. */
function purchaseClass(purchases: number): number {
  let place = purchaseClasses.length - 1;
  while (purchases < purchaseClasses[place]) place -= 1;
  return place;
}

/** Every cell from the least to the most in either direction, those without customers included; row by row. */
export function recencyMap(
  { count, frequency, silenceDays }: Customers,
  probabilityAlive: Float64Array | null,
): MapCell[] {
  if (count === 0) return [];
  const step = silenceStep(silenceDays.reduce((most, days) => Math.max(most, days), 0));
  const columns = silenceDays.reduce((most, days) => Math.max(most, Math.floor(days / step) + 1), 1);
  const rows = frequency.reduce((most, repeats) => Math.max(most, purchaseClass(repeats + 1) + 1), 1);
  const customers = new Float64Array(rows * columns);
  const alive = new Float64Array(rows * columns);
  for (let index = 0; index < count; index += 1) {
    const cell = purchaseClass(frequency[index] + 1) * columns + Math.floor(silenceDays[index] / step);
    customers[cell] += 1;
    alive[cell] += probabilityAlive?.[index] ?? 0;
  }
  return Array.from(customers, (number, cell) => {
    const [row, column] = [Math.floor(cell / columns), cell % columns];
    const next = purchaseClasses[row + 1];
    return {
      purchasesFrom: purchaseClasses[row],
      purchasesTo: next === undefined ? null : next - 1,
      silenceFrom: column * step,
      silenceTo: (column + 1) * step - 1,
      customers: number,
      probabilityAlive: number === 0 || probabilityAlive === null ? null : alive[cell] / number,
    };
  });
}
