import type { DataOptions, Dataset, OnProgress } from '../api';
import type { Database } from '../duckdb/database';
import type { TableReader } from '../ingest/reader';
import { QueryCache } from '../analyses/query-cache';
import { buildModel } from '../model/build';
import { Rollups } from '../model/rollups';
import { attributeQueries, countAttributes } from './attributes';
import { checkRoles } from './check-roles';
import { linesInput, planLines } from './lines';
import { describeTable, type RawTable } from './raw-table';
import { countRejected, listRejected, shownRejects } from './rejected';
import type { SavedState } from './state';

/** Data whose tables and canonical tables stand in a store. */
export interface Loaded {
  catalog: string;
  /** Schema of the canonical tables in the catalog. */
  model: string;
  tables: RawTable[];
  dataset: Dataset;
  rollups: Rollups;
  cache: QueryCache;
  /** The model was built for this data; otherwise it is that of the data it extends. */
  ownsModel: boolean;
}

/** The canonical tables' schema, ready to stand in SQL. */
export const modelNamespace = ({ catalog, model }: Pick<Loaded, 'catalog' | 'model'>) =>
  `${catalog}.${model}`;

interface BuildInput {
  database: Database;
  catalog: string;
  model: string;
  tables: RawTable[];
  options: DataOptions;
  /** The file of the table that was just read, for the lines of its rejected rows. */
  reader: { table: string; linesOf: TableReader['linesOf'] } | null;
  signal: AbortSignal;
  onProgress: OnProgress;
}

/**
 * Builds the canonical tables of a notebook's tables in a schema of their own.
 * @throws EngineError `rolesMissing` and all that building can meet; the schema is then to be dropped by the caller
 */
export async function buildData(input: BuildInput): Promise<Loaded> {
  const { database, catalog, model, options, signal, onProgress } = input;
  const [main, ...further] = input.tables;
  const rolesPresent = checkRoles(main, further);
  const plan = planLines(catalog, main, options);
  await database.run(`CREATE SCHEMA ${catalog}.${model}`, signal);
  const { problemRows, ...built } = await database.session(`${catalog}.${model}`, signal, (run) =>
    buildModel(run, { ...linesInput(plan), rolesPresent, options }, onProgress),
  );
  const rejectedContext = (table: RawTable) => ({
    database,
    catalog,
    table,
    plan: table === main && problemRows > 0 ? plan : null,
    reader: input.reader?.table === table.id ? input.reader : null,
    signal,
  });
  const tables: RawTable[] = [];
  for (const table of input.tables) {
    const rejectedFor = await countRejected(rejectedContext(table));
    tables.push({ ...table, rejectedFor });
  }
  const unread = main.rowsRejected;
  const dataset: Dataset = {
    ...built,
    fileName: main.fileName,
    rowsRead: built.rowsRead + unread,
    rowsRejected: unread + problemRows,
    rejected: (await listRejected(rejectedContext(main), shownRejects)).slice(0, shownRejects),
    attributes: await countAttributes(database, catalog, input.tables, signal),
    tables: tables.map(describeTable),
    replacement: null,
  };
  return withRollups(database, catalog, { model, dataset, tables }, []);
}

/** The data with its rollups, of which some may have been built before. */
export function withRollups(
  database: Database,
  catalog: string,
  { model, dataset, tables }: SavedState,
  built: readonly string[],
): Loaded {
  const { kind, from, asOf, options, rolesPresent } = dataset;
  const isOneOrderADay = !rolesPresent.includes('order') && !options.orderByRow;
  const rollups = new Rollups({
    database,
    schema: `${catalog}.${model}`,
    kind,
    options,
    from,
    asOf,
    isOneOrderADay,
    attributes: attributeQueries(catalog, tables, options),
    built,
  });
  return { catalog, model, tables, dataset, rollups, cache: new QueryCache(), ownsModel: true };
}
