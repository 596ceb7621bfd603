import type { Database } from '../duckdb/database';
import { EngineError } from '../duckdb/engine-error';
import { identifier, literal } from '../duckdb/sql-text';
import type { ColumnSample } from './roles';

/** How a CSV file is written, as the engine's sniffer found it, and what its first rows hold. */
export interface CsvDialect {
  engineName: string;
  delimiter: string;
  quote: string;
  escape: string;
  skipRows: number;
  hasHeader: boolean;
  dateFormat: string | null;
  timestampFormat: string | null;
  columns: { name: string; type: string }[];
}

const sampleRows = 2000;

/** The sniffer writes "(empty)" for none; SQL wants an empty text. */
const mark = (value: unknown) => (value === '(empty)' || value === null ? '' : String(value));

/** @throws EngineError `fileUnreadable` when the sniffer finds no table in the text */
export async function sniffCsv(
  database: Database,
  engineName: string,
  signal: AbortSignal,
): Promise<CsvDialect> {
  const sniffed = await database
    .run(`SELECT * FROM sniff_csv(${literal(engineName)})`, signal)
    .catch((thrown: unknown) => {
      if (thrown instanceof EngineError && thrown.code !== 'queryFailed') throw thrown;
      throw new EngineError('fileUnreadable', 'No table was found in the text.', { cause: String(thrown) });
    });
  const row = sniffed.get(0)?.toJSON();
  if (!row) throw new EngineError('fileUnreadable', 'No table was found in the text.');
  const columns = [...(row.Columns as Iterable<{ toJSON(): { name: string; type: string } }>)].map((column) =>
    column.toJSON(),
  );
  return {
    engineName,
    delimiter: mark(row.Delimiter),
    quote: mark(row.Quote),
    escape: mark(row.Escape),
    skipRows: Number(row.SkipRows),
    hasHeader: Boolean(row.HasHeader),
    dateFormat: row.DateFormat === null ? null : String(row.DateFormat),
    timestampFormat: row.TimestampFormat === null ? null : String(row.TimestampFormat),
    columns,
  };
}

/**
 * `read_csv(…)` for a sniffed file.
 * @param types column name to engine type; the others are read as text
 * @param rejects names of the temporary tables that take the rows that can't be read, or null to fail at the first
 */
export function readCsvSql(dialect: CsvDialect, types: Record<string, string>, rejects: boolean): string {
  const columns = dialect.columns.map(({ name }) => `${literal(name)}: ${literal(types[name] ?? 'VARCHAR')}`);
  const settings = [
    literal(dialect.engineName),
    'auto_detect = false',
    `delim = ${literal(dialect.delimiter)}`,
    `quote = ${literal(dialect.quote)}`,
    `escape = ${literal(dialect.escape)}`,
    `skip = ${dialect.skipRows}`,
    `header = ${dialect.hasHeader}`,
    `columns = {${columns.join(', ')}}`,
    ...(dialect.dateFormat ? [`dateformat = ${literal(dialect.dateFormat)}`] : []),
    ...(dialect.timestampFormat ? [`timestampformat = ${literal(dialect.timestampFormat)}`] : []),
    rejects ? 'store_rejects = true' : 'ignore_errors = true',
  ];
  return `read_csv(${settings.join(', ')})`;
}

/** The first rows of the file, as text. */
export async function sampleCsv(
  database: Database,
  dialect: CsvDialect,
  signal: AbortSignal,
): Promise<ColumnSample[]> {
  const names = dialect.columns.map(({ name }) => identifier(name)).join(', ');
  const rows = await database.run(
    `SELECT ${names} FROM ${readCsvSql(dialect, {}, false)} LIMIT ${sampleRows}`,
    signal,
  );
  return dialect.columns.map(({ name, type }, index) => ({
    name,
    type,
    values: [...(rows.getChildAt(index) ?? [])] as (string | null)[],
  }));
}
