import { SvelteMap } from 'svelte/reactivity';
import type { CustomerFilter, Dataset, Progress, SqlNames } from '../../workers/api';
import { specs } from '../analyses/registry';
import { CellRun, type Outcome } from '../cells/cell-run.svelte';
import { engine } from '../engine/engine.svelte';
import type { Block } from './document/document';
import { Interning } from './living/interning';
import { plan, type PlannedCell } from './living/plan';
import { ResultCache } from './living/result-cache';
import { Scheduler } from './living/scheduler';
import { perform, weightOf } from './perform';

/** What all results that are kept may take together, in bytes. */
const mostBytes = 256 * 2 ** 20;

/** What the cells are worked out from. */
export interface Living {
  blocks: readonly Block[];
  filters: readonly CustomerFilter[];
  dataset: Dataset | null;
  dataKey: string;
  /** The person has agreed to the queries. */
  isAgreed: boolean;
}

/** The cells of a notebook that have results, kept true to the document. The only writer of their runs. */
export class LivingCells {
  readonly #runs = new SvelteMap<string, CellRun>();
  readonly #keys = new Interning();
  readonly #names = new Map<string, SqlNames>();
  readonly #scheduler: Scheduler<Outcome>;
  /** Queries that brought the engine down, by their cells. */
  readonly #heavy = new Map<string, string>();
  #living: Living | null = null;
  #isAsking = false;

  constructor() {
    this.#scheduler = new Scheduler<Outcome>({
      cache: new ResultCache(weightOf, mostBytes),
      onState: (id, state) => this.#runs.get(id)?.enter(state),
    });
  }

  get runs(): CellRun[] {
    return [...this.#runs.values()];
  }

  run(id: string): CellRun | undefined {
    return this.#runs.get(id);
  }

  /** The document or its data have changed: works out what depends on that, and nothing else. */
  update(living: Living): void {
    this.#living = living;
    const cells = plan({
      ...living,
      specs,
      keys: this.#keys,
      names: (sql) => this.#names.get(sql) ?? null,
      isHeavy: (id, sql) => this.#heavy.get(id) === sql,
    });
    for (const id of this.#runs.keys()) if (!cells.some((cell) => cell.id === id)) this.#runs.delete(id);
    for (const cell of cells) this.#place(cell);
    this.#scheduler.update(
      cells.map((cell) => ({
        id: cell.id,
        key: cell.key,
        after: cell.after,
        isImpossible: cell.problem !== null,
        run: (signal) => this.#perform(cell, signal),
      })),
    );
    void this.#askNames();
  }

  see(ids: ReadonlySet<string>): void {
    this.#scheduler.see(ids);
  }

  cancel(id: string): void {
    this.#scheduler.cancel(id);
  }

  /** Also a query that brought the engine down: the person wants it. */
  again(id: string): void {
    if (this.#heavy.delete(id) && this.#living) this.update(this.#living);
    else this.#scheduler.again(id);
  }

  stop(): void {
    this.#scheduler.stop();
  }

  #perform({ id, request }: PlannedCell, signal: AbortSignal): Promise<Outcome> {
    const onProgress = (progress: Progress) => this.#runs.get(id)?.tell(progress);
    const onHeavy = (sql: string) => void this.#heavy.set(id, sql);
    return perform(id, request, signal, onProgress, onHeavy);
  }

  #place(cell: PlannedCell): void {
    const run = this.#runs.get(cell.id);
    if (run && run.request.kind === cell.request.kind) run.plan(cell);
    else this.#runs.set(cell.id, new CellRun(cell));
  }

  /** Has the engine read the queries whose names are not known yet, and goes on with them. */
  async #askNames(): Promise<void> {
    const wanted = () =>
      (this.#living?.blocks ?? []).flatMap((block) =>
        block.kind === 'sql' && this.#living?.isAgreed && !this.#names.has(block.sql) ? block.sql : [],
      );
    if (this.#isAsking || wanted().length === 0) return;
    this.#isAsking = true;
    for (let all = wanted(); all.length > 0; all = wanted()) {
      const answers = await Promise.all(all.map((sql) => engine.sqlNames(sql)));
      all.forEach((sql, place) => {
        const answer = answers[place];
        this.#names.set(sql, answer.ok ? answer.value : { tables: [], parameters: [] });
      });
    }
    this.#isAsking = false;
    if (this.#living) this.update(this.#living);
  }
}
