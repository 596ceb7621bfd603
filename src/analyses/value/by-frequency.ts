import * as Plot from '@observablehq/plot';
import { endLabelMarks, layOutChart, type Chart } from '../chart-layout';
import { inlineAxis, inlineAxisTitle, numberTicks } from '../drawing-axes';
import { inlineScale } from '../drawing-frame';
import type { Figure, FigureInput } from '../figure';
import { drawPlot } from '../plot-theme';
import { readRows } from '../read-rows';

interface Frequency {
  frequency: number;
  customers: number;
  actual: number;
  predicted: number;
}

/** The last row stands for itself and everything above it. */
const lastFrequency = 7;

function readFrequencies({ tables }: FigureInput): Frequency[] {
  return readRows(tables.holdout, (row) => ({
    frequency: row.count('frequency'),
    customers: row.count('customers'),
    actual: row.count('actual'),
    predicted: row.count('predicted'),
  })).sort((a, b) => a.frequency - b.frequency);
}

function nameOf(frequency: number, { wording }: FigureInput, key: string): string {
  const number = wording.number(frequency);
  return frequency < lastFrequency ? number : wording.text(key, { number });
}

/** Predicted and actual differ in shape as well as colour. */
function dotMarks(rows: readonly Frequency[]): Plot.Markish[] {
  const predicted = {
    symbol: 'diamond',
    r: 5,
    stroke: 'var(--accent)',
    strokeWidth: 2,
    fill: 'var(--paper)',
  } as const;
  return [
    Plot.ruleX(rows, { x: 'frequency', y1: 'actual', y2: 'predicted', stroke: 'var(--ink-faint)' }),
    Plot.dot(rows, { x: 'frequency', y: 'predicted', ...predicted }),
    Plot.dot(rows, { x: 'frequency', y: 'actual', r: 3, fill: 'var(--ink)' }),
  ];
}

function labelMarks(
  { actual, predicted }: Frequency,
  { frame, y }: Chart,
  { wording }: FigureInput,
): Plot.Markish[] {
  const labels = [
    { y: y(actual), text: wording.text('figure.actual'), fill: 'var(--ink)' },
    { y: y(predicted), text: wording.text('figure.predicted'), fill: 'var(--accent)', strong: true },
  ];
  return endLabelMarks(labels, frame);
}

function chartOf(rows: readonly Frequency[], input: FigureInput): Chart {
  const { wording } = input;
  const most = Math.max(0, ...rows.flatMap(({ actual, predicted }) => [actual, predicted]));
  const ticks = numberTicks(0, most || 1, wording);
  const endLabels = [wording.text('figure.actual'), wording.text('figure.predicted')];
  const title = wording.text('figure.frequencyAxis');
  return layOutChart({ plotHeight: 170, ticks, title, endLabels, below: 48 }, input);
}

/** Was the model right for one-time buyers as well as for regulars? */
export function drawByFrequency(input: FigureInput): Figure[] {
  const rows = readFrequencies(input);
  if (!rows.length) return [];
  const { wording } = input;
  const chart = chartOf(rows, input);
  const { frame, y, ground } = chart;
  const last = rows[rows.length - 1];
  const x = inlineScale(frame, [rows[0].frequency - 0.5, last.frequency + 0.5]);
  const ticks = rows.map(({ frequency }) => ({
    value: frequency,
    text: nameOf(frequency, input, 'figure.andMoreShort'),
  }));
  const description = wording.text('figure.frequencyDescription');
  const marks = [
    ...ground,
    inlineAxis(frame, x, ticks, frame.bottom + 16),
    inlineAxisTitle(frame, wording.text('figure.frequencyInline'), frame.bottom + 34),
    ...dotMarks(rows),
    ...labelMarks(last, chart, input),
  ];
  const element = drawPlot({ frame, x, y, marks, description });
  const points = rows.map(({ frequency, customers, actual, predicted }, column) => {
    const title = wording.text('figure.frequencyTitle', {
      frequency: nameOf(frequency, input, 'figure.andMore'),
    });
    const lines = [wording.text('figure.frequencyLine', { customers, actual, predicted })];
    return { x: x(frequency), y: y(actual), column, row: 0, title, lines };
  });
  return [{ id: 'by-frequency', description, element, points }];
}
