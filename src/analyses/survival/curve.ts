import * as Plot from '@observablehq/plot';
import { endLabelMarks, layOutChart, type Chart, type EndLabel } from '../chart-layout';
import { inlineAxis, inlineAxisTitle, percentTicks, type Tick } from '../drawing-axes';
import { inlineScale, type Scale } from '../drawing-frame';
import type { Figure, FigureInput, FigurePoint } from '../figure';
import { lazyPoint } from '../lazy-point';
import { drawPlot, faint, lineWidth } from '../plot-theme';
import { stepFor } from '../ticks';
import { atRiskHeight, atRiskMarks, widestCount } from './at-risk';
import {
  groupFilter,
  survivalInterval,
  survivalUnit,
  ticksUpTo,
  timeSteps,
  type CurveStep,
  type Group,
  type Groups,
} from './curve-data';

/** Arrow keys walk over this many steps of a curve at most; daily curves have thousands. */
const mostPoints = 120;

const axisHeight = 44;

interface Place {
  x: Scale;
  y: Scale;
}

function endLabelsOf(groups: readonly Group[], place: Place | null, { wording }: FigureInput): EndLabel[] {
  return groups.map((group) => {
    const { time, survival } = group.steps[group.steps.length - 1];
    const position = place ? { y: place.y(survival), from: place.x(time) } : { y: 0 };
    const label = { ...position, fill: 'var(--ink)' };
    if (groups.length === 1) return { ...label, text: wording.percent(survival, 0), strong: true };
    return { ...label, text: group.group, swatch: group.colour };
  });
}

function curveMarks({ steps, colour, dash, small }: Group): Plot.Markish[] {
  const band = steps.filter((step) => step.lower !== null && step.upper !== null);
  const step = { x: 'time', curve: 'step-after' } as const;
  return [
    Plot.areaY(band, { ...step, y1: 'lower', y2: 'upper', fill: colour, fillOpacity: small ? 0.07 : 0.14 }),
    Plot.lineY(steps, {
      ...step,
      y: 'survival',
      stroke: colour,
      strokeWidth: lineWidth,
      strokeOpacity: small ? faint : 1,
      strokeDasharray: dash,
    }),
  ];
}

function pointsOf(
  group: Group,
  row: number,
  grouped: boolean,
  { x, y }: Place,
  input: FigureInput,
): FigurePoint[] {
  const { wording } = input;
  const unit = survivalUnit(input);
  const filter = groupFilter(group.group, input);
  const every = Math.ceil(group.steps.length / mostPoints);
  const shown = group.steps.filter((_, index) => index % every === 0 || index === group.steps.length - 1);
  return shown.map((step: CurveStep, column) => {
    const { time, survival, lower, upper, atRisk } = step;
    return lazyPoint({ x: x(time), y: y(survival), column, row, ...filter }, () => {
      const lines = [
        wording.text('figure.survivalLine', { survival }),
        wording.text('figure.atRiskLine', { atRisk }),
      ];
      if (lower !== null && upper !== null)
        lines.splice(1, 0, wording.text('figure.intervalLine', { lower, upper }));
      if (grouped) lines.unshift(group.group);
      return { title: wording.text('figure.timeTitle', { time, unit }), lines };
    });
  });
}

function chartOf({ shown, total }: Groups, input: FigureInput): Chart {
  const { wording } = input;
  const endLabels = endLabelsOf(shown, null, input).map((label) => label.text);
  const notes = [wording.text('figure.noteBand', { interval: survivalInterval(input) })];
  if (shown.some(({ small }) => small)) notes.push(wording.text('figure.noteSmallGroups'));
  if (shown.length < total) notes.push(wording.text('figure.noteGroups', { shown: shown.length, total }));
  const title = wording.text('figure.survivalAxis');
  const below = axisHeight + 14 + atRiskHeight(shown);
  const parts = { plotHeight: 240, ticks: percentTicks(1, wording), title, endLabels, notes, below };
  return layOutChart({ ...parts, swatches: shown.length > 1 }, input);
}

export function lastTime(groups: readonly Group[]): number {
  return Math.max(1, ...groups.map(({ steps }) => steps[steps.length - 1].time));
}

/** Kaplan–Meier curves with their band, and how many customers each part of them rests on. */
export function drawSurvival(groups: Groups, input: FigureInput): Figure[] {
  const { shown } = groups;
  if (!shown.length) return [];
  const { wording } = input;
  const { frame, y, ground } = chartOf(groups, input);
  const last = lastTime(shown);
  const x = inlineScale(frame, [0, last]);
  const unit = survivalUnit(input);
  const step = stepFor(timeSteps(unit), Math.abs(x(1) - x(0)), widestCount(shown, input));
  const times = ticksUpTo(last, step);
  const ticks: Tick[] = times.map((time) => ({ value: time, text: wording.number(time) }));
  const description = wording.text('figure.survivalDescription', { count: shown.length, last, unit });
  const marks = [
    ...ground,
    Plot.ruleY([0.5], { stroke: 'var(--ink-faint)', strokeDasharray: '2 3' }),
    inlineAxis(frame, x, ticks, frame.bottom + 16),
    inlineAxisTitle(frame, wording.text('figure.timeAxis', { unit }), frame.bottom + 34),
    ...atRiskMarks(shown, times, { frame, x, top: frame.bottom + axisHeight + 14 }, input),
    ...shown.flatMap(curveMarks),
    ...endLabelMarks(endLabelsOf(shown, { x, y }, input), frame),
  ];
  const element = drawPlot({ frame, x, y, marks, description });
  const points = shown.flatMap((group, row) => pointsOf(group, row, shown.length > 1, { x, y }, input));
  return [{ id: 'curve', description, element, points }];
}
