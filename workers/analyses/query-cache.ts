import type { Table } from 'apache-arrow';

/** Answers by the text that was asked. A dataset never changes, so an answer stays right as long as it lives. */
export class QueryCache {
  private readonly tables = new Map<string, Table>();
  private rows = 0;

  /** @param mostRows kept in memory over all answers */
  constructor(private readonly mostRows = 3_000_000) {}

  get(sql: string): Table | undefined {
    const table = this.tables.get(sql);
    if (!table) return undefined;
    // Asked again: the youngest, so the last to go.
    this.tables.delete(sql);
    this.tables.set(sql, table);
    return table;
  }

  set(sql: string, table: Table): void {
    if (this.tables.has(sql)) return;
    this.tables.set(sql, table);
    this.rows += table.numRows;
    for (const [oldest, { numRows }] of this.tables) {
      if (this.rows <= this.mostRows || this.tables.size === 1) return;
      this.tables.delete(oldest);
      this.rows -= numRows;
    }
  }
}
