import * as Plot from '@observablehq/plot';
import { endLabelMarks, layOutChart, type Chart, type EndLabel } from '../chart-layout';
import { inlineAxis, inlineAxisTitle, numberTicks, percentTicks } from '../drawing-axes';
import { inlineScale, type Scale } from '../drawing-frame';
import type { Figure, FigureInput, FigurePoint } from '../figure';
import { lazyPoint } from '../lazy-point';
import { drawPlot } from '../plot-theme';
import { curvesOf, type Curve, type CurvePoint } from './curve-data';
import { cohortUnit, showsValue, writeNumber } from './cells';

interface Place {
  x: Scale;
  y: Scale;
}

function endLabelsOf(curves: readonly Curve[], place: Place | null, input: FigureInput): EndLabel[] {
  return curves
    .filter((curve) => curve.role !== 'other')
    .map(({ role, label, points }) => {
      const last = points[points.length - 1];
      const position = place ? { y: place.y(last.number), from: place.x(last.age) } : { y: 0 };
      if (role !== 'average') return { ...position, text: label, fill: 'var(--ink-soft)' };
      const text = `${label} ${writeNumber(last.number, input)}`;
      return { ...position, text, strong: true, fill: 'var(--accent)' };
    });
}

/** Under all lines: how far the average may be from the truth by chance. */
function bandMarks(curves: readonly Curve[]): Plot.Markish[] {
  const average = curves.find((curve) => curve.role === 'average');
  const known =
    average?.points.filter(({ lower, upper }) => typeof lower === 'number' && typeof upper === 'number') ??
    [];
  return known.length > 1
    ? [Plot.areaY(known, { x: 'age', y1: 'lower', y2: 'upper', fill: 'var(--accent-soft)' })]
    : [];
}

function lineMarks(curves: readonly Curve[]): Plot.Markish[] {
  const styles = {
    other: { stroke: 'var(--ink-faint)', strokeWidth: 1, strokeOpacity: 0.55 },
    oldest: { stroke: 'var(--ink-soft)', strokeWidth: 1.5, strokeDasharray: '2 3' },
    newest: { stroke: 'var(--ink-soft)', strokeWidth: 1.5, strokeDasharray: '7 3' },
    average: { stroke: 'var(--accent)', strokeWidth: 3 },
  };
  const order = ['other', 'oldest', 'newest', 'average'] as const;
  return order.flatMap((role) =>
    curves
      .filter((curve) => curve.role === role)
      .flatMap(({ points }) => [
        Plot.lineY(points, { x: 'age', y: 'number', ...styles[role] }),
        Plot.dot(points.length === 1 ? points : points.slice(-1), {
          x: 'age',
          y: 'number',
          r: role === 'average' ? 3.5 : 1.5,
          fill: styles[role].stroke,
        }),
      ]),
  );
}

function chartOf(curves: readonly Curve[], input: FigureInput): Chart {
  const { wording, params } = input;
  const most = Math.max(0, ...curves.flatMap((curve) => curve.points.map((point) => point.number)));
  const ticks = showsValue(input) ? numberTicks(0, most || 1, wording) : percentTicks(most, wording);
  const title = wording.text('figure.numberAxis', { measure: String(params.measure ?? 'customers') });
  const endLabels = endLabelsOf(curves, null, input).map((label) => label.text);
  const notes = [wording.text('figure.noteAverage')];
  if (curves.some((curve) => curve.role === 'newest')) notes.push(wording.text('figure.noteCurves'));
  return layOutChart({ plotHeight: 240, ticks, title, endLabels, notes, below: 48 }, input);
}

function pointsOf(curves: readonly Curve[], ages: readonly number[], x: Scale, y: Scale): FigurePoint[] {
  const columns = new Map(ages.map((age, column) => [age, column]));
  return curves.flatMap(({ points, filter }, row) =>
    points.map((point: CurvePoint) => {
      const column = columns.get(point.age) ?? 0;
      return lazyPoint(
        { x: x(point.age), y: y(point.number), column, row, ...(filter && { filter }) },
        point.describe,
      );
    }),
  );
}

/** A quiet line per cohort under the weighted average. */
export function drawCurves(input: FigureInput): Figure[] {
  const curves = curvesOf(input);
  const ages = [...new Set(curves.flatMap(({ points }) => points.map((point) => point.age)))].sort(
    (a, b) => a - b,
  );
  if (ages.length < 2) return [];
  const { wording } = input;
  const { frame, y, ground } = chartOf(curves, input);
  const x = inlineScale(frame, [ages[0], ages[ages.length - 1]]);
  const ticks = ages.map((age) => ({ value: age, text: wording.number(age) }));
  const unit = cohortUnit(input);
  const description = wording.text('figure.curvesDescription', { count: curves.length - 1, unit });
  const marks = [
    ...ground,
    inlineAxis(frame, x, ticks, frame.bottom + 16),
    inlineAxisTitle(frame, wording.text('figure.ageAxis', { unit }), frame.bottom + 34),
    ...bandMarks(curves),
    ...lineMarks(curves),
    ...endLabelMarks(endLabelsOf(curves, { x, y }, input), frame),
  ];
  const element = drawPlot({ frame, x, y, marks, description });
  return [{ id: 'curves', description, element, points: pointsOf(curves, ages, x, y) }];
}
