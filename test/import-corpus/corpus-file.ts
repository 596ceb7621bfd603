import type {
  ColumnFormat,
  CountedDataset,
  Dataset,
  ErrorCode,
  Fix,
  Mapping,
  Reading,
  RejectedRow,
  Role,
} from '../../workers/api';

/** A small ugly file and what must come out of it. */
export interface CorpusFile {
  /** File name with its ending; unique. */
  name: string;
  /** What is ugly about it, in a few words. */
  why: string;
  bytes: Uint8Array;
  /** Further files of the same table. */
  more?: { name: string; bytes: Uint8Array }[];
  /** What the person sets against the guesses, if anything. */
  choose?: {
    reading?: Reading;
    roles?: Mapping;
    formats?: Record<string, ColumnFormat>;
    fixes?: Record<string, Fix[]>;
    options?: Partial<Dataset['options']>;
  };
  expected: Expected;
}

/** Only what is named is compared; every file names at least the rows or the error. */
export interface Expected {
  /** The file is refused with this code. */
  error?: ErrorCode;
  /** Reading settings as guessed. */
  reading?: Reading;
  /** Column names in order. */
  columns?: string[];
  unread?: string[];
  /** Detected roles by column. */
  roles?: Record<string, Role>;
  /** The best format by column. */
  formats?: Record<string, ColumnFormat>;
  /** Columns whose reading stays open, so that the person is asked. */
  open?: string[];
  /** Fixes proposed by column. */
  fixes?: Record<string, Fix[]>;
  /** The raw table as texts, row for row. */
  raw?: (string | null)[][];
  /** Usable rows as the model sees them, in the order of the file: customer, ISO day, amount. */
  lines?: [customer: string | null, day: string | null, amount: number | null][];
  rowsRead?: number;
  rejected?: {
    line: number | null;
    column?: string | null;
    value?: string | null;
    reason: RejectedRow['reason'];
  }[];
  dataset?: Partial<
    Pick<
      CountedDataset,
      'customers' | 'orders' | 'revenue' | 'from' | 'asOf' | 'returns' | 'rowsWithoutCustomer'
    >
  >;
}

/** Text as UTF-8. */
export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
