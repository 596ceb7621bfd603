/**
 * The whole contract between the page and the engine. The page imports the types of this file (and the specs of
 * analyses) and nothing else from workers/. Everything here can be structured-cloned.
 */

/** What a column means. `attribute` describes the customer and can group any analysis; `ignored` is not read. */
export const roles = [
  'customer',
  'time',
  'amount',
  'order',
  'product',
  'category',
  'quantity',
  'price',
  'channel',
  'start',
  'end',
  'durationMonths',
  'churned',
  'reason',
  'score',
  'responseHours',
  'member',
  'campaign',
  'attribute',
  'ignored',
] as const;
export type Role = (typeof roles)[number];

/** Roles that several columns may share; every other role belongs to one column at most. */
export const repeatableRoles: readonly Role[] = ['attribute', 'ignored'];

/** Roles whose values are days, numbers or answers; the values of all others are names, whatever they look like. */
export const valueRoles: readonly Role[] = [
  'time',
  'amount',
  'quantity',
  'price',
  'start',
  'end',
  'durationMonths',
  'churned',
  'score',
  'responseHours',
  'member',
];

export const periodUnits = ['day', 'week', 'month', 'quarter', 'year', 'hijriMonth'] as const;
export type PeriodUnit = (typeof periodUnits)[number];

export const weekStarts = ['monday', 'saturday', 'sunday'] as const;

/** Settings of the data; see "Ground rules" in the documentation of definitions. */
export interface DataOptions {
  /** An order of exactly zero is activity (the BTYD convention). */
  zeroIsActivity: boolean;
  /** Each row is an order of its own, even without an order id. */
  orderByRow: boolean;
  /** IANA zone into which timestamps with an offset are converted before they are cut to a date. */
  timeZone: string;
  weekStart: (typeof weekStarts)[number];
  /** Last observed day, ISO; null means the last day of the data. */
  asOf: string | null;
}

export const defaultDataOptions: DataOptions = {
  zeroIsActivity: true,
  orderByRow: false,
  timeZone: 'UTC',
  weekStart: 'monday',
  asOf: null,
};

export type FileFormat = 'csv' | 'parquet' | 'arrow' | 'json' | 'xlsx';

/**
 * How a file is taken apart into rows: the text's encoding, its delimiter ("\t" is one too) and quote ('' for none), the
 * line of the header ('0' for none), the sheet of a workbook, the file inside an archive. All are texts.
 */
export const readingSettings = ['encoding', 'delimiter', 'quote', 'header', 'sheet', 'entry'] as const;
export type ReadingSetting = (typeof readingSettings)[number];

/** What the person has set; the rest is guessed. */
export type Reading = Partial<Record<ReadingSetting, string>>;

/** A reading setting in force. */
export interface ReadingGuess {
  setting: ReadingSetting;
  value: string;
  /** What it can be set to, `value` among them. */
  options: string[];
  /** Share of the looked-at rows (or characters) that agree with it, 0 to 1; null where nothing can disagree. */
  share: number | null;
}

/**
 * How the texts of a column are read. `native`: the file itself says what they are. `number` groups by comma or blank and has a
 * decimal point, `numberComma` groups by point or blank and has a decimal comma. `date` covers all that is not open to two
 * readings: year first, month names. `dateHijri` is Umm al-Qura; `dateExcel` counts days from 1899-12-30.
 */
export const columnFormats = [
  'text',
  'native',
  'number',
  'numberComma',
  'boolean',
  'date',
  'dateDayFirst',
  'dateMonthFirst',
  'dateHijri',
  'dateExcel',
  'dateUnixSeconds',
  'dateUnixMilliseconds',
] as const;
export type ColumnFormat = (typeof columnFormats)[number];

export interface FormatGuess {
  format: ColumnFormat;
  /** Share of the filled values that can be read so, 0 to 1. */
  share: number;
}

/**
 * Mendings of a column of texts. `wholeNumber`: 123.0 becomes 123 (done unless turned off, and said); the others are offered:
 * `lowerCase` and `noBlanks` (blanks inside and twice) for e-mail addresses and names written in several ways.
 */
export const fixes = ['wholeNumber', 'lowerCase', 'noBlanks'] as const;
export type Fix = (typeof fixes)[number];

export interface FixProposal {
  fix: Fix;
  /** Values it changes, of those looked at. */
  values: number;
  /** Different values that become one by it; null where that was not counted. */
  joined: number | null;
}

export interface SourceColumn {
  /** Unique and not blank. */
  name: string;
  /** Where the name comes from: the header, or made because the header was missing, blank or the same as another's. */
  named: 'header' | 'missing' | 'blank' | 'repeated';
  /** The engine's type name, such as VARCHAR or TIMESTAMP. */
  type: string;
  /** The detected role; the person may change it. */
  role: Role;
  /** What its values can be read as, the best first; what the first says is done unless the person chooses another. */
  formats: FormatGuess[];
  /** The best two read the same values as different days or numbers, and nothing in the column decides between them. */
  isOpen: boolean;
  fixes: FixProposal[];
}

/** A column of the file that is not read, and why. */
export interface UnreadColumn {
  name: string;
  reason: 'nested' | 'type' | 'leftOut';
}

/** What a first look at a file gives: no more than its head has been read. */
export interface Inspection {
  fileName: string;
  /** How many files make up the table. */
  files: number;
  format: FileFormat;
  bytes: number;
  reading: ReadingGuess[];
  columns: SourceColumn[];
  unread: UnreadColumn[];
  /** The first rows as text, in the order of `columns`. */
  rows: (string | null)[][];
}

/** Column name to role. Columns that are not named are attributes. */
export type Mapping = Record<string, Role>;

export interface RejectedRow {
  /** Line in the file, from 1; null where the format has no lines. */
  line: number | null;
  column: string | null;
  value: string | null;
  /** Why: a key of the page's texts, or the engine's own words under `engine`. */
  reason:
    | 'castFailed'
    | 'missingColumns'
    | 'tooManyColumns'
    | 'unquotedValue'
    | 'lineTooLong'
    | 'noDate'
    | 'badDate'
    | 'badAmount'
    | 'repeatedHeader'
    | 'totalsRow'
    | 'badText'
    | 'other';
}

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
  /** The file's name without its ending. */
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

export type Scalar = string | number | boolean | null;

/** Headline numbers by name; an inner record holds one number per model parameter. */
export type Summary = Record<string, Scalar | Record<string, number | null>>;

/** A statement about the result: `code` is a key of the analysis' texts, `values` fill its blanks. */
export interface Finding {
  code: string;
  values: Record<string, Scalar>;
}

export interface SqlRun {
  /** The .sql file's name without its ending. */
  name: string;
  /** The text exactly as it ran, values filled in. */
  text: string;
}

export interface AnalysisResult {
  analysis: string;
  /** All parameters, defaults filled in. */
  params: Record<string, Scalar>;
  summary: Summary;
  /** Each table as Arrow IPC bytes. */
  tables: Record<string, Uint8Array>;
  findings: Finding[];
  warnings: Finding[];
  sql: SqlRun[];
}

/** Codes of everything that can go wrong; the page has a text for each in both languages. */
export const errorCodes = [
  'fileEmpty',
  'fileBinary',
  'fileUnsupported',
  'fileUnreadable',
  'fileProtected',
  'fileEncoding',
  'parquetUnreadable',
  'rolesTwice',
  'rolesMissing',
  'noUsableRows',
  'datesTooWide',
  'analysisUnknown',
  'analysisNotPossible',
  'parametersInvalid',
  'optionsInvalid',
  'noDataset',
  'queryFailed',
  'analysisFailed',
  'memoryLimit',
  'fileTooLarge',
  'filesDiffer',
  'archiveEmpty',
  'storageFull',
  'storageBusy',
  'storageLost',
  'tableMissing',
  'engineFailed',
  'cancelled',
] as const;
export type ErrorCode = (typeof errorCodes)[number];

/** What crosses the worker when a call fails. `values` fill the blanks of the page's text for `code`. */
export interface EngineErrorData {
  code: ErrorCode;
  message: string;
  sql?: string;
  cause?: string;
  values?: Record<string, Scalar>;
}

export interface Progress {
  /** Which stage of the work, a key of the page's texts. */
  stage:
    | 'download'
    | 'boot'
    | 'inspect'
    | 'read'
    | 'orders'
    | 'customers'
    | 'rollup'
    | 'query'
    | 'fit'
    | 'predict';
  /** 0 to 1, or null when it can't be known. */
  fraction: number | null;
  /** Rows read so far, and bytes of how many. */
  rows?: number;
  bytes?: number;
  ofBytes?: number;
}
export type OnProgress = (progress: Progress) => void;

/** A call that went well, or the error it ended with: errors cross as data, never as thrown objects. */
export type Answer<T> = { ok: true; value: T } | { ok: false; error: EngineErrorData };

export interface AnalysisRequest {
  name: string;
  params: Record<string, Scalar>;
}

/** `new`: a notebook of its own. `addition`: one more table. `replacement`: in place of `table`, as next month's export is. */
export interface LoadRequest {
  as: 'new' | 'addition' | 'replacement';
  table: string | null;
  settings: TableSettings;
  options: Partial<DataOptions>;
}

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

/** Data kept in the browser's own storage. */
export interface StoredData {
  id: string;
  title: string;
  bytes: number;
  /** ISO instants. */
  savedAt: string;
  rows: number;
  /** Null as long as they have not been counted. */
  customers: number | null;
  from: string | null;
  asOf: string | null;
  /** Another tab has it open. */
  isBusy: boolean;
}

export interface StorageState {
  /** `memory` where the browser has no private file system, or refuses it. */
  kind: 'opfs' | 'memory';
  /** Why it is memory: a key of the page's texts. */
  reason: 'unsupported' | 'refused' | 'chosen' | null;
  isPersistent: boolean;
  usedBytes: number | null;
  quotaBytes: number | null;
  /** Id of the kept data that is in use; null when what is open is in memory only, or nothing is. */
  inUse: string | null;
}

/** `changed`: another tab has saved or deleted data. `takenOver`: another tab has taken the data that was in use here. */
export type KeptDataEvent = { kind: 'changed' } | { kind: 'takenOver'; data: string };

/**
 * The engine as the page sees it, through Comlink. Every long call takes an `id` chosen by the caller, by which
 * `cancel` stops it; a cancelled call answers with the error code `cancelled`.
 *
 * A file becomes the notebook's data in three steps: `inspect` looks at its head, `load` builds the canonical tables
 * beside those in use, `adopt` makes them the ones in use and frees the former. Until `adopt`, what was open stays.
 */
export interface Engine {
  boot(onProgress: OnProgress): Promise<Answer<null>>;
  /** Several files are one table when they have the same columns. */
  inspect(id: string, files: File[], reading: Reading): Promise<Answer<Inspection>>;
  /** Looks once more at a table in use; its file is not needed. */
  inspectTable(id: string, table: string): Promise<Answer<Inspection>>;
  load(id: string, request: LoadRequest, onProgress: OnProgress): Promise<Answer<Dataset>>;
  adopt(): Promise<Answer<Dataset>>;
  /**
   * Puts the customers and their orders together, which every analysis needs; once, whoever asks. It may go on while
   * loaded data is adopted, and is over when that is discarded.
   * @param which what was loaded last, or the data in use
   */
  count(id: string, which: 'loaded' | 'inUse', onProgress: OnProgress): Promise<Answer<DatasetCounts>>;
  /** Forgets an inspected or loaded file that was not adopted. */
  discard(): Promise<Answer<null>>;
  analyse(id: string, request: AnalysisRequest, onProgress: OnProgress): Promise<Answer<AnalysisResult>>;
  cancel(id: string): Promise<void>;
  /** Takes a further table out of the data in use. */
  removeTable(id: string, table: string): Promise<Answer<Dataset>>;
  tablePage(id: string, request: TablePageRequest): Promise<Answer<TablePage>>;
  tableProfile(id: string, table: string): Promise<Answer<TableProfile>>;
  /** All rows that were set apart, of a table in use or on its way in, as CSV: line, column, value, reason. */
  rejectedRows(id: string, table: string): Promise<Answer<Uint8Array>>;
  storage(): Promise<Answer<StorageState>>;
  storedData(): Promise<Answer<StoredData[]>>;
  /**
   * Opens kept data and makes it the one in use.
   * @param takeOver asks another tab that has it open to let go of it
   */
  openStored(id: string, data: string, onProgress: OnProgress, takeOver: boolean): Promise<Answer<Dataset>>;
  /** Deletes kept data, also the one in use. */
  deleteStored(data: string): Promise<Answer<null>>;
  /** From now on what is opened is held in memory only. */
  useMemory(): Promise<Answer<null>>;
  watchStorage(onEvent: (event: KeptDataEvent) => void): Promise<void>;
}

/** A control of an analysis. A default of null means "not set": the analysis then decides and says what it chose. */
export type ParameterSpec = {
  name: string;
  /** The control means something only while these other parameters have one of these values. */
  onlyWhen?: Record<string, readonly string[]>;
  /** The control means something only for these kinds of data; all when left out. */
  kinds?: readonly DatasetKind[];
} & (
  | { kind: 'choice'; options: readonly string[]; default: string }
  /** `display: 'yearlyRate'`: a monthly rate that people enter per year; `fraction`: shown as per cent. */
  | {
      kind: 'number';
      integer?: boolean;
      min: number;
      max: number;
      default: number | null;
      unit?: 'days' | 'months' | 'periods';
      display?: 'fraction' | 'yearlyRate';
    }
  /** The name of one of `Dataset.attributes`. */
  | { kind: 'attribute'; default: null }
  /** An ISO date within the data. */
  | { kind: 'date'; default: null }
);

/** What an analysis is, for the page and for the engine. One per folder: `workers/analyses/NAME/spec.ts`. */
export interface AnalysisSpec {
  /** Equals the folder's name. */
  id: string;
  /** Place in the notebook that is written for the person, ascending. */
  position: number;
  /** It can run when the data has every role of at least one of these sets. */
  needs: readonly (readonly Role[])[];
  /** Kinds of data it makes sense of. */
  kinds: readonly DatasetKind[];
  parameters: readonly ParameterSpec[];
  /** Parameters with which its cell is written into a notebook, where they differ from the defaults. */
  written?: Readonly<Record<string, Scalar>>;
}
