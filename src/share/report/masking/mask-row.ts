import type { Table } from 'apache-arrow';

/** The columns of each row that are masked, by the row's place. */
export type Mask = ReadonlyMap<number, ReadonlySet<string>>;

export interface MaskedTable {
  /** Null where nothing helps: the table is left out. */
  mask: Mask | null;
  /** Keys of the rows that are masked whole, for other tables of the same groups. */
  keys: readonly string[];
}

export const unmasked: MaskedTable = { mask: new Map(), keys: [] };
export const leftOut: MaskedTable = { mask: null, keys: [] };

export const columnsBut = (table: Table, kept: readonly string[]): ReadonlySet<string> =>
  new Set(table.schema.fields.map(({ name }) => name).filter((name) => !kept.includes(name)));

/** Too few customers to be told of. */
export const isSmall = (count: number, least: number): boolean => count > 0 && count < least;
