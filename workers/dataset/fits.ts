import { ownValue } from '../api';
import { EngineError } from '../duckdb/engine-error';

/**
 * Whether an import fits, told before it is begun: the engine's memory ends at 3.1 GiB and what does not fit there ends it too.
 * The bytes per row were measured on ten and fifty million orders (`npm run bench`) and rounded up.
 */

const engineLimit = 3.1 * 2 ** 30;
/** For the groups of one turn, hash tables and what the engine needs for itself. */
const fixedBytes = 700e6;
/** A row's customer, day and amount while orders are made of it, and the order it may become. */
const modelBytesPerRow = 48;
/** An engine's text has 16 bytes, and more where it is longer than 12 letters. */
const textBytes = (letters: number) => (letters > 12 ? 16 + letters : 16);
const storedShare = 0.6;

/** What is known of a table before its rows are read. */
export interface TableEstimate {
  rows: number;
  /** Average letters of a value, by column. */
  letters: Record<string, number>;
}

export interface Room {
  /** The rows go to a file of the browser's, not into the engine's memory. */
  isKept: boolean;
  /** Bytes the browser still grants that file; null where it does not say. */
  freeBytes: number | null;
}

const rowBytes = (letters: Record<string, number>) =>
  Object.values(letters).reduce((sum, each) => sum + textBytes(each), 0);

/** Bytes of the engine's memory that a table and its model take at their peak. */
export function neededMemory({ rows, letters }: TableEstimate, share: number, isKept: boolean): number {
  return fixedBytes + rows * (share * modelBytesPerRow + (isKept ? 0 : rowBytes(letters)));
}

const neededStorage = ({ rows, letters }: TableEstimate) =>
  rows * (modelBytesPerRow + Object.values(letters).reduce((sum, each) => sum + each, 0)) * storedShare;

const shares = [0.5, 0.25, 0.1, 0.05, 0.01];

/**
 * Refuses what would not fit, and says what would.
 * @param needed columns without which there is nothing to analyse
 * @throws EngineError `fileTooLarge` with `rows`, `needBytes`, `haveBytes`, `fewerColumns` (whether leaving out all columns but the
 * needed ones is enough) and `customerShare` (the largest share of customers that fits, or null); `storageFull`
 */
export function checkFits(
  estimate: TableEstimate,
  share: number,
  room: Room,
  needed: readonly string[],
): void {
  const { isKept, freeBytes } = room;
  const storage = neededStorage(estimate);
  if (isKept && freeBytes !== null && storage > freeBytes) {
    throw new EngineError('storageFull', 'The browser grants too little storage for this file.', {
      values: { needBytes: Math.round(storage), haveBytes: freeBytes },
    });
  }
  const need = neededMemory(estimate, share, isKept);
  if (need <= engineLimit) return;
  const letters = Object.fromEntries(needed.map((name) => [name, ownValue(estimate.letters, name) ?? 0]));
  const fewer = { ...estimate, letters };
  const fits = (one: TableEstimate, kept: number) => neededMemory(one, kept, isKept) <= engineLimit;
  throw new EngineError('fileTooLarge', 'The file is larger than the engine’s memory.', {
    values: {
      rows: Math.round(estimate.rows),
      needBytes: Math.round(need),
      haveBytes: Math.round(engineLimit),
      fewerColumns: fits(fewer, share),
      customerShare:
        shares.find((each) => each < share && (fits(estimate, each) || fits(fewer, each))) ?? null,
    },
  });
}
