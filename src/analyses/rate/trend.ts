import * as Plot from '@observablehq/plot';
import type { Figure, FigureInput, FigurePoint } from '../figure';
import { endLabelMarks, layOutChart, type Chart, type EndLabel } from '../chart-layout';
import { inlineAxis, percentTicks } from '../drawing-axes';
import { inlineScale, type Scale } from '../drawing-frame';
import { createHatch, hatchedColumns } from '../hatch';
import { lazyPoint } from '../lazy-point';
import { drawPlot, faint, lineWidth } from '../plot-theme';
import { periodDomain, periodLabel, periodTicks, type Period } from './periods';

const churnExceeds = ({ retentionRate, churnRate }: Period): boolean =>
  (churnRate ?? 0) > (retentionRate ?? 1);

function notesOf(periods: readonly Period[], { wording }: FigureInput): string[] {
  const notes: string[] = [];
  if (periods.some((period) => period.complete && churnExceeds(period)))
    notes.push(wording.text('figure.noteChurn'));
  if (periods.some((period) => !period.complete)) notes.push(wording.text('figure.noteIncomplete'));
  if (periods.some((period) => period.small && period.retentionRate !== null)) {
    notes.push(wording.text('figure.noteSmall'));
  }
  return notes;
}

function describePeriod(period: Period, input: FigureInput): { title: string; lines: string[] } {
  const { wording } = input;
  const { startCustomers, kept, lost, retentionRate, churnRate, lower, upper } = period;
  const known = retentionRate !== null && churnRate !== null;
  const lines = known
    ? [
        wording.text('figure.keptRateLine', { kept, startCustomers, rate: retentionRate }),
        wording.text('figure.lostRateLine', { lost, rate: churnRate }),
      ]
    : [wording.text('figure.noRate')];
  if (lower !== null && upper !== null) lines.push(wording.text('figure.intervalLine', { lower, upper }));
  if (!period.complete) lines.push(wording.text('figure.incompleteLine'));
  if (known && period.small) lines.push(wording.text('figure.smallLine'));
  return { title: periodLabel(period.period, input), lines };
}

function pointOf(period: Period, x: Scale, y: Scale, input: FigureInput): FigurePoint {
  const place = { x: x(period.index), y: y(period.retentionRate ?? 0), column: period.index, row: 0 };
  return lazyPoint(place, () => describePeriod(period, input));
}

/** A period between two without a rate has no line or band through it: it gets an upright of its own. */
function standsAlone(periods: readonly Period[], { index, lower }: Period): boolean {
  const known = (place: number): boolean => {
    const other = periods[place];
    return other !== undefined && other.complete && other.lower !== null;
  };
  return lower !== null && !known(index - 1) && !known(index + 1);
}

function uncertaintyMarks(periods: readonly Period[]): Plot.Markish[] {
  const band = { x: 'index', y1: 'lower', y2: 'upper' };
  const alone = periods.filter((period) => !period.complete || standsAlone(periods, period));
  return [
    Plot.areaY(
      periods.filter((period) => period.complete),
      { ...band, fill: 'var(--accent-soft)' },
    ),
    Plot.ruleX(
      alone.filter((period) => period.lower !== null),
      { ...band, stroke: 'var(--accent-soft)', strokeWidth: 4 },
    ),
  ];
}

function lineMarks(periods: readonly Period[]): Plot.Markish[] {
  const complete = periods.filter((period) => period.complete);
  const churn = { x: 'index', y: 'churnRate', stroke: 'var(--ink-faint)', strokeDasharray: '4 3' };
  return [
    Plot.lineY(complete, churn),
    Plot.lineY(complete, { x: 'index', y: 'retentionRate', stroke: 'var(--accent)', strokeWidth: lineWidth }),
  ];
}

function dotMarks(periods: readonly Period[]): Plot.Markish[] {
  const radius = periods.length > 60 ? 1.5 : 3.5;
  const dots = { x: 'index', y: 'retentionRate', stroke: 'var(--accent)' };
  const opacity = (period: Period): number => (period.small ? faint : 1);
  const usual = periods.filter((period) => period.complete && !churnExceeds(period));
  const warned = periods.filter((period) => period.complete && churnExceeds(period));
  const open = periods.filter((period) => !period.complete);
  const downwards = {
    ...dots,
    symbol: 'triangle',
    rotate: 180,
    r: radius + 1.5,
    stroke: 'var(--warn)',
  } as const;
  return [
    Plot.dot(usual, { ...dots, r: radius, fill: 'var(--accent)', opacity: { value: opacity, scale: null } }),
    Plot.dot(warned, { ...downwards, fill: 'var(--warn)', opacity: { value: opacity, scale: null } }),
    Plot.dot(open, { ...dots, r: radius, fill: 'var(--paper)', strokeWidth: 1.5 }),
  ];
}

/** Both rates of the last period that has them, written where the lines end. */
function endLabelsOf(last: Period, y: (rate: number) => number, { wording }: FigureInput): EndLabel[] {
  const [retained, churned] = [last.retentionRate ?? 0, last.churnRate ?? 0];
  return [
    {
      y: y(retained),
      text: wording.text('figure.retainedShare', { rate: retained }),
      strong: true,
      fill: 'var(--accent)',
    },
    { y: y(churned), text: wording.text('figure.lostShare', { rate: churned }) },
  ];
}

function chartOf(periods: readonly Period[], last: Period, input: FigureInput): Chart {
  const { wording } = input;
  const ticks = percentTicks(1, wording);
  const endLabels = endLabelsOf(last, () => 0, input).map((label) => label.text);
  const notes = notesOf(periods, input);
  return layOutChart(
    { plotHeight: 220, ticks, title: wording.text('figure.shareAxis'), endLabels, notes },
    input,
  );
}

/** Retention with its interval, and churn as its quiet mirror. Nothing when no period has a rate. */
export function drawTrend(periods: readonly Period[], input: FigureInput): Figure[] {
  const known = periods.filter((period) => period.retentionRate !== null);
  const last = known.findLast((period) => period.complete) ?? known.at(-1);
  if (!last) return [];
  const { frame, y, ground } = chartOf(periods, last, input);
  const x = inlineScale(frame, periodDomain(periods));
  const hatch = createHatch('rate-trend');
  const open = periods.filter((period) => !period.complete).map((period) => period.index);
  const description = input.wording.text('figure.trendDescription', { count: known.length });
  const marks = [
    hatchedColumns(open, hatch),
    ...ground,
    inlineAxis(frame, x, periodTicks(periods, input), frame.bottom + 16),
    ...uncertaintyMarks(periods),
    ...lineMarks(periods),
    ...dotMarks(periods),
    ...endLabelMarks(endLabelsOf(last, y, input), frame),
  ];
  const element = drawPlot({ frame, x, y, marks, description, hatch });
  return [
    { id: 'trend', description, element, points: periods.map((period) => pointOf(period, x, y, input)) },
  ];
}
