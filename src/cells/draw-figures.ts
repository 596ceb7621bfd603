import type { Figure, Wording } from '../analyses/figure';
import type { Outcome } from './cell-run.svelte';

/** The figures of a result, or null when drawing fails: the words and the table must stay readable then. */
export function drawFigures(
  { result, tables, draw }: Outcome,
  width: number,
  wording: Wording,
): Figure[] | null {
  try {
    return draw({ params: result.params, summary: result.summary, tables, width, wording });
  } catch (error) {
    console.warn(result.analysis, error);
    return null;
  }
}
