import type {
  ColumnFormat,
  DataOptions,
  FileFormat,
  Fix,
  Mapping,
  Reading,
  RejectedRow,
  Role,
  SourceColumn,
  UnreadColumn,
} from './files';

/** purchases: dated orders; contracts: start and end dates; durations: months and a churn flag, no dates. */
export type DatasetKind = 'purchases' | 'contracts' | 'durations';

/** How the customers of a further table meet those of the first. */
export interface JoinReport {
  /** Customers of the first table found in this one, and not. */
  matched: number;
  unmatched: number;
  /** Customers of this table that are not in the first, and a few of them. */
  strangers: number;
  exampleStrangers: string[];
  exampleUnmatched: string[];
  /** Customers with several rows in this table; the first value in the alphabet is theirs. */
  severalRows: number;
  /** A mending of both customer columns by which more would meet, and how many would. */
  better: { fix: Fix; matched: number } | null;
}

/** One file (or several of one kind) in the notebook. The first table says who bought when; others describe the customers. */
export interface DatasetTable {
  id: string;
  /** What it is called: the file's name without its ending, unless `settings` say otherwise. */
  name: string;
  fileName: string;
  format: FileFormat;
  files: number;
  bytes: number;
  rows: number;
  rowsRejected: number;
  /** How many rows were set apart for which reason. */
  rejectedFor: { reason: RejectedRow['reason']; rows: number }[];
  columns: SourceColumn[];
  unread: UnreadColumn[];
  settings: TableSettings;
  /** Null for the first table. */
  join: JoinReport | null;
}

/** What changed when a table was replaced. */
export interface Replacement {
  rowsBefore: number;
  rowsAfter: number;
  customersBefore: number;
  customersAfter: number;
  newCustomers: number;
  goneCustomers: number;
  fromBefore: string | null;
  asOfBefore: string | null;
  columnsAdded: string[];
  columnsGone: string[];
  columnsChanged: string[];
}

/** All that is set for one table. */
export interface TableSettings {
  /** What the notebook calls it, in queries too, whatever its file is called; when left out, as the file. */
  name?: string;
  reading: Reading;
  mapping: Mapping;
  /** Column name to the format chosen against the guess. */
  formats: Record<string, ColumnFormat>;
  /** Column name to the mendings in force, where they differ from what is done unasked. */
  fixes: Record<string, Fix[]>;
  /** Columns that are not even copied from the file; null reads all (and for very large files those with a role). */
  leftOut: string[] | null;
  /** Keep this share of the customers, whole, chosen by their id; 1 keeps all. */
  customerShare: number;
  /** Keep only rows from this day on, ISO; null keeps all. */
  fromDay: string | null;
}

export const defaultTableSettings: TableSettings = {
  reading: {},
  mapping: {},
  formats: {},
  fixes: {},
  leftOut: null,
  customerShare: 1,
  fromDay: null,
};

export interface Dataset {
  fileName: string;
  kind: DatasetKind;
  rowsRead: number;
  rowsRejected: number;
  /** First and last observed day, ISO; null without dates. */
  from: string | null;
  asOf: string | null;
  rolesPresent: Role[];
  /** Customer attributes that can group, with their number of distinct values. */
  attributes: { name: string; distinct: number }[];
  /** The first rejected rows, for the person to see; `rowsRejected` counts them all. */
  rejected: RejectedRow[];
  options: DataOptions;
  /** The first is the one that says who bought when. */
  tables: DatasetTable[];
  /** Set while a replacement is looked at and just after. */
  replacement: Replacement | null;
}

/** What is known once the customers and their orders are put together, which the rows alone don't tell. */
export interface DatasetCounts {
  /** One row of the file is a line of an order, an order, or a customer. */
  shape: 'orderLines' | 'orders' | 'customers';
  rowsWithoutCustomer: number;
  rowsWithoutAmount: number;
  returns: number;
  /** Orders of exactly zero. */
  zeroOrders: number;
  /** Customers who appear only with returns and are therefore not analysed. */
  customersWithoutOrder: number;
  customers: number;
  orders: number;
  /** Net of returns; null when there is no amount. */
  revenue: number | null;
  /** Rows dated after asOf, which do not count. */
  rowsAfterAsOf: number;
}

export type CountedDataset = Dataset & DatasetCounts;

/** `new`: a notebook of its own. `addition`: one more table. `replacement`: in place of `table`, as next month's export is. */
export interface LoadRequest {
  as: 'new' | 'addition' | 'replacement';
  table: string | null;
  settings: TableSettings;
  options: Partial<DataOptions>;
}
