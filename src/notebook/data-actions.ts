import type { DatasetTable, EngineErrorData } from '../../workers/api';

/** What can be done with a notebook's data from its cell. */
export interface DataActions {
  onChangeData: (table?: string) => void;
  onAddTable: () => void;
  onReplaceTable: (table: DatasetTable) => void;
  onRemoveTable: (table: string) => void;
  /** To the list of all kept notebooks. */
  onList: () => void;
  /** Deletes the notebook and its data; says what went wrong, if anything. */
  onDelete: () => Promise<EngineErrorData | null>;
}
