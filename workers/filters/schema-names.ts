import { identifier } from '../duckdb/sql-text';

let made = 0;

/**
 * A schema for tables about the data of a catalog, which lie outside of it, in memory. The catalog stands in its name, by
 * which statements on it are known to be about that catalog, and wait or end when it is written or put away.
 */
export function freshSchema(kind: string, catalog: string): string {
  made += 1;
  return `memory.${identifier(`${kind} ${made} of ${catalog}`)}`;
}
