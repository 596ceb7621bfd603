import {
  defaultTableSettings,
  roles,
  type CountedDataset,
  type Mapping,
  type Role,
  type SourceColumn,
  type TableSettings,
} from '../api';
import { specs } from '../analyses/registry';
import { EngineError } from '../duckdb/engine-error';
import { nodeFile } from '../duckdb/node';
import type { RetentionEngine } from '../engine';
import type { Documents } from './documents';
import type { Command } from './read-command';

const never = new AbortController().signal;
const silent = () => undefined;

/** Brings the files into the engine: the first and those with its columns are one table; each other is a further table. */
export async function openFiles(
  engine: RetentionEngine,
  command: Command,
  documents: Documents | null,
): Promise<CountedDataset> {
  const { main, further } = await partTables(engine, command.files);
  const columns = await columnsOf(engine, main);
  const { settings, options } = wishesFor(columns, command, documents);
  await engine.load({ as: 'new', table: null, settings, options }, never, silent);
  let dataset = await engine.adopt();
  for (const file of further) {
    const own = { ...command, map: null, options: {} };
    const { settings } = wishesFor(await columnsOf(engine, [file]), own, documents);
    await engine.load({ as: 'addition', table: null, settings, options: {} }, never, silent);
    dataset = await engine.adopt();
  }
  return { ...dataset, ...(await engine.count('inUse', never, silent)) };
}

async function columnsOf(engine: RetentionEngine, paths: string[]): Promise<SourceColumn[]> {
  const { columns } = await engine.inspect(await Promise.all(paths.map(nodeFile)), {}, never);
  return columns;
}

/** @returns the paths of the first table's files, and those of the further tables */
async function partTables(
  engine: RetentionEngine,
  [first, ...others]: string[],
): Promise<{ main: string[]; further: string[] }> {
  const main = [first];
  const further: string[] = [];
  if (others.length === 0) return { main, further };
  const namesIn = async (file: string) =>
    JSON.stringify((await columnsOf(engine, [file])).map(({ name }) => name).sort());
  const names = await namesIn(first);
  for (const file of others) ((await namesIn(file)) === names ? main : further).push(file);
  return { main, further };
}

/** What is said on the command line goes before what the notebook asks for, and that before what was detected. */
function wishesFor(
  columns: SourceColumn[],
  { map, options, notebook }: Command,
  documents: Documents | null,
): { settings: TableSettings; options: Command['options'] } {
  const wishes = notebook === null ? null : documents!.wishesOf(notebook, columns, specs);
  const mapping = map ? toMapping(map, columns) : { ...detectedMapping(columns), ...wishes?.mapping };
  return {
    settings: { ...defaultTableSettings, ...(wishes?.name && { name: wishes.name }), mapping },
    options: { ...wishes?.options, ...options },
  };
}

/** Role → column, as on the command line, to column → role; columns that are not named become attributes. */
function toMapping(map: Partial<Record<Role, string>>, columns: SourceColumn[]): Mapping {
  const mapping: Mapping = {};
  for (const [role, column] of Object.entries(map)) {
    if (!roles.includes(role as Role))
      throw new EngineError('optionsInvalid', `--map: there is no role ${role}.`);
    if (!columns.some(({ name }) => name === column))
      throw new EngineError('optionsInvalid', `--map: there is no column ${column}.`);
    mapping[column] = role as Role;
  }
  return mapping;
}

const detectedMapping = (columns: SourceColumn[]): Mapping =>
  Object.fromEntries(columns.map(({ name, role }) => [name, role]));
