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

export type FileFormat = 'csv' | 'parquet';

export interface SourceColumn {
  name: string;
  /** The engine's type name, such as VARCHAR or TIMESTAMP. */
  type: string;
  /** The detected role; the person may change it. */
  role: Role;
}

/** What a first look at a file gives: no more than its head has been read. */
export interface Inspection {
  fileName: string;
  format: FileFormat;
  bytes: number;
  columns: SourceColumn[];
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
    | 'other';
}

/** purchases: dated orders; contracts: start and end dates; durations: months and a churn flag, no dates. */
export type DatasetKind = 'purchases' | 'contracts' | 'durations';

export interface Dataset {
  fileName: string;
  kind: DatasetKind;
  /** One row of the file is a line of an order, an order, or a customer. */
  shape: 'orderLines' | 'orders' | 'customers';
  rowsRead: number;
  rowsRejected: number;
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
  /** First and last observed day, ISO; null without dates. */
  from: string | null;
  asOf: string | null;
  /** Rows dated after asOf, which do not count. */
  rowsAfterAsOf: number;
  rolesPresent: Role[];
  /** Customer attributes that can group, with their number of distinct values. */
  attributes: { name: string; distinct: number }[];
  /** The first rejected rows, for the person to see; `rowsRejected` counts them all. */
  rejected: RejectedRow[];
  options: DataOptions;
}

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
}
export type OnProgress = (progress: Progress) => void;

/** A call that went well, or the error it ended with: errors cross as data, never as thrown objects. */
export type Answer<T> = { ok: true; value: T } | { ok: false; error: EngineErrorData };

export interface AnalysisRequest {
  name: string;
  params: Record<string, Scalar>;
}

/**
 * The engine as the page sees it, through Comlink. Every long call takes an `id` chosen by the caller, by which
 * `cancel` stops it; a cancelled call answers with the error code `cancelled`.
 *
 * A file becomes the notebook's data in three steps: `inspect` looks at its head, `load` builds the canonical tables
 * beside those in use, `adopt` makes them the ones in use and frees the former. Until `adopt`, what was open stays.
 */
export interface Engine {
  boot(onProgress: OnProgress): Promise<Answer<null>>;
  inspect(id: string, file: File): Promise<Answer<Inspection>>;
  load(
    id: string,
    mapping: Mapping,
    options: Partial<DataOptions>,
    onProgress: OnProgress,
  ): Promise<Answer<Dataset>>;
  adopt(): Promise<Answer<Dataset>>;
  /** Forgets an inspected or loaded file that was not adopted. */
  discard(): Promise<Answer<null>>;
  analyse(id: string, request: AnalysisRequest, onProgress: OnProgress): Promise<Answer<AnalysisResult>>;
  cancel(id: string): Promise<void>;
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
