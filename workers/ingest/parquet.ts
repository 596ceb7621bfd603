import { tableFromIPC } from 'apache-arrow';
import type { OnProgress } from '../api';
import type { Database } from '../duckdb/database';
import { EngineError, throwIfCancelled } from '../duckdb/engine-error';
import type { Platform, SourceFile } from '../duckdb/platform';
import { identifier } from '../duckdb/sql-text';
import type { ColumnSample } from './roles';

type ParquetModule = Awaited<ReturnType<Platform['loadParquet']>>;
type ParquetFile = Awaited<ReturnType<ParquetModule['ParquetFile']['fromFile']>>;

const sampleRows = 2000;

/** @throws EngineError `parquetUnreadable` with the reader's words */
export async function openParquet(platform: Platform, file: SourceFile): Promise<ParquetFile> {
  const parquet = await platform.loadParquet();
  try {
    return await parquet.ParquetFile.fromFile(await file.blob());
  } catch (thrown) {
    throw new EngineError('parquetUnreadable', 'The Parquet file is damaged or cut short.', {
      cause: String(thrown),
    });
  }
}

/** Reads some row groups or rows of the named columns as Arrow IPC bytes. */
async function readIpc(file: ParquetFile, options: Parameters<ParquetFile['read']>[0]): Promise<Uint8Array> {
  try {
    return (await file.read(options)).intoIPCStream();
  } catch (thrown) {
    throw new EngineError('parquetUnreadable', 'A part of the Parquet file can’t be read.', {
      cause: String(thrown),
    });
  }
}

/** Columns whose values are lists, maps or records can't be a role and are not read. */
function flatColumns(file: ParquetFile): string[] {
  const schema = tableFromIPC(file.schema().intoIPCStream()).schema;
  return schema.fields.filter((field) => !field.type.children?.length).map((field) => field.name);
}

/** The first rows of the file as text, by way of the engine so that types are named as it names them. */
export async function sampleParquet(
  database: Database,
  file: ParquetFile,
  schema: string,
  signal: AbortSignal,
): Promise<ColumnSample[]> {
  const columns = flatColumns(file);
  if (columns.length === 0 || file.metadata().fileMetadata().numRows() === 0) {
    throw new EngineError('fileEmpty', 'The Parquet file holds no rows.');
  }
  await database.insertArrow(await readIpc(file, { limit: sampleRows, columns }), schema, 'head', true);
  const described = await database.run('DESCRIBE head', signal, schema);
  const types = [...described].map((row) => String(row.toJSON().column_type));
  const texts = columns.map((name) => `CAST(${identifier(name)} AS VARCHAR) AS ${identifier(name)}`);
  const safeTexts = texts.map((text, index) =>
    types[index].includes('TIME ZONE') ? zonedText(columns[index]) : text,
  );
  const rows = await database.run(`SELECT ${safeTexts.join(', ')} FROM head`, signal, schema);
  await database.run('DROP TABLE head', signal, schema);
  return columns.map((name, index) => ({
    name,
    type: types[index],
    values: [...(rows.getChildAt(index) ?? [])] as (string | null)[],
  }));
}

/** A timestamp with a zone as text, in UTC; a plain cast would ask for the engine's time-zone extension. */
const zonedText = (name: string) =>
  `CAST(make_timestamp(epoch_us(${identifier(name)})) AS VARCHAR) AS ${identifier(name)}`;

/** Copies the named columns into the table `file_rows`, row group by row group. */
export async function loadParquetRows(
  database: Database,
  file: ParquetFile,
  schema: string,
  columns: string[],
  signal: AbortSignal,
  onProgress: OnProgress,
): Promise<void> {
  const groups = file.metadata().numRowGroups();
  for (let group = 0; group < groups; group += 1) {
    throwIfCancelled(signal);
    onProgress({ stage: 'read', fraction: group / groups });
    const bytes = await readIpc(file, { rowGroups: [group], columns });
    await database.insertArrow(bytes, schema, 'file_rows', group === 0);
  }
}
