import * as Plot from '@observablehq/plot';
import { endLabelMarks, layOutChart, type Chart, type EndLabel } from '../chart-layout';
import { inlineAxis, inlineAxisTitle, numberTicks } from '../drawing-axes';
import { forward, inlineScale, type Scale } from '../drawing-frame';
import { labelMark } from '../drawing-labels';
import type { Figure, FigureInput, FigurePoint } from '../figure';
import { lazyPoint } from '../lazy-point';
import { drawPlot, lineWidth } from '../plot-theme';
import { readRows } from '../read-rows';

interface Week {
  week: number;
  actual: number;
  predicted: number;
}

function readWeeks({ tables }: FigureInput): Week[] {
  return readRows(tables.tracking, (row) => ({
    week: row.count('week'),
    actual: row.count('actual'),
    predicted: row.count('predicted'),
  })).sort((a, b) => a.week - b.week);
}

function endLabelsOf(
  { actual, predicted }: Week,
  y: (value: number) => number,
  { wording }: FigureInput,
): EndLabel[] {
  return [
    { y: y(actual), text: wording.text('figure.actual'), fill: 'var(--ink)' },
    { y: y(predicted), text: wording.text('figure.predicted'), fill: 'var(--accent)', strong: true },
  ];
}

function lineMarks(weeks: readonly Week[]): Plot.Markish[] {
  const dashed = { stroke: 'var(--accent)', strokeWidth: lineWidth, strokeDasharray: '7 3' };
  return [
    Plot.lineY(weeks, { x: 'week', y: 'actual', stroke: 'var(--ink)', strokeWidth: lineWidth }),
    Plot.lineY(weeks, { x: 'week', y: 'predicted', ...dashed }),
  ];
}

/** Where the model stopped learning, when the result says so. */
function holdoutMarks(chart: Chart, x: Scale, { summary, wording }: FigureInput): Plot.Markish[] {
  const week = summary.holdoutFromWeek;
  if (typeof week !== 'number') return [];
  const { frame } = chart;
  const label = {
    x: forward(frame, x(week), 5),
    y: frame.top + 8,
    text: wording.text('figure.holdoutStart'),
  };
  return [
    Plot.ruleX([week], { stroke: 'var(--ink-faint)', strokeDasharray: '2 3' }),
    labelMark([label], frame.direction, { align: 'start', halo: true }),
  ];
}

function chartOf(weeks: readonly Week[], input: FigureInput): Chart {
  const { wording } = input;
  const most = Math.max(1, ...weeks.flatMap(({ actual, predicted }) => [actual, predicted]));
  const endLabels = endLabelsOf(weeks[0], () => 0, input).map((label) => label.text);
  const notes = [wording.text('figure.noteHoldout')];
  const ticks = numberTicks(0, most, wording);
  const title = wording.text('figure.trackingAxis');
  return layOutChart({ plotHeight: 180, ticks, title, endLabels, notes, below: 48 }, input);
}

function pointsOf(weeks: readonly Week[], x: Scale, y: Scale, { wording }: FigureInput): FigurePoint[] {
  return weeks.map(({ week, actual, predicted }, column) =>
    lazyPoint({ x: x(week), y: y(actual), column, row: 0 }, () => ({
      title: wording.text('figure.weekTitle', { week }),
      lines: [
        wording.text('figure.actualLine', { actual }),
        wording.text('figure.predictedLine', { predicted }),
      ],
    })),
  );
}

/** Repeat purchases added up week by week, beside what a model expected that had seen only the first of them. */
export function drawTracking(input: FigureInput): Figure[] {
  const weeks = readWeeks(input);
  if (weeks.length < 2) return [];
  const { wording } = input;
  const last = weeks[weeks.length - 1];
  const chart = chartOf(weeks, input);
  const { frame, y, ground } = chart;
  const x = inlineScale(frame, [Math.min(0, weeks[0].week), last.week]);
  const ticks = weeks.map(({ week }) => ({ value: week, text: wording.number(week) }));
  const description = wording.text('figure.trackingDescription', { ...last });
  const marks = [
    ...ground,
    inlineAxis(frame, x, ticks, frame.bottom + 16),
    inlineAxisTitle(frame, wording.text('figure.weekAxis'), frame.bottom + 34),
    ...holdoutMarks(chart, x, input),
    ...lineMarks(weeks),
    ...endLabelMarks(endLabelsOf(last, y, input), frame),
  ];
  const element = drawPlot({ frame, x, y, marks, description });
  return [{ id: 'tracking', description, element, points: pointsOf(weeks, x, y, input) }];
}
