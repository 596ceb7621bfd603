import type { AsyncDuckDB } from '@duckdb/duckdb-wasm';
import type * as ParquetModule from 'parquet-wasm';
import type { OnProgress } from '../api';

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
  /** Starts DuckDB (the `eh` build) in a worker of its own, from our own origin. */
  startDatabase(onProgress: OnProgress): Promise<AsyncDuckDB>;
  /** Loads the Parquet reader when it is first needed. */
  loadParquet(): Promise<typeof ParquetModule>;
}
