import { ownValue, valueRoles, type OnProgress, type SourceColumn, type TableSettings } from '../api';
import type { Database } from '../duckdb/database';
import type { ColumnSample, TableReader } from '../ingest/reader';
import type { Source } from '../ingest/source';
import { checkFormats } from '../ingest/values/check-formats';
import { rawName, roleOf, type RawTable } from './raw-table';

interface ReadInput {
  database: Database;
  catalog: string;
  source: Source;
  settings: TableSettings;
  id: string;
  sqlName: string;
  signal: AbortSignal;
  onProgress: OnProgress;
}

/** Reads a whole file into the raw table `sqlName` of a store. */
export async function readTable(input: ReadInput): Promise<RawTable> {
  const { database, catalog, source, settings, id, sqlName, signal, onProgress } = input;
  const { fileName, files, format, bytes, columns, unread } = source.inspection();
  const leftOut = new Set(settings.leftOut ?? []);
  const kept = columns.filter(({ name }) => !leftOut.has(name));
  const target = {
    database,
    namespace: `${catalog}.main`,
    table: sqlName,
    columns: kept.map(({ name }) => name),
    types: source.engineTypes(settings),
  };
  const read = await source.reader.readInto(target, signal, onProgress);
  const typed = (column: SourceColumn) =>
    read.keptAsText.includes(column.name) ? undefined : ownValue(target.types, column.name);
  const table: RawTable = {
    id,
    sqlName,
    name: settings.name ?? nameOf(fileName),
    fileName,
    format,
    files,
    bytes,
    rows: read.rows,
    rowsRejected: read.rejected,
    rejectedFor: [],
    columns: [
      ...kept.map((column): SourceColumn => {
        const type = typed(column);
        return type ? { ...column, type, formats: [{ format: 'native', share: 1 }], isOpen: false } : column;
      }),
      ...(await lateColumns(database, `${catalog}.main.${sqlName}`, kept, signal)),
    ],
    unread: [
      ...unread,
      ...columns
        .filter(({ name }) => leftOut.has(name))
        .map(({ name }) => ({ name, reason: 'leftOut' as const })),
    ],
    settings,
    join: null,
    samples: samplesOf(source.reader.samples),
    lineOffset: files === 1 ? await constantOffset(source.reader, read.rows, signal) : null,
  };
  return checkColumns(database, catalog, table, signal);
}

/** Columns that turned up after the first look, as keys of later JSON records do. */
async function lateColumns(
  database: Database,
  table: string,
  known: readonly SourceColumn[],
  signal: AbortSignal,
): Promise<SourceColumn[]> {
  const names = new Set(known.map(({ name }) => name));
  const described = [...(await database.run(`DESCRIBE ${table}`, signal))].map((row) => row.toJSON());
  return described
    .filter(({ column_name }) => !names.has(String(column_name)))
    .map(({ column_name, column_type }) => ({
      name: String(column_name),
      named: 'header',
      type: String(column_type),
      role: 'ignored',
      formats: [{ format: 'text', share: 1 }],
      isOpen: false,
      fixes: [],
    }));
}

const sampledValues = 200;

const samplesOf = (samples: readonly ColumnSample[]): RawTable['samples'] =>
  Object.fromEntries(
    samples
      .filter(({ type }) => type === 'VARCHAR')
      .map(({ name, values }) => [name, values.slice(0, sampledValues)]),
  );

/** Where rows and lines go in step from the first to the last, the difference tells all lines without the file. */
async function constantOffset(
  reader: TableReader,
  rows: number,
  signal: AbortSignal,
): Promise<number | null> {
  if (rows === 0) return null;
  const [first, last] = await reader.linesOf(rows === 1 ? [0] : [0, rows - 1], signal);
  return last === undefined || last - first === rows - 1 ? first : null;
}

/** The table with the formats of the columns that matter checked against all their values, not the first ones only. */
export async function checkColumns(
  database: Database,
  catalog: string,
  table: RawTable,
  signal: AbortSignal,
): Promise<RawTable> {
  const doubtful = table.columns.filter(
    (column) => column.type === 'VARCHAR' && valueRoles.includes(roleOf(table, column)),
  );
  if (doubtful.length === 0 || table.rows === 0) return table;
  const run = (sql: string) => database.run(sql, signal);
  const checked = await checkFormats(run, rawName(catalog, table), doubtful);
  const values = Object.entries(checked).map(([name, { values: some }]) => [name, some]);
  return {
    ...table,
    samples: { ...table.samples, ...Object.fromEntries(values) },
    columns: table.columns.map((column) => {
      const { formats, isOpen } = checked[column.name] ?? column;
      return { ...column, formats, isOpen };
    }),
  };
}

/** A table's name, where it has no other: the file's without folder and endings. */
const nameOf = (fileName: string) =>
  fileName.replace(/^.*[/\\]/, '').replace(/(\.[a-z0-9]{1,8}){1,2}$/i, '') || fileName;
