import * as Plot from '@observablehq/plot';
import type { ChartParts } from '../chart-layout';
import { countTicks } from '../drawing-axes';
import type { Figure, FigureInput } from '../figure';
import { lineWidth, stackDrawings } from '../plot-theme';
import { drawFlows, flowLabels } from './flows';
import { createPanel, drawPanel, heightOf, pointsOf, type Drawn } from './panel';
import type { Period } from './periods';

function drawStock(
  periods: readonly Period[],
  parts: Pick<ChartParts, 'ticks' | 'otherTicks' | 'endLabels'>,
  input: FigureInput,
): Drawn {
  const title = input.wording.text('figure.endCustomersAxis');
  const panel = createPanel('rate-stock', periods, { ...parts, title, plotHeight: 84, below: 10 }, input);
  const { x, y } = panel;
  const line = { x: 'index', y: 'endCustomers', stroke: 'var(--ink)' };
  const marks = [
    Plot.lineY(periods, { ...line, strokeWidth: lineWidth }),
    Plot.dot(periods, { ...line, r: periods.length > 60 ? 1 : 2.5, fill: 'var(--ink)' }),
  ];
  const points = pointsOf(
    'endCustomers',
    periods,
    (period) => [x(period.index), y(period.endCustomers)],
    input,
  );
  return { svg: drawPanel(panel, periods, marks), points };
}

function most(periods: readonly Period[], value: (period: Period) => number): number {
  return periods.reduce((highest, period) => Math.max(highest, value(period)), 0);
}

/** How many customers there were, over who came and who left. */
export function drawMovement(periods: readonly Period[], input: FigureInput): Figure[] {
  if (!periods.length) return [];
  const { wording } = input;
  const gained = most(periods, (period) => period.newCustomers + period.resurrected);
  const flowTicks = countTicks(-most(periods, (period) => period.lost), gained, wording);
  const stockTicks = countTicks(
    0,
    most(periods, (period) => period.endCustomers),
    wording,
    2,
  );
  const endLabels = flowLabels(periods, () => 0, input).map((label) => label.text);
  const stock = drawStock(periods, { ticks: stockTicks, otherTicks: flowTicks, endLabels }, input);
  const parts = { ticks: flowTicks, otherTicks: stockTicks, endLabels };
  const flows = drawFlows(periods, parts, heightOf(stock.svg), input);
  const description = wording.text('figure.movementDescription', { count: periods.length });
  const element = stackDrawings([stock.svg, flows.svg], description);
  return [{ id: 'movement', description, element, points: [...stock.points, ...flows.points] }];
}
