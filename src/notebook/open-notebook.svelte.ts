import type { Answer, Dataset, EngineErrorData } from '../../workers/api';
import { specs } from '../analyses/registry';
import { CellRun } from '../cells/cell-run.svelte';
import { Counting } from '../data/counting.svelte';
import { engine } from '../engine/engine.svelte';
import { keepParameters } from './keep-parameters';
import { impossibleIn, writeNotebook, type AnalysisCell, type Impossible, type Notebook } from './notebook';

/** Where the data can be had again after the engine was started anew. */
export interface DataOrigin {
  /** The files of each table, by the table's id. */
  files: ReadonlyMap<string, readonly File[]>;
  /** The id under which the browser keeps the data; null when it was read from files. */
  stored: string | null;
}

/** The notebook on the page: its data, and a run for each of its analyses. */
export class OpenNotebook {
  #origin: DataOrigin;
  #dataset = $state.raw<Dataset>()!;
  #notebook = $state.raw<Notebook>()!;
  #runs = $state.raw<readonly CellRun[]>([]);
  readonly impossible: readonly Impossible[] = $derived(impossibleIn(this.#dataset, specs));
  /** The customers and orders of the data. */
  readonly counting = new Counting('inUse');
  #requests = engine.latest('reload');

  constructor(dataset: Dataset, origin: DataOrigin) {
    this.#origin = origin;
    this.#take(dataset);
  }

  get dataset(): Dataset {
    return this.#dataset;
  }

  get notebook(): Notebook {
    return this.#notebook;
  }

  get runs(): readonly CellRun[] {
    return this.#runs;
  }

  runOf(analysis: string): CellRun | undefined {
    return this.#runs.find((run) => run.spec.id === analysis);
  }

  start(): void {
    void this.counting.run();
    for (const run of this.#runs) if (run.status !== 'done') void run.run();
  }

  close(): void {
    this.counting.cancel();
    for (const run of this.#runs) if (run.status === 'running') run.cancel();
  }

  /**
   * Goes on with other data: more tables, fewer, or a later export. Cells that are still possible stay with their
   * parameters, and all are worked out again.
   * @param files of the table that came in, if any
   */
  useData(dataset: Dataset, table: string | null = null, files: readonly File[] = []): void {
    this.close();
    if (table !== null && files.length > 0) {
      this.#origin = { ...this.#origin, files: new Map([...this.#origin.files, [table, files]]) };
    }
    this.#take(dataset);
    void this.counting.run();
    for (const run of this.#runs) void run.run();
  }

  /** Gets the same data into an engine that was started anew; false when it can't be had any more. */
  async reload(): Promise<boolean> {
    const answer = await this.#requests.run((id) => this.#getAgain(id));
    if (answer?.ok) {
      this.#take(answer.value);
      this.start();
    }
    return answer?.ok ?? false;
  }

  #take(dataset: Dataset): void {
    const former = this.#runs;
    this.#dataset = dataset;
    this.#notebook = writeNotebook(dataset, specs);
    this.#runs = runsOf(this.#notebook, dataset, former);
  }

  async #getAgain(id: string): Promise<Answer<Dataset>> {
    const { stored } = this.#origin;
    if (stored === null) return this.#readAgain(id);
    const kept = await engine.openStored(id, stored, () => undefined);
    return kept.ok ? kept : this.#readAgain(id);
  }

  async #readAgain(id: string): Promise<Answer<Dataset>> {
    const { tables, options } = this.#dataset;
    const files = new Map<string, readonly File[]>();
    let latest: Answer<Dataset> = { ok: false, error: noFiles };
    for (const [place, { id: table, settings }] of tables.entries()) {
      const own = this.#origin.files.get(table);
      if (!own) return { ok: false, error: noFiles };
      const inspected = await engine.inspect(id, own, settings.reading);
      if (!inspected.ok) return inspected;
      const as = place === 0 ? 'new' : 'addition';
      const loaded = await engine.load(id, { as, table: null, settings, options }, () => undefined);
      if (!loaded.ok) return loaded;
      latest = await engine.adopt();
      if (!latest.ok) return latest;
      files.set(latest.value.tables[place]?.id ?? table, own);
    }
    this.#origin = { ...this.#origin, files };
    return latest;
  }
}

const noFiles: EngineErrorData = { code: 'storageLost', message: 'The files are not at hand any more.' };

/** A run for each analysis; one that is there already stays, with its parameters as far as the data still has them. */
function runsOf(notebook: Notebook, dataset: Dataset, former: readonly CellRun[]): CellRun[] {
  const cells = notebook.cells.filter((cell): cell is AnalysisCell => cell.kind === 'analysis');
  return cells.flatMap((cell) => {
    const spec = specs.find(({ id }) => id === cell.analysis);
    if (!spec) return [];
    const run = former.find((each) => each.spec.id === spec.id);
    if (!run) return [new CellRun(spec, cell.params)];
    const params = keepParameters(spec, run.params, dataset);
    return [params === run.params ? run : new CellRun(spec, params)];
  });
}
