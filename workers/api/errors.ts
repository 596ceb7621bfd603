import type { Scalar } from './analysis';

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
  'sqlInvalid',
  'sqlNotQuery',
  'sqlOutside',
  'sqlNeedsExtension',
  'sqlTooHeavy',
  'analysisFailed',
  'memoryLimit',
  'fileTooLarge',
  'filesDiffer',
  'archiveEmpty',
  'storageFull',
  'storageBusy',
  'storageLost',
  'tableMissing',
  'notRecorded',
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
  /** Of what is wrong with a query: where in the person's text, from 0. */
  position?: number;
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
    | 'filter'
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
