import type { Table } from 'apache-arrow';
import type {
  AnalysisResult,
  AnalysisSpec,
  EngineErrorData,
  Progress,
  Scalar,
  SqlColumn,
} from '../../workers/api';
import type { DrawFigures } from '../analyses/figure';
import type { CellRequest, PlannedCell, Problem } from '../notebook/living/plan';
import type { TaskState } from '../notebook/living/scheduler';

/** A result of an analysis, made ready to be shown. */
export interface AnalysisOutcome {
  kind: 'analysis';
  result: AnalysisResult;
  tables: Record<string, Table>;
  draw: DrawFigures;
}

/** The rows of a query. */
export interface SqlOutcome {
  kind: 'sql';
  columns: readonly SqlColumn[];
  table: Table;
  /** There are more rows than were fetched. */
  isCut: boolean;
  limit: number;
}

export type Outcome = AnalysisOutcome | SqlOutcome;

/** What ended a cell's work, as an error that scheduler and page can carry. */
export class CellError extends Error {
  constructor(readonly data: EngineErrorData) {
    super(data.message);
  }
}

/** Only what takes longer than this is spoken of. */
const slowAfterMilliseconds = 1000;

/** How a cell's work stands, and its last result. Written by `LivingCells` alone. */
export class CellRun {
  readonly id: string;
  #planned = $state.raw<PlannedCell>()!;
  #status = $state<TaskState<Outcome>['status']>('waiting');
  #blockedBy = $state<string | null>(null);
  #slow = $state(false);
  #outcome = $state.raw<Outcome | null>(null);
  /** Of the content the outcome is the result of. */
  #outcomeKey: number | null = null;
  #error = $state.raw<EngineErrorData | null>(null);
  #progress = $state.raw<Progress | null>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(planned: PlannedCell) {
    this.id = planned.id;
    this.#planned = planned;
  }

  get request(): CellRequest {
    return this.#planned.request;
  }

  /** Why it can't be worked out as the notebook stands. */
  get problem(): Problem | null {
    return this.#planned.problem;
  }

  /** Of an analysis: what it is. */
  get spec(): AnalysisSpec | null {
    return this.request.kind === 'analysis' ? this.request.spec : null;
  }

  /** Of an analysis: its parameters as they are asked for, inputs filled in. */
  get params(): Record<string, Scalar> {
    return this.request.kind === 'analysis' ? this.request.request.params : {};
  }

  /** It is about some customers only. */
  get filtered(): boolean {
    return (this.request.request.filters?.length ?? 0) > 0;
  }

  get status(): TaskState<Outcome>['status'] {
    return this.#status;
  }

  /** The cell without a result that it builds on. */
  get blockedBy(): string | null {
    return this.#blockedBy;
  }

  /** It has run for so long that the reader should be told, and offered a way out. */
  get slow(): boolean {
    return this.#slow;
  }

  /** Stays while a new one is worked out, so that nothing jumps; not where none comes, since it answers another question. */
  get outcome(): Outcome | null {
    return this.#outcome;
  }

  get error(): EngineErrorData | null {
    return this.#error;
  }

  get progress(): Progress | null {
    return this.#progress;
  }

  plan(planned: PlannedCell): void {
    this.#planned = planned;
  }

  tell(progress: Progress): void {
    this.#progress = progress;
  }

  enter(state: TaskState<Outcome>): void {
    clearTimeout(this.#timer);
    this.#slow = false;
    this.#progress = null;
    const error = state.status === 'failed' ? errorOf(state.error) : null;
    this.#status = error?.code === 'cancelled' ? 'cancelled' : state.status;
    this.#error = error;
    this.#blockedBy = state.status === 'blocked' ? state.by : null;
    if (state.status === 'done') [this.#outcome, this.#outcomeKey] = [state.result, this.#planned.key];
    else if (!isComing(state) && this.#outcomeKey !== this.#planned.key) this.#outcome = null;
    if (state.status === 'running')
      this.#timer = setTimeout(() => (this.#slow = true), slowAfterMilliseconds);
  }
}

const isComing = ({ status }: TaskState<Outcome>): boolean => status === 'waiting' || status === 'running';

function errorOf(thrown: unknown): EngineErrorData {
  if (thrown instanceof CellError) return thrown.data;
  const cause = thrown instanceof Error ? thrown.message : String(thrown);
  return { code: 'analysisFailed', message: 'The cell could not be worked out.', cause };
}
