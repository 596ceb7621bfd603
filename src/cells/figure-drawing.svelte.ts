import type { Figure, Wording } from '../analyses/figure';
import { pause } from '../ui/in-slices';
import type { AnalysisOutcome } from './cell-run.svelte';

/** Drawings of all cells wait here for their turn, one figure a task, so that the page answers in between. */
let queue: Promise<unknown> = Promise.resolve();

export function inTurn<Value>(work: () => Value): Promise<Value> {
  const done = queue.then(pause).then(work);
  queue = done.catch(() => undefined);
  return done;
}

/** The figures of one cell, drawn one after another. The only writer of its list. */
export class FigureDrawing {
  #figures = $state.raw<Figure[] | null>([]);
  #latest = 0;
  #busy = $state(false);

  /** Some figures are still to come or to be replaced. */
  get busy(): boolean {
    return this.#busy;
  }

  /** Null when drawing failed: the words and the table stay readable then. The former ones stay until new ones are whole. */
  get figures(): Figure[] | null {
    return this.#figures;
  }

  /** There is no result any more. */
  clear(): void {
    this.#latest += 1;
    this.#figures = [];
    this.#busy = false;
  }

  /** Draws all at once for paper, however long that takes. @returns what brings the screen's figures back */
  drawForPaper({ result, tables, draw }: AnalysisOutcome, width: number, wording: Wording): () => void {
    const [onScreen, turn] = [this.#figures, this.#latest];
    try {
      const input = { params: result.params, summary: result.summary, tables, width, wording };
      this.#figures = Array.from(draw(input)).filter((figure) => figure !== null);
    } catch (error) {
      console.warn(result.analysis, error);
    }
    return () => {
      if (turn === this.#latest) this.#figures = onScreen;
    };
  }

  async draw({ result, tables, draw }: AnalysisOutcome, width: number, wording: Wording): Promise<void> {
    this.#latest += 1;
    const turn = this.#latest;
    this.#busy = true;
    const drawn: Figure[] = [];
    const isFirst = !this.#figures?.length;
    try {
      const input = { params: result.params, summary: result.summary, tables, width, wording };
      const steps = draw(input)[Symbol.iterator]();
      for (;;) {
        const step = await inTurn(() => (turn === this.#latest ? steps.next() : null));
        if (step === null) return;
        if (step.done) break;
        if (!step.value) continue;
        drawn.push(step.value);
        if (isFirst) this.#figures = [...drawn];
      }
      this.#figures = drawn;
      this.#busy = false;
    } catch (error) {
      console.warn(result.analysis, error);
      if (turn !== this.#latest) return;
      this.#figures = null;
      this.#busy = false;
    }
  }
}
