import type { Figure } from '../../analyses/figure';
import { inTurn } from '../figure-drawing.svelte';
import type { drawChart as DrawChart } from './draw-chart';
import type { ChartInput } from './plan-chart';

/** The figure of one chart. The only writer of it; the former one stays until the next is whole. */
export class ChartDrawing {
  #figure = $state.raw<Figure | null>(null);
  #status = $state<'waiting' | 'done' | 'failed'>('waiting');
  #latest = 0;
  #drawChart: typeof DrawChart | null = null;

  /** Null also where there is nothing to draw. */
  get figure(): Figure | null {
    return this.#figure;
  }

  get status(): 'waiting' | 'done' | 'failed' {
    return this.#status;
  }

  /** Draws it for paper at once, once it was drawn for the screen. @returns what brings the screen's figure back */
  drawForPaper(input: ChartInput): () => void {
    const [onScreen, turn] = [this.#figure, this.#latest];
    try {
      if (onScreen && this.#drawChart) this.#figure = this.#drawChart(input);
    } catch (error) {
      console.warn('chart', error);
    }
    return () => {
      if (turn === this.#latest) this.#figure = onScreen;
    };
  }

  async draw(input: ChartInput): Promise<void> {
    this.#latest += 1;
    const turn = this.#latest;
    try {
      // The drawing library is large, and many a notebook has no chart.
      const { drawChart } = await import('./draw-chart');
      this.#drawChart = drawChart;
      const figure = await inTurn(() => (turn === this.#latest ? drawChart(input) : null));
      if (turn !== this.#latest) return;
      this.#figure = figure;
      this.#status = 'done';
    } catch (error) {
      console.warn('chart', error);
      if (turn !== this.#latest) return;
      this.#figure = null;
      this.#status = 'failed';
    }
  }
}
