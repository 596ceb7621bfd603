import {
  AsyncDuckDB,
  DuckDBAccessMode,
  DuckDBDataProtocol,
  VoidLogger,
  type AsyncDuckDBConnection,
} from '@duckdb/duckdb-wasm';
import duckdbModule from '@duckdb/duckdb-wasm/dist/duckdb-eh.wasm?url';
import duckdbWorker from '@duckdb/duckdb-wasm/dist/duckdb-browser-eh.worker.js?url';
import type { BenchPage } from './bench-page-api';
import parquetModule from 'parquet-wasm/esm/parquet_wasm_bg.wasm?url';
import { chosenFile } from './chosen-file';

let duckdb: AsyncDuckDB;
let connection: AsyncDuckDBConnection;

export const bareEngine: BenchPage['bare'] = {
  async start(storage) {
    const began = performance.now();
    duckdb = new AsyncDuckDB(new VoidLogger(), new Worker(duckdbWorker));
    await duckdb.instantiate(duckdbModule);
    // The same settings as workers/duckdb/database.ts.
    const place =
      storage === 'opfs'
        ? { path: 'opfs://bare.db', accessMode: DuckDBAccessMode.READ_WRITE }
        : { path: ':memory:' };
    await duckdb.open({ ...place, query: { castBigIntToDouble: true, castDecimalToDouble: true } });
    connection = await duckdb.connect();
    await connection.query('SET autoinstall_known_extensions = false');
    await connection.query('SET autoload_known_extensions = false');
    return performance.now() - began;
  },

  async importFile() {
    if (chosenFile().name.endsWith('.parquet')) return importParquet();
    const began = performance.now();
    await duckdb.registerFileHandle('rows.csv', chosenFile(), DuckDBDataProtocol.BROWSER_FILEREADER, true);
    await connection.query("CREATE TABLE raw_rows AS SELECT * FROM read_csv('rows.csv')");
    await connection.query('CHECKPOINT');
    return performance.now() - began;
  },

  async ask(sql) {
    const began = performance.now();
    const table = await connection.query(sql);
    const milliseconds = performance.now() - began;
    return { milliseconds, cells: [...table].map(({ cohort, age, value }) => [cohort, age, Number(value)]) };
  },

  async memoryBytes() {
    const table = await connection.query(
      'SELECT CAST(SUM(memory_usage_bytes) AS DOUBLE) AS bytes FROM duckdb_memory()',
    );
    return Number(table.get(0)?.bytes);
  },
};

async function importParquet(): Promise<number> {
  const parquet = await import('parquet-wasm/esm');
  await parquet.default({ module_or_path: parquetModule });
  const began = performance.now();
  const file = await parquet.ParquetFile.fromFile(chosenFile());
  const groups = file.metadata().numRowGroups();
  for (let group = 0; group < groups; group += 1) {
    const bytes = (await file.read({ rowGroups: [group] })).intoIPCStream();
    await connection.insertArrowFromIPCStream(bytes, { name: 'raw_rows', create: group === 0 });
  }
  await connection.query('CHECKPOINT');
  return performance.now() - began;
}
