import * as Plot from '@observablehq/plot';
import { endLabelMarks, type ChartParts, type EndLabel } from '../chart-layout';
import { inlineAxis } from '../drawing-axes';
import type { FigureInput } from '../figure';
import { createPanel, drawPanel, pointsOf, type Drawn, type Panel } from './panel';
import { periodTicks, type Period } from './periods';

const flows = ['newCustomers', 'resurrected', 'lost'] as const;
type Flow = (typeof flows)[number];

const colours: Record<Flow, string> = {
  newCustomers: 'var(--category-1)',
  resurrected: 'var(--category-3)',
  lost: 'var(--diverging-negative)',
};

/** From where to where a bar goes: who came above the line, who was lost under it. */
const bars: Record<Flow, (period: Period) => [number, number]> = {
  newCustomers: (period) => [0, period.newCustomers],
  resurrected: (period) => [period.newCustomers, period.newCustomers + period.resurrected],
  lost: (period) => [-period.lost, 0],
};

/** In pixels; a single period is not a wall. */
const widestBar = 56;

/** More bars than these stand too close for a seam between their parts. */
const mostSeamed = 60;

function middle(flow: Flow, period: Period): number {
  const [low, high] = bars[flow](period);
  return (low + high) / 2;
}

export function flowLabels(
  periods: readonly Period[],
  y: (value: number) => number,
  { wording }: FigureInput,
): EndLabel[] {
  const last = periods[periods.length - 1];
  return flows.map((flow) => {
    return { y: y(middle(flow, last)), text: wording.text(`figure.${flow}`), swatch: colours[flow] };
  });
}

function barMark(flow: Flow, periods: readonly Period[], half: number): Plot.Markish {
  return Plot.rectY(periods, {
    x1: (period: Period) => period.index - half,
    x2: (period: Period) => period.index + half,
    y1: (period: Period) => bars[flow](period)[0],
    y2: (period: Period) => bars[flow](period)[1],
    fill: colours[flow],
    // A seam keeps neighbours apart for those who don't see their colours.
    stroke: 'var(--paper)',
    strokeWidth: periods.length > mostSeamed ? 0 : 0.75,
  });
}

function marksOf(panel: Panel, periods: readonly Period[], input: FigureInput): Plot.Markish[] {
  const { frame, x, y } = panel;
  const half = Math.min(0.36, widestBar / 2 / Math.abs(x(1) - x(0)));
  return [
    inlineAxis(frame, x, periodTicks(periods, input), frame.bottom + 16),
    ...flows.map((flow) => barMark(flow, periods, half)),
    ...endLabelMarks(flowLabels(periods, y, input), frame),
  ];
}

/** Who came and who left, `offset` pixels under the top of the figure. */
export function drawFlows(
  periods: readonly Period[],
  parts: Pick<ChartParts, 'ticks' | 'otherTicks' | 'endLabels'>,
  offset: number,
  input: FigureInput,
): Drawn {
  const title = input.wording.text('figure.flowAxis');
  const panel = createPanel('rate-flow', periods, { ...parts, title, plotHeight: 150 }, input);
  const { x, y } = panel;
  const points = flows.flatMap((flow) =>
    pointsOf(flow, periods, (period) => [x(period.index), y(middle(flow, period)) + offset], input),
  );
  return { svg: drawPanel(panel, periods, marksOf(panel, periods, input)), points };
}
