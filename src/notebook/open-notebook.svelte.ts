import type { Answer, Dataset } from '../../workers/api';
import { specs } from '../analyses/registry';
import { CellRun } from '../cells/cell-run.svelte';
import type { OpenedFile } from '../data/import-draft.svelte';
import { engine } from '../engine/engine.svelte';
import { impossibleIn, writeNotebook, type AnalysisCell, type Impossible, type Notebook } from './notebook';

/** The notebook on the page: the file it came from, its data, and a run for each of its analyses. */
export class OpenNotebook {
  readonly opened: OpenedFile;
  readonly dataset: Dataset;
  readonly notebook: Notebook;
  readonly runs: readonly CellRun[];
  readonly impossible: readonly Impossible[];
  #requests = engine.latest('reload');

  constructor(opened: OpenedFile, dataset: Dataset) {
    this.opened = opened;
    this.dataset = dataset;
    this.notebook = writeNotebook(dataset, specs);
    this.runs = runsOf(this.notebook);
    this.impossible = impossibleIn(dataset, specs);
  }

  runOf(analysis: string): CellRun | undefined {
    return this.runs.find((run) => run.spec.id === analysis);
  }

  start(): void {
    for (const run of this.runs) if (run.status !== 'done') void run.run();
  }

  close(): void {
    for (const run of this.runs) if (run.status === 'running') run.cancel();
  }

  /** Reads the same file the same way into an engine that was started anew; false when it can't be read any more. */
  async reload(): Promise<boolean> {
    const answer = await this.#requests.run((id) => this.#readAgain(id));
    if (answer?.ok) this.start();
    return answer?.ok ?? false;
  }

  async #readAgain(id: string): Promise<Answer<Dataset>> {
    const { file, mapping, options } = this.opened;
    const inspected = await engine.inspect(id, file);
    if (!inspected.ok) return inspected;
    const loaded = await engine.load(id, mapping, options, () => undefined);
    return loaded.ok ? engine.adopt() : loaded;
  }
}

function runsOf(notebook: Notebook): CellRun[] {
  const cells = notebook.cells.filter((cell): cell is AnalysisCell => cell.kind === 'analysis');
  return cells.flatMap((cell) => {
    const spec = specs.find(({ id }) => id === cell.analysis);
    return spec ? [new CellRun(spec, cell.params)] : [];
  });
}
