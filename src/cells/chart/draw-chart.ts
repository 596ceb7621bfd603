import type { Figure } from '../../analyses/figure';
import { drawLying } from './draw-lying';
import { drawUpright } from './draw-upright';
import { isLying } from './lying-layout';
import { descriptionOf, notesOf } from './notes';
import { numberFormat } from './number-format';
import { planChart, type ChartInput } from './plan-chart';
import { axisOf } from './x-axis';

/**
 * A figure of any table: bars, lines, areas or dots, in colours and in panels. Bars and areas add up the rows of one
 * place (of rates they are the mean); lines and dots show each row. At most 9 panels, 6 colours, 30 bars of names and
 * 2,000 marks are drawn, and the figure says what was left out. Null where there is no row with a value.
 */
export function drawChart(input: ChartInput): Figure | null {
  const { labels, wording, width } = input;
  const plan = planChart(input);
  if (!plan) return null;
  const { taken, items } = plan;
  const values = items.map(({ y }) => y).filter((y) => y !== null);
  const format = numberFormat(taken.y, values, wording, plan.values);
  const words = {
    wording,
    labels,
    axis: axisOf(plan, wording),
    value: format.text,
    measure: taken.y === null ? labels.count : labels.column(taken.y),
  };
  const notes = notesOf(plan, words);
  const sheet = { width, words, format, notes, description: descriptionOf(plan, words, notes) };
  return isLying(plan, width) ? drawLying(plan, sheet) : drawUpright(plan, sheet);
}
