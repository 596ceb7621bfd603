import type {
  AnalysisRequest,
  AnalysisResult,
  AnalysisSpec,
  DataOptions,
  Dataset,
  Mapping,
  Scalar,
  SqlNames,
  SqlRequest,
  SqlResult,
} from '../../workers/api';
import { matchContract } from './contracts';
import { damagesOf, type CellBlock, type NotebookDocument } from './document/document';
import { parse } from './document/parse';
import { inlineValue, referencesIn } from './inline-values';
import { inputValues } from './living/inputs';
import { Interning } from './living/interning';
import { plan, type PlannedCell } from './living/plan';
import { ResultCache } from './living/result-cache';
import { Scheduler, type TaskState } from './living/scheduler';

/** A document without a page: what it asks of its data, and all its results, by the same plan as on the page. */

/** What the document needs of the engine. */
export interface DocumentEngine {
  analyse(request: AnalysisRequest, signal: AbortSignal): Promise<AnalysisResult>;
  query(request: SqlRequest, signal: AbortSignal): Promise<SqlResult>;
  names(sql: string): Promise<SqlNames>;
  rows(table: Uint8Array): Record<string, unknown>[];
}

type Result = { kind: 'analysis'; result: AnalysisResult } | { kind: 'sql'; result: SqlResult };

/** A cell with its result, or why it has none. */
export interface CellAnswer {
  id: string;
  kind: CellBlock['kind'];
  status: TaskState<Result>['status'];
  [detail: string]: unknown;
}

export interface DocumentAnswer {
  notebook: { title: string; language: string | null; filters: NotebookDocument['front']['filters'] };
  damages: { line: number; code: string; values: Record<string, Scalar> }[];
  cells: CellAnswer[];
  /** Values that prose names, by their paths; null where there is none. */
  values: Record<string, Scalar>;
}

/** How the document wants a file's columns and its data to be read. */
export function wishesOf(
  text: string,
  columns: readonly { name: string }[],
  specs: readonly AnalysisSpec[],
): { name: string | undefined; mapping: Mapping; options: Partial<DataOptions> } {
  const { front } = parse(text, specs);
  const match = matchContract(columns, front.tables);
  return { name: match?.contract.name, mapping: match?.roles ?? {}, options: front.settings };
}

/** Works a whole document out. */
export async function runDocument(
  text: string,
  dataset: Dataset,
  engine: DocumentEngine,
  specs: readonly AnalysisSpec[],
): Promise<DocumentAnswer> {
  const document = parse(text, specs);
  const cells = await planOf(document, dataset, engine, specs);
  const states = await finish(cells, engine);
  const { title, language, filters } = document.front;
  return {
    notebook: { title, language, filters },
    damages: damagesOf(document).map(({ fileLine, code, values }) => ({ line: fileLine, code, values })),
    cells: cells.map((cell) => answerOf(cell, states.get(cell.id)!, engine)),
    values: proseValues(document, states, engine),
  };
}

async function planOf(
  { blocks, front }: NotebookDocument,
  dataset: Dataset,
  engine: DocumentEngine,
  specs: readonly AnalysisSpec[],
): Promise<PlannedCell[]> {
  const names = new Map<string, SqlNames>();
  for (const block of blocks) if (block.kind === 'sql') names.set(block.sql, await engine.names(block.sql));
  const keys = new Interning();
  return plan({
    blocks,
    specs,
    filters: front.filters,
    dataset,
    dataKey: 'data',
    names: (sql) => names.get(sql) ?? null,
    keys,
    isAgreed: true,
    isHeavy: () => false,
  });
}

function finish(
  cells: readonly PlannedCell[],
  engine: DocumentEngine,
): Promise<Map<string, TaskState<Result>>> {
  const states = new Map<string, TaskState<Result>>();
  return new Promise((resolve) => {
    const isOver = () =>
      cells.every(({ id }) => !['waiting', 'running', undefined].includes(states.get(id)?.status));
    const scheduler = new Scheduler<Result>({
      cache: new ResultCache(() => 1, Infinity),
      most: 1,
      onState: (id, state) => {
        states.set(id, state);
        if (isOver()) resolve(states);
      },
    });
    scheduler.update(
      cells.map((cell) => ({
        ...cell,
        isImpossible: cell.problem !== null,
        run: (signal) => ask(cell, engine, signal),
      })),
    );
    if (cells.length === 0) resolve(states);
  });
}

async function ask({ request }: PlannedCell, engine: DocumentEngine, signal: AbortSignal): Promise<Result> {
  return request.kind === 'analysis'
    ? { kind: 'analysis', result: await engine.analyse(request.request, signal) }
    : { kind: 'sql', result: await engine.query(request.request, signal) };
}

function answerOf(
  { id, problem, request }: PlannedCell,
  state: TaskState<Result>,
  { rows }: DocumentEngine,
): CellAnswer {
  const about = { id, kind: request.kind, status: state.status };
  if (state.status === 'failed') return { ...about, error: state.error };
  if (state.status === 'blocked') return { ...about, by: state.by };
  if (state.status !== 'done') return { ...about, problem };
  if (state.result.kind === 'sql') {
    const { columns, table, isCut } = state.result.result;
    return { ...about, columns, isCut, rows: rows(table) };
  }
  const { tables, ...result } = state.result.result;
  const asRows = Object.entries(tables).map(([name, table]) => [name, rows(table)]);
  return { ...about, ...result, tables: Object.fromEntries(asRows) as unknown };
}

function proseValues(
  { blocks }: NotebookDocument,
  states: ReadonlyMap<string, TaskState<Result>>,
  { rows }: DocumentEngine,
): Record<string, Scalar> {
  const inputs = inputValues(blocks);
  const valuesOf = (id: string) => {
    const state = states.get(id);
    if (state?.status === 'done')
      return state.result.kind === 'analysis'
        ? state.result.result.summary
        : ((rows(state.result.result.table)[0] ?? {}) as Record<string, Scalar>);
    return inputs.has(id) ? { [id]: inputs.get(id) ?? null } : null;
  };
  const paths = blocks.flatMap((block) => (block.kind === 'text' ? referencesIn(block.markdown) : []));
  return Object.fromEntries(paths.map((path) => [path, inlineValue(path, valuesOf)?.value ?? null]));
}
