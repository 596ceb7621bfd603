import type { AsyncDuckDB } from '@duckdb/duckdb-wasm';
import type * as ParquetModule from 'parquet-wasm';
import type { OnProgress, Timeline } from '../api';
import type { PrivateStorage } from '../storage/private-storage';

/** A file the person gave: a `File` in the browser, a path under Node. Only the platform looks inside. */
export interface SourceFile {
  name: string;
  bytes: number;
  /** The first `length` bytes, without reading the rest. */
  head(length: number): Promise<Uint8Array>;
  /** Makes the file readable in place by the engine under `engineName`; its bytes are not copied. */
  register(database: AsyncDuckDB, engineName: string): Promise<void>;
  /** Random access for readers of other formats. */
  blob(): Promise<Blob>;
}

/** What differs between a browser and Node. Everything else is the same code on both. */
export interface Platform {
  /**
   * Starts DuckDB (the `eh` build) in a worker of its own, from our own origin.
   * @param onFull a private file of this name found no room; what is written to it from then on is in memory only
   */
  startDatabase(onProgress: OnProgress, onFull: (fileName: string) => void): Promise<AsyncDuckDB>;
  /** As the engine names it, the folder of the files that hold catalogs. It opens no other file. */
  readonly privateFolder?: string;
  /** Loads the Parquet reader when it is first needed. */
  loadParquet(): Promise<typeof ParquetModule>;
  /** What the workers have fetched. Left out, nothing can be. */
  requests?(): Promise<Timeline[]>;
  /** Where data can be kept: null when the browser can't, an error when it refuses. Left out, all is in memory. */
  openPrivateStorage?(): Promise<PrivateStorage | null>;
}
