import { tableFromIPC } from 'apache-arrow';
import {
  defaultTableSettings,
  type AnalysisResult,
  type DataOptions,
  type CountedDataset,
  type Mapping,
  type Scalar,
} from '../../workers/api';
import { nodeFile, nodePlatform } from '../../workers/duckdb/node';
import { RetentionEngine } from '../../workers/engine';
import { writeTemporary } from './small-data';

/** The engine under Node, for tests: the same code that the browser's worker runs. */

const never = new AbortController().signal;
const silent = () => undefined;

export const startEngine = () => RetentionEngine.start(nodePlatform, silent);

/** Opens a file with the detected roles, or with those given on top of them, and makes it the data in use. */
export async function openFile(
  engine: RetentionEngine,
  path: string,
  options: Partial<DataOptions> = {},
  roles: Mapping = {},
): Promise<CountedDataset> {
  const { columns } = await engine.inspect([await nodeFile(path)], {}, never);
  const detected = Object.fromEntries(columns.map(({ name, role }) => [name, role]));
  const settings = { ...defaultTableSettings, mapping: { ...detected, ...roles } };
  await engine.load({ as: 'new', table: null, settings, options }, never, silent);
  return adoptAndCount(engine);
}

/** Makes what was loaded the data in use, and counts it. */
export async function adoptAndCount(engine: RetentionEngine): Promise<CountedDataset> {
  const dataset = await engine.adopt();
  return { ...dataset, ...(await engine.count('inUse', never, silent)) };
}

/** Opens a text as if it were a file. */
export function openText(
  engine: RetentionEngine,
  text: string,
  options: Partial<DataOptions> = {},
  roles: Mapping = {},
): Promise<CountedDataset> {
  return openFile(engine, writeTemporary('data.csv', text), options, roles);
}

export const analyse = (engine: RetentionEngine, name: string, params: Record<string, Scalar> = {}) =>
  engine.analyse({ name, params }, never, silent);

export type Row = Record<string, string | number | boolean | null>;

/** A result's table as plain rows. */
export function rowsOf(result: AnalysisResult, table: string): Row[] {
  return [...tableFromIPC(result.tables[table])].map((row) => row.toJSON() as Row);
}

/** Rows with numbers to ten digits: sums of floats depend on the order of their terms in the last ones. */
export function rounded(rows: Row[]): Row[] {
  const round = (value: Row[string]) => (typeof value === 'number' ? Number(value.toPrecision(10)) : value);
  return rows.map((row) =>
    Object.fromEntries(Object.entries(row).map(([name, value]) => [name, round(value)])),
  );
}
