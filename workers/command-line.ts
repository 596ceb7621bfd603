import { tableFromIPC } from 'apache-arrow';
import { parseArgs } from 'node:util';
import { existsSync, readFileSync } from 'node:fs';
import type {
  AnalysisRequest,
  AnalysisResult,
  Dataset,
  SqlNames,
  SqlRequest,
  SqlResult,
  DataOptions,
  CountedDataset,
  Mapping,
  Role,
  Scalar,
  SourceColumn,
  TableSettings,
} from './api';
import { defaultTableSettings, roles, weekStarts } from './api';
import { specs } from './analyses/registry';
import { EngineError, toErrorData } from './duckdb/engine-error';
import { nodeFile, nodePlatform } from './duckdb/node';
import { RetentionEngine } from './engine';

/** `npm run analyse`: an analysis or a whole notebook without a page, by the same code. Prints one JSON object; see the README. */

const never = new AbortController().signal;
const silent = () => undefined;

/** What knows documents: it is the page's, and handed in, since the engine knows nothing of pages. */
export interface Documents {
  wishesOf(
    text: string,
    columns: readonly SourceColumn[],
    analyses: typeof specs,
  ): { mapping: Mapping; options: Partial<DataOptions> };
  runDocument(
    text: string,
    dataset: Dataset,
    engine: {
      analyse: (request: AnalysisRequest, signal: AbortSignal) => Promise<AnalysisResult>;
      query: (request: SqlRequest, signal: AbortSignal) => Promise<SqlResult>;
      names: (sql: string) => Promise<SqlNames>;
      rows: typeof toRows;
    },
    analyses: typeof specs,
  ): Promise<{ cells: { status: string; error?: unknown }[] }>;
}

interface Command {
  name: string;
  /** Text of the notebook to be run. */
  notebook: string | null;
  files: string[];
  map: Partial<Record<Role, string>> | null;
  options: Partial<DataOptions>;
  params: Record<string, Scalar>;
}

function parseJson(text: string | undefined, option: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    if (value && typeof value === 'object' && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {
    // Told below, together with JSON that is no object.
  }
  throw new EngineError('optionsInvalid', `--${option} must be a JSON object.`, { values: { option } });
}

function readCommand(args: string[]): Command {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      data: { type: 'string', multiple: true },
      map: { type: 'string' },
      options: { type: 'string' },
      params: { type: 'string' },
      'as-of': { type: 'string' },
      notebook: { type: 'string' },
    },
  });
  const [name] = positionals;
  const files = values.data ?? [];
  if (!name || files.length === 0) {
    throw new EngineError(
      'optionsInvalid',
      'Usage: npm run --silent analyse -- NAME --data FILE [--map JSON] [--options JSON] [--params JSON] [--as-of YYYY-MM-DD]',
    );
  }
  if ((name === 'notebook') !== (values.notebook !== undefined))
    throw new EngineError(
      'optionsInvalid',
      'Usage: npm run --silent analyse -- notebook --data FILE --notebook FILE.md',
    );
  const lost = [...files, values.notebook ?? files[0]].find((file) => !existsSync(file));
  if (lost) throw new EngineError('fileUnreadable', `There is no file ${lost}.`);
  const options = checkOptions(parseJson(values.options, 'options'));
  return {
    name,
    notebook: values.notebook === undefined ? null : readFileSync(values.notebook, 'utf8'),
    files,
    map: values.map === undefined ? null : (parseJson(values.map, 'map') as Command['map']),
    options: values['as-of'] ? { ...options, asOf: values['as-of'] } : options,
    params: parseJson(values.params, 'params') as Record<string, Scalar>,
  };
}

function checkOptions(options: Record<string, unknown>): Partial<DataOptions> {
  const fits: Record<keyof DataOptions, (value: unknown) => boolean> = {
    zeroIsActivity: (value) => typeof value === 'boolean',
    orderByRow: (value) => typeof value === 'boolean',
    timeZone: (value) => typeof value === 'string',
    weekStart: (value) => weekStarts.some((day) => day === value),
    asOf: (value) => value === null || typeof value === 'string',
  };
  for (const [name, value] of Object.entries(options)) {
    if (fits[name as keyof DataOptions]?.(value)) continue;
    throw new EngineError('optionsInvalid', `--options: ${name} can't be ${JSON.stringify(value)}.`, {
      values: { option: name },
    });
  }
  return options;
}

/** Role → column, as on the command line, to column → role; columns that are not named become attributes. */
function toMapping(map: Partial<Record<Role, string>>, columns: string[]): Mapping {
  const mapping: Mapping = {};
  for (const [role, column] of Object.entries(map)) {
    if (!roles.includes(role as Role))
      throw new EngineError('optionsInvalid', `--map: there is no role ${role}.`);
    if (!columns.includes(column))
      throw new EngineError('optionsInvalid', `--map: there is no column ${column}.`);
    mapping[column] = role as Role;
  }
  return mapping;
}

/** The contract's object: tables as rows, a missing value as null. */
function printable(result: AnalysisResult, dataset: CountedDataset): unknown {
  const { rowsRead, rowsRejected, rowsWithoutCustomer, returns, customers, orders, from, asOf, ...more } =
    dataset;
  const { analysis, params, summary, tables, findings, warnings, sql } = result;
  return {
    analysis,
    params,
    dataset: { rowsRead, rowsRejected, rowsWithoutCustomer, returns, customers, orders, from, asOf, ...more },
    summary,
    tables: Object.fromEntries(Object.entries(tables).map(([name, bytes]) => [name, toRows(bytes)])),
    findings,
    warnings,
    sql,
  };
}

function toRows(bytes: Uint8Array): Record<string, unknown>[] {
  const table = tableFromIPC(bytes);
  const columns = table.schema.fields.map(({ name }, index) => ({ name, values: table.getChildAt(index)! }));
  return Array.from({ length: table.numRows }, (_, row) =>
    Object.fromEntries(columns.map(({ name, values }) => [name, values.get(row) as unknown])),
  );
}

/** The first file and those with its columns are one table; each other is a further table. */
async function openFiles(
  engine: RetentionEngine,
  { files, map, options: given, notebook }: Command,
  documents: Documents | null,
): Promise<CountedDataset> {
  const columnsOf = async (paths: string[]) =>
    (await engine.inspect(await Promise.all(paths.map(nodeFile)), {}, never)).columns;
  const isLike = async (file: string, names: string) =>
    JSON.stringify((await columnsOf([file])).map(({ name }) => name).sort()) === names;
  const main = [files[0]];
  const further: string[] = [];
  if (files.length > 1) {
    const names = JSON.stringify((await columnsOf(main)).map(({ name }) => name).sort());
    for (const file of files.slice(1)) ((await isLike(file, names)) ? main : further).push(file);
  }
  const columns = await columnsOf(main);
  const wishes = notebook === null ? null : documents!.wishesOf(notebook, columns, specs);
  const options = { ...wishes?.options, ...given };
  const mapping = map
    ? toMapping(
        map,
        columns.map(({ name }) => name),
      )
    : { ...detectedMapping(columns), ...wishes?.mapping };
  await engine.load({ as: 'new', table: null, settings: settingsOf(mapping), options }, never, silent);
  let dataset = await engine.adopt();
  for (const file of further) {
    const settings = settingsOf(detectedMapping(await columnsOf([file])));
    await engine.load({ as: 'addition', table: null, settings, options: {} }, never, silent);
    dataset = await engine.adopt();
  }
  return { ...dataset, ...(await engine.count('inUse', never, silent)) };
}

const detectedMapping = (columns: SourceColumn[]): Mapping =>
  Object.fromEntries(columns.map(({ name, role }) => [name, role]));

const settingsOf = (mapping: Mapping): TableSettings => ({ ...defaultTableSettings, mapping });

function printableError(thrown: unknown): { error: Record<string, unknown>; isDefect: boolean } {
  const { code, message, cause, sql } = toErrorData(thrown);
  const isDefect = ['engineFailed', 'queryFailed', 'analysisFailed', 'memoryLimit'].includes(code);
  return { error: { code, message, ...(isDefect && { cause, sql }) }, isDefect };
}

/** All results of a document. A cell that failed is told in its place, and by the exit code. */
async function runNotebook(
  engine: RetentionEngine,
  text: string,
  dataset: CountedDataset,
  documents: Documents,
): Promise<{ exitCode: number; output: unknown }> {
  const asked = {
    analyse: (request: AnalysisRequest, signal: AbortSignal) => engine.analyse(request, signal, silent),
    query: (request: SqlRequest, signal: AbortSignal) => engine.runQuery(request, signal, silent),
    names: (sql: string) => engine.sqlNames(sql),
    rows: toRows,
  };
  const answer = await documents.runDocument(text, dataset, asked, specs);
  const failed = answer.cells.flatMap((cell) => (cell.status === 'failed' ? printableError(cell.error) : []));
  const cells = answer.cells.map((cell) =>
    cell.status === 'failed' ? { ...cell, error: printableError(cell.error).error } : cell,
  );
  const exitCode = failed.some(({ isDefect }) => isDefect) ? 1 : failed.length > 0 ? 2 : 0;
  return { exitCode, output: { ...answer, cells, dataset } };
}

/** @returns what to print, or the error and the exit code it deserves: 2 for input that can't be used, 1 for a defect */
export async function run(
  args: string[],
  documents: Documents | null = null,
): Promise<{ exitCode: number; output: unknown }> {
  let engine: RetentionEngine | null = null;
  try {
    const command = readCommand(args);
    engine = await RetentionEngine.start(nodePlatform, silent);
    const dataset = await openFiles(engine, command, documents);
    if (command.notebook !== null) return await runNotebook(engine, command.notebook, dataset, documents!);
    const result = await engine.analyse({ name: command.name, params: command.params }, never, silent);
    return { exitCode: 0, output: printable(result, dataset) };
  } catch (thrown) {
    const { error, isDefect } = printableError(thrown);
    return { exitCode: isDefect ? 1 : 2, output: { error } };
  } finally {
    await engine?.stop();
  }
}
