import type { Table } from 'apache-arrow';
import { filledPlaces, placeRows, rowPlaces } from './by-key';

/** Days between consecutive purchases, those of a customer side by side. */
export interface GapCube {
  /** The gaps of the customer with key k go from `starts[k]` to before `starts[k + 1]`. */
  starts: Int32Array;
  days: Uint16Array;
}

/** @param table rows of gap-rows.sql */
export function readGapCube(table: Table): GapCube {
  const { starts, places } = rowPlaces(table);
  return { starts, days: placeRows(table, 'gap_days', places, new Uint16Array(table.numRows)) };
}

/** The rows of `purchase_gaps` for the customers of a mask. */
export function sumGaps({ starts, days }: GapCube, mask: Uint8Array): { days: Int32Array; gaps: Int32Array } {
  const counts = new Int32Array(65_536);
  for (let key = 0; key < starts.length - 1; key += 1) {
    if (mask[key] === 0) continue;
    for (let row = starts[key]; row < starts[key + 1]; row += 1) counts[days[row]] += 1;
  }
  const met = filledPlaces(counts);
  return { days: met, gaps: met.map((gap) => counts[gap]) };
}
