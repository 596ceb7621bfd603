import type {
  AnalysisRequest,
  AnalysisSpec,
  CustomerFilter,
  Dataset,
  DatasetKind,
  Role,
  Scalar,
  SqlNames,
  SqlRequest,
  SqlSource,
} from '../../../workers/api';
import type { AnalysisBlock, Block, SqlBlock } from '../document/document';
import { reservedIds } from '../document/parse';
import { keepParameters } from '../keep-parameters';
import { impossibleIn } from '../possible';
import { below, cycleThrough, type Graph } from './graph';
import { inputValues, resolveParams } from './inputs';
import type { Interning } from './interning';
import { unfitInput, type UnfitInput } from './unfit-input';

/** Most rows of a query that are fetched, unless its cell says otherwise. */
export const defaultLimit = 10_000;

/** Why a cell can't be worked out as the document and its data stand. */
export type Problem =
  | { code: 'noData' }
  /** It came from elsewhere with the notebook, and the person has not agreed to its queries yet. */
  | { code: 'notAgreed' }
  /** It brought the engine down and does not run again by itself. */
  | { code: 'tooHeavy' }
  | { code: 'notPossible'; missingRoles: readonly Role[]; kinds: readonly DatasetKind[] }
  | { code: 'noInput'; name: string }
  | UnfitInput
  /** The cells of the circle, each building on the next. */
  | { code: 'cycle'; cells: readonly string[] };

/** What is asked of the engine for a cell. */
export type CellRequest =
  { kind: 'analysis'; spec: AnalysisSpec; request: AnalysisRequest } | { kind: 'sql'; request: SqlRequest };

export interface PlannedCell {
  id: string;
  key: number;
  after: readonly string[];
  problem: Problem | null;
  request: CellRequest;
}

export interface PlanInput {
  blocks: readonly Block[];
  specs: readonly AnalysisSpec[];
  filters: readonly CustomerFilter[];
  /** Null as long as the document has no data. */
  dataset: Pick<Dataset, 'kind' | 'rolesPresent' | 'attributes' | 'from' | 'asOf'> | null;
  /** Another for other data. */
  dataKey: string;
  /** What a query names; null as long as it is not known. */
  names: (sql: string) => SqlNames | null;
  keys: Interning;
  /** Whether queries may be run at all. Nothing is known of them before. */
  isAgreed: boolean;
  /** Whether a cell's query has brought the engine down. */
  isHeavy: (id: string, sql: string) => boolean;
}

type RunBlock = AnalysisBlock | SqlBlock;

/** What there is to work out in a document, in its order. Cells whose names are not known yet are left out. */
export function plan(input: PlanInput): PlannedCell[] {
  const cells = input.blocks.filter(
    (block): block is RunBlock => block.kind === 'analysis' || block.kind === 'sql',
  );
  const isKnown = (sql: string) => !input.isAgreed || input.names(sql) !== null;
  const known = cells.filter((cell) => cell.kind === 'analysis' || isKnown(cell.sql));
  const graph: Graph = new Map(known.map((cell) => [cell.id, sourcesOf(cell, known, input)]));
  const planner = new Planner(input, known, graph);
  return known.map((cell) => planner.cell(cell));
}

/** The cells a cell names. */
function sourcesOf(cell: RunBlock, cells: readonly RunBlock[], { names }: PlanInput): string[] {
  if (cell.kind === 'analysis') return [];
  const tables = names(cell.sql)?.tables ?? [];
  return [...new Set(tables.flatMap((table) => sourceNamed(table, cells)?.id ?? []))];
}

/** A cell of SQL by its id, an analysis by its id and one of its tables. */
export function sourceNamed<Cell extends { id: string; kind: string }>(
  table: string,
  cells: readonly Cell[],
): Cell | null {
  const name = table.toLowerCase();
  if (reservedIds.includes(name)) return null;
  const exact = cells.find(({ kind, id }) => kind === 'sql' && id.toLowerCase() === name);
  const byTable = cells
    .filter(({ kind, id }) => kind === 'analysis' && name.startsWith(`${id.toLowerCase()}_`))
    .sort((one, other) => other.id.length - one.id.length);
  return exact ?? byTable[0] ?? null;
}

class Planner {
  private readonly made = new Map<string, PlannedCell>();
  private readonly sources = new Map<string, SqlSource>();
  private readonly byId: ReadonlyMap<string, RunBlock>;
  private readonly inputs: ReadonlyMap<string, Scalar>;

  constructor(
    private readonly input: PlanInput,
    cells: readonly RunBlock[],
    private readonly graph: Graph,
  ) {
    this.byId = new Map(cells.map((cell) => [cell.id, cell]));
    this.inputs = inputValues(input.blocks);
  }

  cell(block: RunBlock): PlannedCell {
    const known = this.made.get(block.id);
    if (known) return known;
    const planned = block.kind === 'analysis' ? this.analysis(block) : this.sql(block);
    this.made.set(block.id, planned);
    return planned;
  }

  private analysis({ id, analysis, params: given }: AnalysisBlock): PlannedCell {
    const { specs, filters, dataset, dataKey, keys } = this.input;
    const spec = specs.find((each) => each.id === analysis)!;
    const { params, missing } = resolveParams(given, this.inputs);
    const request: AnalysisRequest = {
      name: analysis,
      params: dataset ? keepParameters(spec, params, dataset) : params,
      filters: [...filters],
    };
    const [impossible] = dataset ? impossibleIn(dataset, [spec]) : [];
    const problem: Problem | null =
      dataset === null
        ? { code: 'noData' }
        : missing !== null
          ? { code: 'noInput', name: missing }
          : impossible
            ? { code: 'notPossible', missingRoles: impossible.missingRoles, kinds: impossible.kinds }
            : unfitInput(spec, given, params, dataset);
    const content = ['analysis', analysis, sorted(request.params), filters, dataKey];
    return { id, key: keys.of(content), after: [], problem, request: { kind: 'analysis', spec, request } };
  }

  private sql({ id, sql, limit }: SqlBlock): PlannedCell {
    const { filters, dataKey, keys } = this.input;
    const cells = cycleThrough(this.graph, id);
    const after = cells ? [] : (this.graph.get(id) ?? []);
    const all = cells ? [] : below(this.graph, id);
    const sources = all.map((each) => this.source(each));
    const texts = [sql, ...sources.flatMap((source) => (source.kind === 'sql' ? [source.sql] : []))];
    const { parameters, missing } = this.parameters(texts);
    const most = limit ?? defaultLimit;
    const request: SqlRequest = { sql, parameters, sources, filters: [...filters], limit: most };
    const problem = this.sqlProblem(id, sql, cells, missing);
    const above = all.map((each) => [each, this.cellById(each).key]);
    const content = ['sql', sql, sorted(parameters), most, filters, dataKey, above, cells];
    return { id, key: keys.of(content), after, problem, request: { kind: 'sql', request } };
  }

  private sqlProblem(
    id: string,
    sql: string,
    cells: readonly string[] | null,
    missing: string | null,
  ): Problem | null {
    if (!this.input.isAgreed) return { code: 'notAgreed' };
    if (this.input.dataset === null) return { code: 'noData' };
    if (cells) return { code: 'cycle', cells };
    if (missing !== null) return { code: 'noInput', name: missing };
    return this.input.isHeavy(id, sql) ? { code: 'tooHeavy' } : null;
  }

  private source(id: string): SqlSource {
    const known = this.sources.get(id);
    if (known) return known;
    const block = this.byId.get(id)!;
    const source: SqlSource =
      block.kind === 'sql'
        ? { id, kind: 'sql', sql: block.sql }
        : { id, kind: 'analysis', request: this.cell(block).request.request as AnalysisRequest };
    this.sources.set(id, source);
    return source;
  }

  private cellById(id: string): PlannedCell {
    return this.cell(this.byId.get(id)!);
  }

  private parameters(texts: readonly string[]): {
    parameters: Record<string, Scalar>;
    missing: string | null;
  } {
    const parameters = new Map<string, Scalar>();
    let missing: string | null = null;
    for (const name of texts.flatMap((text) => this.input.names(text)?.parameters ?? [])) {
      const value = this.inputs.get(name);
      if (value === undefined) missing ??= name;
      else parameters.set(name, value);
    }
    return { parameters: Object.fromEntries(parameters), missing };
  }
}

/** Entries in the order of their names, so that how they were written makes no difference. */
function sorted(values: Record<string, Scalar>): [string, Scalar][] {
  return Object.entries(values).sort(([one], [other]) => (one < other ? -1 : 1));
}
