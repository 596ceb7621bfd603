import type { DataOptions, Dataset, OnProgress } from '../api';
import type { Database } from '../duckdb/database';
import type { TableReader } from '../ingest/reader';
import { countAttributes } from './attributes';
import { buildData, dropModel, modelNamespace, withRollups, type Loaded } from './build-data';
import { checkRoles } from './check-roles';
import { freshName } from './fresh-name';
import { joinReport } from './join';
import { describeTable, type RawTable } from './raw-table';
import { countRejected } from './rejected';

interface ExtendInput {
  database: Database;
  catalog: string;
  tables: RawTable[];
  options: DataOptions;
  /** The data in use in the same store. */
  current: Loaded | null;
  reader: { table: string; linesOf: TableReader['linesOf'] } | null;
  signal: AbortSignal;
  onProgress?: OnProgress;
}

const never = new AbortController().signal;
const silent = () => undefined;

/**
 * The data of these tables. Where the first table and the options are those in use, so are the canonical tables; only what
 * further tables say of the customers is new.
 */
export async function buildOrExtend(input: ExtendInput): Promise<Loaded> {
  const { current, tables, options } = input;
  const isSame =
    current !== null &&
    current.tables[0] === tables[0] &&
    JSON.stringify(current.dataset.options) === JSON.stringify(options);
  const loaded = isSame ? await extendData(input, current) : await buildAnew(input);
  try {
    return await withJoins(input, loaded, isSame ? current.tables : []);
  } catch (thrown) {
    await dropModel(input.database, loaded);
    throw thrown;
  }
}

async function buildAnew(input: ExtendInput): Promise<Loaded> {
  const model = freshName('model');
  try {
    return await buildData({ ...input, model });
  } catch (thrown) {
    await input.database.run(`DROP SCHEMA IF EXISTS ${input.catalog}.${model} CASCADE`, never);
    throw thrown;
  }
}

async function extendData(
  { database, catalog, tables, signal, onProgress = silent }: ExtendInput,
  current: Loaded,
): Promise<Loaded> {
  // The canonical tables get a second owner, and only one may be filling them.
  const counts = await current.rollups.count(signal, onProgress);
  const [main, ...further] = tables;
  const counted: RawTable[] = [main];
  for (const table of further) {
    const rejectedFor = await countRejected({ database, catalog, table, plan: null, reader: null, signal });
    counted.push({ ...table, rejectedFor });
  }
  const dataset: Dataset = {
    ...current.dataset,
    rolesPresent: checkRoles(main, further),
    attributes: await countAttributes(database, catalog, tables, signal),
    tables: counted.map(describeTable),
    replacement: null,
  };
  // An attribute may have other values now.
  const built = current.rollups.jobs.filter((job) => !job.startsWith('attribute '));
  const state = { model: current.model, dataset, tables: counted, counts };
  return { ...withRollups(database, catalog, state, built), ownsModel: false };
}

/** With how each further table meets the customers; what was reported before is kept. */
async function withJoins(
  { database, catalog, signal, onProgress = silent }: ExtendInput,
  loaded: Loaded,
  known: readonly RawTable[],
): Promise<Loaded> {
  const tables: RawTable[] = [];
  for (const [place, table] of loaded.tables.entries()) {
    const isKnown =
      place === 0 ||
      known.some(({ sqlName, settings }) => sqlName === table.sqlName && settings === table.settings);
    if (!isKnown) await loaded.rollups.count(signal, onProgress);
    const join = isKnown
      ? table.join
      : await joinReport(database, catalog, modelNamespace(loaded), table, signal);
    tables.push({ ...table, join });
  }
  return { ...loaded, tables, dataset: { ...loaded.dataset, tables: tables.map(describeTable) } };
}
