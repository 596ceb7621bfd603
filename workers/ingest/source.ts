import type { FileFormat, Inspection, Mapping, OnProgress, RejectedRow, DataOptions } from '../api';
import type { Database } from '../duckdb/database';
import { EngineError } from '../duckdb/engine-error';
import type { Platform, SourceFile } from '../duckdb/platform';
import { readCsvSql, sampleCsv, sniffCsv, type CsvDialect } from './csv';
import { fileKind } from './file-kind';
import { checkGzip } from './gzip';
import { planLines, type LinesPlan } from './lines';
import { loadParquetRows, openParquet, sampleParquet } from './parquet';
import {
  countRejectsSql,
  listProblemsSql,
  listRejectsSql,
  readProblems,
  readRejects,
  shownRejects,
} from './rejects';
import { detectRoles, type ColumnSample } from './roles';

const previewRows = 12;

/** What reading the whole file left beside the table `read_lines`. */
export interface LinesRead {
  plan: LinesPlan;
  /** Rows that could not be read or not be used. */
  rejectedRows: number;
  /** Those of them that stand in `read_lines` all the same, marked with a problem. */
  problemRows: number;
  rejected: RejectedRow[];
}

/** A file that has been looked at and can be read whole, as often as the person changes what its columns mean. */
export class Source {
  private isWhole = false;

  private constructor(
    private readonly database: Database,
    private readonly platform: Platform,
    private readonly file: SourceFile,
    private readonly engineName: string,
    private readonly format: FileFormat,
    private readonly dialect: CsvDialect | null,
    private readonly samples: ColumnSample[],
  ) {}

  /**
   * Looks at the head of a file.
   * @param id a name of its own in the engine, since two files may have the same name
   * @throws EngineError that says why the file can't be used
   */
  static async open(
    database: Database,
    platform: Platform,
    file: SourceFile,
    id: string,
    signal: AbortSignal,
  ) {
    const { format, engineEnding } = await fileKind(file);
    const engineName = `${id}${engineEnding}`;
    if (format === 'parquet') {
      const samples = await sampleParquet(database, await openParquet(platform, file), 'main', signal);
      return new Source(database, platform, file, engineName, format, null, samples);
    }
    await database.register(file, engineName);
    const dialect = await sniffCsv(database, engineName, signal);
    const samples = await sampleCsv(database, dialect, signal);
    if (samples.every(({ values }) => values.length === 0)) {
      throw new EngineError('fileEmpty', 'The file has a header but no rows.');
    }
    return new Source(database, platform, file, engineName, format, dialect, samples);
  }

  inspection(): Inspection {
    const columns = detectRoles(this.samples);
    const length = Math.min(previewRows, Math.max(0, ...this.samples.map(({ values }) => values.length)));
    return {
      fileName: this.file.name,
      format: this.format,
      bytes: this.file.bytes,
      columns,
      rows: Array.from({ length }, (_, row) => this.samples.map(({ values }) => values[row] ?? null)),
    };
  }

  /** Reads the whole file into the table `read_lines` of a schema, one row per row of the file. */
  async readLines(
    mapping: Mapping,
    options: DataOptions,
    schema: string,
    signal: AbortSignal,
    onProgress: OnProgress,
  ): Promise<LinesRead> {
    const plan = planLines(this.samples, mapping, options, this.format === 'csv');
    onProgress({ stage: 'read', fraction: null });
    if (!this.dialect) return this.readParquetLines(plan, schema, signal, onProgress);
    // The check runs in this thread while the engine reads in its own.
    const whole = this.checkWhole(signal);
    whole.catch(() => undefined);
    const read = await this.readCsvLines(plan, this.dialect, schema, signal);
    await whole;
    return read;
  }

  /** Once is enough, however often the columns change their meaning. */
  private async checkWhole(signal: AbortSignal): Promise<void> {
    if (this.isWhole || !this.engineName.endsWith('.gz')) return;
    await checkGzip(this.file, signal);
    this.isWhole = true;
  }

  async close(): Promise<void> {
    if (this.format === 'csv') await this.database.unregister(this.engineName);
  }

  private async readCsvLines(
    plan: LinesPlan,
    dialect: CsvDialect,
    schema: string,
    signal: AbortSignal,
  ): Promise<LinesRead> {
    // The tables of rejects live on the connection that read the file, so all of this is one session.
    return this.database.session(schema, signal, async (run) => {
      await run('DROP TABLE IF EXISTS reject_errors');
      await run('DROP TABLE IF EXISTS reject_scans');
      const source = readCsvSql(dialect, plan.types, true);
      await run(`CREATE TABLE read_lines AS SELECT\n  ${plan.select}\nFROM ${source}`);
      const rejectedRows = Number((await run(countRejectsSql)).get(0)?.rejected ?? 0);
      const rejects = rejectedRows > 0 ? readRejects(await run(listRejectsSql)) : [];
      const problemRows = await countProblems(run);
      if (problemRows === 0) return { plan, rejectedRows, problemRows, rejected: rejects };
      const rejectedLines = rejects.map(({ line }) => line ?? 0);
      const listSql = listProblemsSql(
        plan,
        readCsvSql(dialect, plan.types, false),
        dialect.columns.map(({ name }) => name),
      );
      const linesBefore = dialect.skipRows + (dialect.hasHeader ? 1 : 0);
      const problems = readProblems(await run(listSql), linesBefore, rejectedLines);
      return {
        plan,
        rejectedRows: rejectedRows + problemRows,
        problemRows,
        rejected: merge(rejects, problems),
      };
    });
  }

  private async readParquetLines(
    plan: LinesPlan,
    schema: string,
    signal: AbortSignal,
    onProgress: OnProgress,
  ): Promise<LinesRead> {
    const file = await openParquet(this.platform, this.file);
    await loadParquetRows(this.database, file, schema, plan.columns, signal, onProgress);
    file.free();
    return this.database.session(schema, signal, async (run) => {
      await run(`CREATE TABLE read_lines AS SELECT\n  ${plan.select}\nFROM file_rows`);
      const problemRows = await countProblems(run);
      const listSql = listProblemsSql(plan, 'file_rows', plan.columns);
      const rejected = problemRows > 0 ? readProblems(await run(listSql), 0, []) : [];
      await run('DROP TABLE file_rows');
      return { plan, rejectedRows: problemRows, problemRows, rejected };
    });
  }
}

/** Rows with a customer that can't be used. Looked at one by one only when there is any problem at all. */
async function countProblems(run: (sql: string) => ReturnType<Database['run']>): Promise<number> {
  const all = await run('SELECT COUNT(problem) AS problems FROM read_lines');
  if (Number(all.get(0)?.problems ?? 0) === 0) return 0;
  const counted = await run(
    'SELECT COUNT(*) AS problems FROM read_lines WHERE problem IS NOT NULL AND customer IS NOT NULL',
  );
  return Number(counted.get(0)?.problems ?? 0);
}

function merge(rejects: RejectedRow[], problems: RejectedRow[]): RejectedRow[] {
  return [...rejects, ...problems]
    .sort((one, other) => (one.line ?? 0) - (other.line ?? 0))
    .slice(0, shownRejects);
}
