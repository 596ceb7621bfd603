import type { Figure } from '../../analyses/figure';
import { inTurn } from '../figure-drawing.svelte';
import type { ChartInput } from './plan-chart';

/** The figure of one chart. The only writer of it; the former one stays until the next is whole. */
export class ChartDrawing {
  #figure = $state.raw<Figure | null>(null);
  #status = $state<'waiting' | 'done' | 'failed'>('waiting');
  #latest = 0;

  /** Null also where there is nothing to draw. */
  get figure(): Figure | null {
    return this.#figure;
  }

  get status(): 'waiting' | 'done' | 'failed' {
    return this.#status;
  }

  async draw(input: ChartInput): Promise<void> {
    this.#latest += 1;
    const turn = this.#latest;
    try {
      // The drawing library is large, and many a notebook has no chart.
      const { drawChart } = await import('./draw-chart');
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
