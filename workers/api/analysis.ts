import type { DatasetKind } from './dataset';
import type { Role } from './files';
import type { CustomerFilter } from './filters';

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
  /** Whether filtered customers were found in what is added up already, or by going to the customers' rows. */
  origin: 'rollup' | 'rows';
}

export interface AnalysisRequest {
  name: string;
  params: Record<string, Scalar>;
  /** All customers when left out. */
  filters?: readonly CustomerFilter[];
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
