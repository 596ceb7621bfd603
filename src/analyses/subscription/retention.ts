import * as Plot from '@observablehq/plot';
import { endLabelMarks, layOutChart, type Chart, type EndLabel } from '../chart-layout';
import type { Tick } from '../drawing-axes';
import { inlineScale, type Scale } from '../drawing-frame';
import type { Figure, FigureInput, FigurePoint } from '../figure';
import { lazyPoint } from '../lazy-point';
import { drawPlot, faint, lineWidth } from '../plot-theme';
import { roundTicks } from '../ticks';
import { dotRadius, renewalAxis, renewalAxisHeight } from './renewal-axis';
import { readRenewals, renewalUnit, type Renewal } from './renewal-data';

/** Rates close to one tell nothing on an axis from zero: it begins at the round number below them. */
function baseOf(rows: readonly Renewal[]): number {
  const firm = rows.filter(({ small }) => !small);
  const rates = (firm.length ? firm : rows).flatMap(({ observed, observedLower, fitted }) =>
    [observed, observedLower, fitted].filter((rate) => rate !== null),
  );
  const least = Math.min(...rates);
  const step = least > 0.9 ? 0.05 : 0.1;
  return least < 0.5 ? 0 : Math.floor(least / step + 1e-9) * step;
}

/** The scale counts from the base, where the chart draws its lower edge. */
function ticksFrom(base: number, { wording }: FigureInput): Tick[] {
  const digits = base > 0.9 ? 1 : 0;
  return roundTicks(0, 1 - base).flatMap((value) =>
    value > 1 - base + 1e-9 ? [] : [{ value, text: wording.percent(base + value, digits) }],
  );
}

function modelLabel(
  rows: readonly Renewal[],
  y: (rate: number) => number,
  { wording }: FigureInput,
): EndLabel[] {
  const { fitted } = rows[rows.length - 1];
  if (fitted === null) return [];
  return [{ y: y(fitted), text: wording.text('figure.model'), fill: 'var(--accent)', strong: true }];
}

function chartOf(rows: readonly Renewal[], base: number, input: FigureInput): Chart {
  const { wording } = input;
  const endLabels = modelLabel(rows, () => 0, input).map(({ text }) => text);
  const notes = [wording.text('figure.noteDots')];
  if (endLabels.length) notes.push(wording.text('figure.noteModel'));
  if (rows.some(({ small }) => small)) notes.push(wording.text('figure.noteSmall'));
  if (base > 0) notes.push(wording.text('figure.noteAxis', { base }));
  const [ticks, title] = [ticksFrom(base, input), wording.text('figure.retentionAxis')];
  return layOutChart({ plotHeight: 200, ticks, title, endLabels, notes, below: renewalAxisHeight }, input);
}

/** A rate below the axis' beginning stands on it; its number is in the tooltip and the table. */
const above = (base: number) => (rate: number | null) => Math.max(0, (rate ?? 0) - base);

function dotMarks(rows: readonly Renewal[], base: number, x: Scale): Plot.Markish[] {
  const height = above(base);
  const opacity = { value: ({ small }: Renewal) => (small ? faint : 1), scale: null };
  return [
    Plot.ruleX(rows, {
      x: 'renewal',
      y1: (row: Renewal) => height(row.observedLower),
      y2: (row: Renewal) => height(row.observedUpper),
      stroke: 'var(--ink-faint)',
      strokeOpacity: opacity,
    }),
    Plot.dot(rows, {
      x: 'renewal',
      y: (row: Renewal) => height(row.observed),
      r: dotRadius(x),
      fill: 'var(--ink)',
      fillOpacity: opacity,
    }),
  ];
}

function lineMark(rows: readonly Renewal[], base: number): Plot.Markish[] {
  if (rows.some(({ fitted }) => fitted === null)) return [];
  const style = { stroke: 'var(--accent)', strokeWidth: lineWidth };
  return [Plot.lineY(rows, { x: 'renewal', y: (row: Renewal) => above(base)(row.fitted), ...style })];
}

function pointsOf(
  rows: readonly Renewal[],
  { x, y, base }: { x: Scale; y: Scale; base: number },
  { wording }: FigureInput,
): FigurePoint[] {
  return rows.map((row, column) =>
    lazyPoint({ x: x(row.renewal), y: y(above(base)(row.observed)), column, row: 0 }, () => {
      const { renewal, atRisk, churned, observed, observedLower: lower, observedUpper: upper, fitted } = row;
      const lines = [
        wording.text('figure.observedLine', { observed, renewed: atRisk - churned, atRisk }),
        wording.text('figure.observedIntervalLine', { lower, upper }),
      ];
      if (fitted !== null) lines.push(wording.text('figure.fittedLine', { fitted }));
      if (row.small) lines.push(wording.text('figure.smallLine'));
      return { title: wording.text('figure.renewalTitle', { renewal }), lines };
    }),
  );
}

function describe(rows: readonly Renewal[], { wording }: FigureInput): string {
  const [first, last] = [rows[0].fitted, rows[rows.length - 1].fitted];
  const count = rows.length;
  if (first === null || last === null) return wording.text('figure.observedDescription', { count });
  return wording.text('figure.retentionDescription', { count, first, last });
}

/** Which share renews at each renewal, observed and by the model: the rise that differences between customers make. */
export function drawRetention(input: FigureInput): Figure[] {
  const rows = readRenewals(input).filter(({ observed }) => observed !== null);
  if (!rows.length) return [];
  const base = baseOf(rows);
  const chart = chartOf(rows, base, input);
  const { frame, y, ground } = chart;
  const x = inlineScale(frame, [0.5, rows[rows.length - 1].renewal + 0.5]);
  const description = describe(rows, input);
  const title = input.wording.text('figure.renewalAxis', { unit: renewalUnit(input) });
  const marks = [
    ...ground,
    ...renewalAxis(frame, x, title, input),
    ...dotMarks(rows, base, x),
    ...lineMark(rows, base),
    ...endLabelMarks(
      modelLabel(rows, (rate) => y(above(base)(rate)), input),
      frame,
    ),
  ];
  const element = drawPlot({ frame, x, y, marks, description });
  return [{ id: 'retention', description, element, points: pointsOf(rows, { x, y, base }, input) }];
}
