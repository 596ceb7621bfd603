import type { AnalysisRequest, AnalysisResult } from './analysis';
import type { Dataset, DatasetCounts, LoadRequest } from './dataset';
import type { Answer, OnProgress } from './errors';
import type { Inspection, Reading } from './files';
import type { AttributeValue, CustomerFilter, FilteredCounts } from './filters';
import type { Timeline } from './requests';
import type { SqlNames, SqlRequest, SqlResult, SqlVocabulary } from './sql';
import type { KeptDataEvent, StorageState, StoredData } from './storage';
import type { TablePage, TablePageRequest, TableProfile, TableRowsRequest } from './tables';

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
  /** How many customers pass. */
  countFiltered(id: string, filters: CustomerFilter[]): Promise<Answer<FilteredCounts>>;
  /** The values of an attribute, the most frequent first; at most `limit`. */
  attributeValues(id: string, attribute: string, limit: number): Promise<Answer<AttributeValue[]>>;
  /**
   * Runs a query of the person's: one statement that reads.
   * Errors: `sqlInvalid` with its position, `sqlNotQuery` for what does not read or is several statements, `sqlOutside` and
   * `sqlNeedsExtension` for what it can't reach. After `sqlTooHeavy` the engine has to be started anew.
   */
  query(id: string, request: SqlRequest, onProgress: OnProgress): Promise<Answer<SqlResult>>;
  /** What a query names; a text that can't be understood names what can be made out. */
  sqlNames(sql: string): Promise<Answer<SqlNames>>;
  sqlVocabulary(): Promise<Answer<SqlVocabulary>>;
  cancel(id: string): Promise<void>;
  /** Takes a further table out of the data in use. */
  removeTable(id: string, table: string): Promise<Answer<Dataset>>;
  tablePage(id: string, request: TablePageRequest): Promise<Answer<TablePage>>;
  /** As the rows of a query come, but BIGINT and long decimals as texts, so that no digit is lost. */
  tableRows(id: string, request: TableRowsRequest): Promise<Answer<SqlResult>>;
  tableProfile(id: string, table: string): Promise<Answer<TableProfile>>;
  /** All rows that were set apart, of a table in use or on its way in, as CSV: line, column, value, reason. */
  rejectedRows(id: string, table: string): Promise<Answer<Uint8Array>>;
  /**
   * A table as a Parquet file, with the types it has.
   * @param table Arrow IPC stream
   */
  toParquet(id: string, table: Uint8Array): Promise<Answer<Uint8Array>>;
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
  /** What the engine's workers have fetched so far; each tells of itself. */
  requests(): Promise<Answer<Timeline[]>>;
  watchStorage(onEvent: (event: KeptDataEvent) => void): Promise<void>;
}
