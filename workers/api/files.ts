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
