import * as Plot from '@observablehq/plot';
import { endLabelMarks, layOutChart, type Chart } from '../chart-layout';
import { inlineAxis, inlineAxisTitle, percentTicks } from '../drawing-axes';
import { inlineScale, type Scale } from '../drawing-frame';
import type { Figure, FigureInput, FigurePoint } from '../figure';
import { lazyPoint } from '../lazy-point';
import { drawPlot, faint, lineWidth } from '../plot-theme';
import { widestText } from '../text-width';
import { stepFor } from '../ticks';
import {
  firmAtRisk,
  groupFilter,
  survivalUnit,
  ticksUpTo,
  timeSteps,
  type Group,
  type HazardBar,
} from './curve-data';
import { peakMarks, peaksOf } from './hazard-peaks';

/** More bars than these are thinner than a pixel: a line says it better. */
const mostBars = 240;

/** More intervals than these stand too close to each other to be told apart. */
const mostIntervals = 100;

/** Bars of few customers are drawn faint, and not allowed to set the scale. */
function highest(bars: readonly HazardBar[]): number {
  const firm = bars.filter((bar) => bar.atRisk >= firmAtRisk);
  return Math.max(0, ...(firm.length ? firm : bars).map((bar) => bar.hazard));
}

/** Intervals of firm bars, cut where the scale ends. */
function intervalMark(bars: readonly HazardBar[], most: number): Plot.Markish {
  const known = bars.filter((bar) => bar.upper !== null && bar.atRisk >= firmAtRisk);
  return Plot.ruleX(known, {
    x: (bar: HazardBar) => bar.time + 0.5,
    y1: (bar: HazardBar) => Math.min(bar.lower ?? 0, most),
    y2: (bar: HazardBar) => Math.min(bar.upper ?? 0, most),
    stroke: 'var(--ink-soft)',
    strokeWidth: 1,
  });
}

function barMarks(bars: readonly HazardBar[], most: number): Plot.Markish[] {
  const opacity = { value: (bar: HazardBar) => (bar.atRisk < firmAtRisk ? faint : 1), scale: null };
  const fill = { value: (bar: HazardBar) => (bar.peak ? 'var(--warn)' : 'var(--accent)'), scale: null };
  return [
    Plot.rectY(bars, {
      x1: (bar: HazardBar) => bar.time + 0.08,
      x2: (bar: HazardBar) => bar.time + 0.92,
      y1: 0,
      y2: (bar: HazardBar) => Math.min(bar.hazard, most),
      fill,
      fillOpacity: opacity,
    }),
    ...(bars.length <= mostIntervals ? [intervalMark(bars, most)] : []),
  ];
}

function lineMarks({ hazard, colour, dash }: Group, most: number): Plot.Markish {
  const firm = hazard.filter((bar) => bar.atRisk >= firmAtRisk);
  return Plot.lineY(firm, {
    x: (bar: HazardBar) => bar.time + 0.5,
    y: (bar: HazardBar) => Math.min(bar.hazard, most),
    stroke: colour,
    strokeWidth: lineWidth,
    strokeDasharray: dash,
  });
}

function pointsOf(
  group: Group,
  row: number,
  grouped: boolean,
  { x, y }: { x: Scale; y: Scale },
  input: FigureInput,
): FigurePoint[] {
  const { wording } = input;
  const unit = survivalUnit(input);
  const filter = groupFilter(group.group, input);
  return group.hazard.map(({ time, hazard, lower, upper, events, atRisk, peak }, column) =>
    lazyPoint({ x: x(time + 0.5), y: y(Math.min(hazard, y.domain[1])), column, row, ...filter }, () => {
      const lines = [wording.text('figure.hazardLine', { events, atRisk, hazard })];
      if (lower !== null && upper !== null) lines.push(wording.text('figure.intervalLine', { lower, upper }));
      if (grouped) lines.unshift(group.group);
      if (peak) lines.push(wording.text('figure.peakLine'));
      if (atRisk < firmAtRisk) lines.push(wording.text('figure.smallLine'));
      return { title: wording.text('figure.hazardTitle', { time, unit }), lines };
    }),
  );
}

function chartOf(groups: readonly Group[], most: number, input: FigureInput): Chart {
  const { wording } = input;
  const bars = groups.flatMap((group) => group.hazard);
  const single = groups.length === 1;
  const notes = bars.some((bar) => bar.peak)
    ? [wording.text(single ? 'figure.notePeak' : 'figure.notePeaks')]
    : [];
  if (single && bars.length <= mostIntervals && bars.some((bar) => bar.upper !== null))
    notes.push(wording.text('figure.noteInterval'));
  if (single && bars.some((bar) => bar.atRisk < firmAtRisk)) notes.push(wording.text('figure.noteSmall'));
  const ticks = percentTicks(most * 1.12, wording);
  const title = wording.text('figure.hazardAxis', { unit: survivalUnit(input) });
  const endLabels = groups.length > 1 ? groups.map((group) => group.group) : [];
  return layOutChart(
    { plotHeight: 130, ticks, title, endLabels, swatches: true, notes, below: 48, above: 32 },
    input,
  );
}

function groupLabelMarks(groups: readonly Group[], { frame, y }: Chart): Plot.Markish[] {
  if (groups.length < 2) return [];
  const labels = groups.map(({ group, hazard, colour }) => {
    const last = hazard.findLast((bar) => bar.atRisk >= firmAtRisk);
    return { y: y(Math.min(last?.hazard ?? 0, y.domain[1])), text: group, swatch: colour };
  });
  return endLabelMarks(labels, frame);
}

/** At which age customers leave: bars, or a line for each group. */
export function drawHazard(groups: readonly Group[], input: FigureInput): Figure[] {
  const bars = groups.flatMap((group) => group.hazard);
  const most = highest(bars);
  if (!(most > 0)) return [];
  const { wording } = input;
  const chart = chartOf(groups, most, input);
  const { frame, y } = chart;
  const end = Math.max(...bars.map((bar) => bar.time)) + 1;
  const x = inlineScale(frame, [0, end]);
  const unit = survivalUnit(input);
  const step = stepFor(timeSteps(unit), Math.abs(x(1) - x(0)), widestText([wording.number(end)]));
  const ticks = ticksUpTo(end, step).map((time) => ({ value: time, text: wording.number(time) }));
  const single = groups.length === 1;
  const peaks = groups.flatMap((group) => peaksOf(group, !single));
  const barred = single && bars.length <= mostBars;
  const description = wording.text('figure.hazardDescription', { unit });
  const marks = [
    ...chart.ground,
    inlineAxis(frame, x, ticks, frame.bottom + 16),
    inlineAxisTitle(frame, wording.text('figure.timeAxis', { unit }), frame.bottom + 34),
    ...(barred ? barMarks(bars, y.domain[1]) : groups.map((group) => lineMarks(group, y.domain[1]))),
    ...peakMarks(peaks, chart, x, input),
    ...groupLabelMarks(groups, chart),
  ];
  const element = drawPlot({ frame, x, y, marks, description });
  const points = groups.flatMap((group, row) => pointsOf(group, row, !single, { x, y }, input));
  return [{ id: 'hazard', description, element, points }];
}
