import type { DataOptions, Dataset } from '../../workers/api';
import type { TableContract } from '../notebook/document/document';
import type { Purpose } from './purpose';

/** Where a draft comes from: files, or a table of the open notebook that is looked at once more. */
export interface DraftSource {
  files: readonly File[];
  /** What the files were said to be; when left out, the likeliest. */
  purpose?: Purpose;
  /** The data of the open notebook. */
  open: Dataset | null;
  /** What the open notebook asks of its tables, and how they are to be read. */
  wanted?: WantedData | null;
}

export interface WantedData {
  tables: readonly TableContract[];
  settings: Partial<DataOptions>;
}
