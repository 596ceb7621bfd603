import type { Scalar } from './analysis';

/** One condition on a column: its text holds, is, or its value lies between (either end may be open). */
export type TableFilter =
  | { column: string; kind: 'contains' | 'equals'; text: string }
  | { column: string; kind: 'between'; from: string | null; to: string | null }
  | { column: string; kind: 'filled' | 'empty' };

export interface TablePageRequest {
  table: string;
  offset: number;
  limit: number;
  sort: { column: string; descending: boolean } | null;
  filters: TableFilter[];
}

/** Rows for a file of their own: as many as `limit` of those that pass, as they stand in the table's file. */
export type TableRowsRequest = Omit<TablePageRequest, 'offset'>;

export interface TablePage {
  /** The rows as texts, null where the file has nothing, in the order of the table's columns. */
  rows: (string | null)[][];
  offset: number;
  /** Rows that pass the filters. */
  total: number;
}

export interface ColumnProfile {
  name: string;
  /** How it is read: number, date, boolean or text. */
  kind: 'number' | 'date' | 'boolean' | 'text';
  filled: number;
  /** Different values; approximate above 10,000. */
  distinct: number;
  isDistinctApproximate: boolean;
  /** As text in canonical form (ISO dates); null when nothing is filled. */
  smallest: string | null;
  largest: string | null;
  mean: number | null;
  /** For numbers and dates: up to 24 bars of equal width. `from` and `to` as numbers (dates: days since 1970-01-01). */
  histogram: { from: number; to: number; rows: number }[];
  /** For texts and booleans: the commonest values. */
  top: { value: string; rows: number }[];
}

/** Something in the data that deserves a look. `code` is a key of the page's texts, `values` fill its blanks. */
export interface Suspicion {
  code:
    | 'futureDates'
    | 'negativeAmounts'
    | 'zeroAmounts'
    | 'dominantCustomer'
    | 'duplicateRows'
    | 'timeGap'
    | 'constantColumn'
    | 'emptyColumn'
    | 'extremeAmounts';
  values: Record<string, Scalar>;
}

export interface TableProfile {
  rows: number;
  columns: ColumnProfile[];
  suspicions: Suspicion[];
}
