import type {
  AnalysisRequest,
  AnalysisResult,
  DataOptions,
  Dataset,
  Inspection,
  Mapping,
  OnProgress,
  Role,
} from './api';
import { defaultDataOptions, repeatableRoles } from './api';
import { createContext } from './analyses/context';
import { QueryCache } from './analyses/query-cache';
import { runAnalysis } from './analyses/run';
import { Database } from './duckdb/database';
import { EngineError } from './duckdb/engine-error';
import type { Platform, SourceFile } from './duckdb/platform';
import { identifier } from './duckdb/sql-text';
import { Source } from './ingest/source';
import { checkTimeZone } from './ingest/time-zone';
import { buildModel } from './model/build';
import { Rollups } from './model/rollups';

/** A dataset whose canonical tables stand in a schema of their own. */
interface Loaded {
  schema: string;
  dataset: Dataset;
  rollups: Rollups;
  cache: QueryCache;
}

const never = new AbortController().signal;

/**
 * The engine without a page: what `engine.worker.ts` shows to the browser and `command-line.ts` to a shell. One
 * dataset is in use; another may stand beside it, inspected or loaded, until it is adopted or discarded.
 */
export class RetentionEngine {
  private sources = 0;
  private schemas = 0;
  private source: Source | null = null;
  private staged: Loaded | null = null;
  private current: Loaded | null = null;
  private turn: Promise<unknown> = Promise.resolve();

  private constructor(
    private readonly platform: Platform,
    private readonly database: Database,
  ) {}

  static async start(platform: Platform, onProgress: OnProgress): Promise<RetentionEngine> {
    return new RetentionEngine(platform, await Database.start(platform, onProgress));
  }

  inspect(file: SourceFile, signal: AbortSignal): Promise<Inspection> {
    return this.inTurn(async () => {
      await this.forget();
      this.sources += 1;
      this.source = await Source.open(this.database, this.platform, file, `file_${this.sources}`, signal);
      return this.source.inspection();
    });
  }

  /**
   * Builds the canonical tables of the inspected file beside those in use.
   * @throws EngineError `rolesMissing` and all that reading and building can meet
   */
  load(
    mapping: Mapping,
    options: Partial<DataOptions>,
    signal: AbortSignal,
    onProgress: OnProgress,
  ): Promise<Dataset> {
    return this.inTurn(() => this.stage(mapping, options, signal, onProgress));
  }

  private async stage(
    mapping: Mapping,
    options: Partial<DataOptions>,
    signal: AbortSignal,
    onProgress: OnProgress,
  ): Promise<Dataset> {
    const source = this.source;
    if (!source) throw new EngineError('noDataset', 'No file has been opened.');
    const { fileName, columns } = source.inspection();
    const roles = Object.fromEntries(columns.map(({ name }) => [name, mapping[name] ?? 'attribute']));
    const rolesPresent = checkRoles(roles);
    const complete = { ...defaultDataOptions, ...options };
    checkTimeZone(complete.timeZone);
    await this.dropStaged();
    this.schemas += 1;
    const schema = `dataset_${this.schemas}`;
    await this.database.run(`CREATE SCHEMA ${schema}`, never);
    try {
      const read = await source.readLines(roles, complete, schema, signal, onProgress);
      const built = await this.database.session(schema, signal, (run) =>
        buildModel(
          run,
          { rolesPresent, attributes: read.plan.attributes, absent: read.plan.absent, options: complete },
          onProgress,
        ),
      );
      const dataset: Dataset = {
        ...built,
        fileName,
        rowsRead: built.rowsRead + read.rejectedRows - read.problemRows,
        rowsRejected: read.rejectedRows,
        rejected: read.rejected,
      };
      const { kind, from, asOf } = dataset;
      const isOneOrderADay = !rolesPresent.includes('order') && !complete.orderByRow;
      const { database } = this;
      const rollups = new Rollups({ database, schema, kind, options: complete, from, asOf, isOneOrderADay });
      this.staged = { schema, dataset, rollups, cache: new QueryCache() };
      return dataset;
    } catch (thrown) {
      await this.dropSchema(schema);
      throw thrown;
    }
  }

  adopt(): Promise<Dataset> {
    return this.inTurn(async () => {
      if (!this.staged) throw new EngineError('noDataset', 'No file has been loaded.');
      const former = this.current;
      this.current = this.staged;
      this.staged = null;
      if (former) await this.dropSchema(former.schema);
      return this.current.dataset;
    });
  }

  discard(): Promise<void> {
    return this.inTurn(() => this.forget());
  }

  async analyse(
    request: AnalysisRequest,
    signal: AbortSignal,
    onProgress: OnProgress,
  ): Promise<AnalysisResult> {
    if (!this.current) throw new EngineError('noDataset', 'No data has been opened.');
    const { context, sql } = createContext({ ...this.current, database: this.database, signal, onProgress });
    return { ...(await runAnalysis(request, context)), sql };
  }

  /** One statement on the tables in use; for tests and benchmarks. */
  query(sql: string): ReturnType<Database['run']> {
    return this.database.run(sql, never, this.current?.schema ?? this.staged?.schema ?? 'main');
  }

  stop(): Promise<void> {
    return this.database.stop();
  }

  /** Steps of an import never overlap: a cancelled one is over before the next begins. */
  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.turn.then(work);
    this.turn = done.catch(() => undefined);
    return done;
  }

  private async forget(): Promise<void> {
    await this.dropStaged();
    await this.source?.close();
    this.source = null;
  }

  private async dropStaged(): Promise<void> {
    if (this.staged) await this.dropSchema(this.staged.schema);
    this.staged = null;
  }

  private async dropSchema(schema: string): Promise<void> {
    await this.database.run(`DROP SCHEMA IF EXISTS ${identifier(schema)} CASCADE`, never);
  }
}

/** The sets of roles of which one must be complete before a file can be loaded. */
const neededRoles: readonly (readonly Role[])[] = [
  ['customer', 'time'],
  ['customer', 'start'],
  ['customer', 'durationMonths', 'churned'],
];

/** @throws EngineError `rolesMissing`, or `rolesTwice` when a role stands on two columns */
function checkRoles(mapping: Mapping): Role[] {
  const roles = Object.values(mapping);
  const twice = roles.find((role, index) => !repeatableRoles.includes(role) && roles.indexOf(role) !== index);
  if (twice) throw new EngineError('rolesTwice', `Two columns are ${twice}.`, { values: { role: twice } });
  if (!neededRoles.some((needed) => needed.every((role) => roles.includes(role)))) {
    const missing = roles.includes('customer')
      ? ['time']
      : roles.includes('time')
        ? ['customer']
        : ['customer', 'time'];
    throw new EngineError('rolesMissing', `No column is ${missing.join(' or ')}.`, {
      values: { roles: missing.join(',') },
    });
  }
  return [...new Set(roles)].filter((role) => !repeatableRoles.includes(role));
}
