import * as Plot from '@observablehq/plot';
import { endLabelMarks, layOutChart, type Chart, type EndLabel } from '../chart-layout';
import { numberTicks } from '../drawing-axes';
import { inlineScale, type Scale } from '../drawing-frame';
import type { Figure, FigureInput, FigurePoint } from '../figure';
import { lazyPoint } from '../lazy-point';
import { drawPlot, lineWidth } from '../plot-theme';
import { readRows } from '../read-rows';
import { renewalAxis, renewalAxisHeight } from './renewal-axis';
import { renewalUnit } from './renewal-data';

interface Remaining {
  renewals: number;
  customers: number;
  periods: number;
  value: number;
}

function readRemaining({ tables }: FigureInput): Remaining[] {
  const rows = readRows(tables.remaining, (row) => ({
    renewals: row.count('renewals'),
    customers: row.count('customers'),
    periods: row.number('discountedPeriods'),
    value: row.number('value'),
  }));
  return rows
    .filter((row): row is Remaining => row.periods !== null && row.value !== null)
    .sort((one, other) => one.renewals - other.renewals);
}

const amount = { maximumFractionDigits: 0 };
const periods = { maximumFractionDigits: 1 };

function endLabel({ value }: Remaining, y: (value: number) => number, { wording }: FigureInput): EndLabel[] {
  const text = wording.number(value, value < 100 ? periods : amount);
  return [{ y: y(value), text, fill: 'var(--accent)', strong: true }];
}

/** A margin of 1 is one unit a period: what is drawn then are periods. */
function hasMargin({ params }: FigureInput): string {
  return (params.marginPerPeriod ?? 1) === 1 ? 'no' : 'yes';
}

function chartOf(rows: readonly Remaining[], input: FigureInput): Chart {
  const { wording } = input;
  const most = Math.max(...rows.map(({ value }) => value));
  const endLabels = endLabel(rows[rows.length - 1], () => 0, input).map(({ text }) => text);
  const title = wording.text('figure.remainingAxis', {
    hasMargin: hasMargin(input),
    unit: renewalUnit(input),
  });
  const notes = [wording.text('figure.noteDiscount')];
  const ticks = numberTicks(0, most || 1, wording);
  return layOutChart({ plotHeight: 170, ticks, title, endLabels, notes, below: renewalAxisHeight }, input);
}

function pointsOf(rows: readonly Remaining[], x: Scale, y: Scale, input: FigureInput): FigurePoint[] {
  const { wording } = input;
  return rows.map(({ renewals, customers, periods: left, value }, column) =>
    lazyPoint({ x: x(renewals), y: y(value), column, row: 0 }, () => {
      const lines = [wording.text('figure.remainingLine', { periods: left, unit: renewalUnit(input) })];
      if (hasMargin(input) === 'yes') lines.push(wording.text('figure.valueLine', { value }));
      lines.push(wording.text('figure.customersLine', { customers }));
      return { title: wording.text('figure.survivalTitle', { renewal: renewals }), lines };
    }),
  );
}

/** What a customer should still bring, by how often they have renewed. */
export function drawRemaining(input: FigureInput): Figure[] {
  const rows = readRemaining(input);
  if (!rows.length) return [];
  const { wording } = input;
  const { frame, y, ground } = chartOf(rows, input);
  const [first, last] = [rows[0], rows[rows.length - 1]];
  const x = inlineScale(frame, [0, Math.max(1, last.renewals)]);
  const values = { first: first.value, last: last.value, renewals: last.renewals };
  const description = wording.text('figure.remainingDescription', values);
  const marks = [
    ...ground,
    ...renewalAxis(frame, x, wording.text('figure.remainingInline'), input),
    Plot.lineY(rows, { x: 'renewals', y: 'value', stroke: 'var(--accent)', strokeWidth: lineWidth }),
    ...endLabelMarks(endLabel(last, y, input), frame),
  ];
  const element = drawPlot({ frame, x, y, marks, description });
  return [{ id: 'remaining', description, element, points: pointsOf(rows, x, y, input) }];
}
