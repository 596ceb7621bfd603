import * as Plot from '@observablehq/plot';
import { endLabelMarks, layOutChart, type Chart, type EndLabel } from '../chart-layout';
import { percentTicks } from '../drawing-axes';
import { forward, inlineScale, type Scale } from '../drawing-frame';
import { labelMark } from '../drawing-labels';
import type { Figure, FigureInput, FigurePoint } from '../figure';
import { lazyPoint } from '../lazy-point';
import { drawPlot, lineWidth } from '../plot-theme';
import { textWidth } from '../text-width';
import { dotRadius, renewalAxis, renewalAxisHeight } from './renewal-axis';
import { readRenewals, renewalUnit, type Renewal } from './renewal-data';

type Projected = Renewal & { survival: number; lower: number; upper: number };

const start: Projected = {
  renewal: 0,
  observed: null,
  observedLower: null,
  observedUpper: null,
  observedSurvival: 1,
  atRisk: 0,
  churned: 0,
  small: false,
  fitted: null,
  survival: 1,
  lower: 1,
  upper: 1,
  projected: false,
};

function readCurve(input: FigureInput): Projected[] {
  const rows = readRenewals(input).filter((row): row is Projected => row.survival !== null);
  return rows.length ? [start, ...rows] : [];
}

function endLabel(
  { survival }: Projected,
  y: (share: number) => number,
  { wording }: FigureInput,
): EndLabel[] {
  return [{ y: y(survival), text: wording.percent(survival, 0), fill: 'var(--accent)', strong: true }];
}

function chartOf(last: Projected, input: FigureInput): Chart {
  const { wording } = input;
  const endLabels = endLabel(last, () => 0, input).map(({ text }) => text);
  const notes = [wording.text('figure.noteSurvival')];
  const [ticks, title] = [percentTicks(1, wording), wording.text('figure.survivalAxis')];
  return layOutChart({ plotHeight: 230, ticks, title, endLabels, notes, below: renewalAxisHeight }, input);
}

function curveMarks(rows: readonly Projected[], lastObserved: number, x: Scale): Plot.Markish[] {
  const line = { x: 'renewal', y: 'survival', stroke: 'var(--accent)', strokeWidth: lineWidth } as const;
  const observed = rows.filter(({ observedSurvival }) => observedSurvival !== null);
  return [
    Plot.areaY(rows, { x: 'renewal', y1: 'lower', y2: 'upper', fill: 'var(--accent)', fillOpacity: 0.14 }),
    Plot.lineY(
      rows.filter(({ renewal }) => renewal <= lastObserved),
      line,
    ),
    Plot.lineY(
      rows.filter(({ renewal }) => renewal >= lastObserved),
      { ...line, strokeDasharray: '7 3' },
    ),
    Plot.dot(observed, { x: 'renewal', y: 'observedSurvival', r: dotRadius(x), fill: 'var(--ink)' }),
  ];
}

/** Where the data ends and only the model speaks. Its word stands on the side that has room for it. */
function projectionMarks(
  { frame }: Chart,
  x: Scale,
  lastObserved: number,
  { wording }: FigureInput,
): Plot.Markish[] {
  const text = wording.text('figure.projected');
  const fits = Math.abs(frame.end - x(lastObserved)) > textWidth(text) + 8;
  const label = { x: forward(frame, x(lastObserved), fits ? 5 : -5), y: frame.top + 8, text };
  return [
    Plot.ruleX([lastObserved], { stroke: 'var(--ink-faint)', strokeDasharray: '2 3' }),
    labelMark([label], frame.direction, { align: fits ? 'start' : 'end', halo: true }),
  ];
}

function pointsOf(rows: readonly Projected[], x: Scale, y: Scale, { wording }: FigureInput): FigurePoint[] {
  return rows.slice(1).map((row, column) =>
    lazyPoint({ x: x(row.renewal), y: y(row.survival), column, row: 0 }, () => {
      const { renewal, survival, lower, upper, observedSurvival: observed, projected } = row;
      const lines = [
        wording.text('figure.survivalLine', { survival }),
        wording.text('figure.intervalLine', { lower, upper }),
      ];
      if (observed !== null) lines.push(wording.text('figure.observedSurvivalLine', { observed }));
      if (projected) lines.push(wording.text('figure.projectedLine'));
      return { title: wording.text('figure.survivalTitle', { renewal }), lines };
    }),
  );
}

/** How many new customers are still there after each renewal: observed, by the model, and beyond the data. */
export function drawProjection(input: FigureInput): Figure[] {
  const rows = readCurve(input);
  if (!rows.length) return [];
  const last = rows[rows.length - 1];
  const lastObserved = Math.max(...rows.filter(({ projected }) => !projected).map(({ renewal }) => renewal));
  const chart = chartOf(last, input);
  const { frame, y, ground } = chart;
  const x = inlineScale(frame, [0, last.renewal]);
  const { wording } = input;
  const values = { survival: last.survival, renewals: last.renewal };
  const description = wording.text('figure.survivalDescription', values);
  const marks = [
    ...ground,
    ...renewalAxis(frame, x, wording.text('figure.renewalAxis', { unit: renewalUnit(input) }), input),
    ...curveMarks(rows, lastObserved, x),
    ...projectionMarks(chart, x, lastObserved, input),
    ...endLabelMarks(endLabel(last, y, input), frame),
  ];
  const element = drawPlot({ frame, x, y, marks, description });
  return [{ id: 'projection', description, element, points: pointsOf(rows, x, y, input) }];
}
