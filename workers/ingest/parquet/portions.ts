import type { RowGroup } from './footer';
import type { Portion } from './parquet-file';

/** Bytes of Arrow aimed at in one portion. */
const aimedBytes = 24 * 1024 * 1024;
const fewestRows = 1024;
const mostRows = 1_000_000;
const mostGroups = 2000;

/**
 * Cuts the row groups of a file into portions of a good size: small groups together, large ones in parts. How wide rows are is
 * learnt from the portions that were decoded.
 */
export class Portions {
  private group = 0;
  private offset = 0;
  private rowsAtOnce: number;

  constructor(
    private readonly groups: readonly RowGroup[],
    bytesPerRow: number,
  ) {
    this.rowsAtOnce = rowsFor(bytesPerRow);
  }

  /** The next portion, or null at the end. */
  next(): Portion | null {
    while (this.group < this.groups.length && this.groups[this.group].rows === 0) this.group += 1;
    const first = this.groups[this.group];
    if (!first) return null;
    return first.rows > 1.5 * this.rowsAtOnce || this.offset > 0 ? this.part(first) : this.whole();
  }

  /** Says how large the last portion became. */
  learn(rows: number, bytes: number): void {
    if (rows > 0) this.rowsAtOnce = Math.min(this.rowsAtOnce * 4, rowsFor(bytes / rows));
  }

  private part(group: RowGroup): Portion {
    const rest = group.rows - this.offset;
    // The last two parts are shared evenly rather than leaving a small one.
    const limit = rest > 1.5 * this.rowsAtOnce ? this.rowsAtOnce : rest;
    const portion = { groups: [group], offset: this.offset, limit };
    this.offset += limit;
    if (this.offset >= group.rows) {
      this.offset = 0;
      this.group += 1;
    }
    return portion;
  }

  private whole(): Portion {
    const groups: RowGroup[] = [];
    let rows = 0;
    for (let group = this.groups[this.group]; group; group = this.groups[this.group]) {
      if (groups.length > 0 && (rows + group.rows > this.rowsAtOnce || groups.length >= mostGroups)) break;
      groups.push(group);
      rows += group.rows;
      this.group += 1;
    }
    return { groups, offset: 0, limit: rows };
  }
}

const rowsFor = (bytesPerRow: number) =>
  Math.max(fewestRows, Math.min(mostRows, Math.floor(aimedBytes / Math.max(1, bytesPerRow))));
