import type { DataOptions, Dataset } from '../api';
import type { Database } from '../duckdb/database';
import type { TableReader } from '../ingest/reader';
import { QueryCache } from '../analyses/query-cache';
import { Selections } from '../filters/selections';
import { datasetKind } from '../model/build';
import { checkLines } from '../model/check-lines';
import { Rollups } from '../model/rollups';
import tablesSql from '../model/tables.sql?raw';
import { attributeQueries, countAttributes } from './attributes';
import { checkRoles } from './check-roles';
import { linesInput, planLines } from './lines';
import { describeTable, type RawTable } from './raw-table';
import { countRejected, listRejected, shownRejects } from './rejected';
import type { SavedState } from './state';

/** Data whose tables stand in a store, and the schema of its canonical tables, which fill when asked for. */
export interface Loaded {
  catalog: string;
  /** Schema of the canonical tables in the catalog. */
  model: string;
  tables: RawTable[];
  dataset: Dataset;
  rollups: Rollups;
  cache: QueryCache;
  /** Its filtered customers, to be closed before the data is put away. */
  selections: Selections;
  /** The model was made for this data; otherwise it is that of the data it extends. */
  ownsModel: boolean;
}

/** The canonical tables' schema, ready to stand in SQL. */
export const modelNamespace = ({ catalog, model }: Pick<Loaded, 'catalog' | 'model'>) =>
  `${catalog}.${model}`;

/** Ends what fills the canonical tables of data that is given up, and drops them where they are its own. */
export async function dropModel(database: Database, loaded: Loaded): Promise<void> {
  if (!loaded.ownsModel) return;
  await loaded.rollups.stop();
  await database.run(`DROP SCHEMA IF EXISTS ${modelNamespace(loaded)} CASCADE`, new AbortController().signal);
}

interface BuildInput {
  database: Database;
  catalog: string;
  model: string;
  tables: RawTable[];
  options: DataOptions;
  /** The file of the table that was just read, for the lines of its rejected rows. */
  reader: { table: string; linesOf: TableReader['linesOf'] } | null;
  signal: AbortSignal;
}

/**
 * Makes sure that a notebook's tables can be used, and a schema for the canonical tables made of them.
 * @throws EngineError `rolesMissing` and all that checking can meet; the schema is then to be dropped by the caller
 */
export async function buildData(input: BuildInput): Promise<Loaded> {
  const { database, catalog, model, options, signal } = input;
  const [main, ...further] = input.tables;
  const rolesPresent = checkRoles(main, further);
  const plan = planLines(catalog, main, options);
  await database.run(`CREATE SCHEMA ${catalog}.${model}`, signal);
  const { problemRows, ...checked } = await database.session(`${catalog}.${model}`, signal, async (run) => {
    await run(tablesSql);
    return checkLines(run, linesInput(plan), options);
  });
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
    ...checked,
    kind: datasetKind(rolesPresent),
    options,
    rolesPresent,
    fileName: main.fileName,
    rowsRead: checked.rowsRead + unread,
    rowsRejected: unread + problemRows,
    rejected: (await listRejected(rejectedContext(main), shownRejects)).slice(0, shownRejects),
    attributes: await countAttributes(database, catalog, input.tables, signal),
    tables: tables.map(describeTable),
    replacement: null,
  };
  return withRollups(database, catalog, { model, dataset, tables, counts: null }, []);
}

/** The data with its rollups, of which some may have been built before. */
export function withRollups(
  database: Database,
  catalog: string,
  { model, dataset, tables, counts }: SavedState,
  built: readonly string[],
): Loaded {
  const { kind, from, asOf, options, rolesPresent } = dataset;
  const isOneOrderADay = !rolesPresent.includes('order') && !options.orderByRow;
  const rollups = new Rollups({
    database,
    schema: `${catalog}.${model}`,
    ...linesInput(planLines(catalog, tables[0], options)),
    kind,
    options,
    rolesPresent,
    from,
    asOf,
    isOneOrderADay,
    attributes: attributeQueries(catalog, tables, options),
    // Without what was counted, what else was built is not to be trusted either.
    built: counts ? built : [],
    counts,
  });
  const selections = new Selections({ database, catalog, model, rollups });
  return { catalog, model, tables, dataset, rollups, cache: new QueryCache(), selections, ownsModel: true };
}
