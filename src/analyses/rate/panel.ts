import type * as Plot from '@observablehq/plot';
import { layOutChart, type Chart, type ChartParts } from '../chart-layout';
import { inlineScale, type Scale } from '../drawing-frame';
import type { FigureInput, FigurePoint } from '../figure';
import { createHatch, hatchedColumns, type Hatch } from '../hatch';
import { lazyPoint } from '../lazy-point';
import { drawPlot } from '../plot-theme';
import { periodDomain, periodLabel, type Period } from './periods';

export const measures = ['endCustomers', 'newCustomers', 'resurrected', 'lost'] as const;
export type Measure = (typeof measures)[number];

export interface Panel extends Chart {
  x: Scale;
  hatch: Hatch;
  title: string;
}

/** One of the drawings that stand under each other over the same periods. */
export function createPanel(
  id: string,
  periods: readonly Period[],
  parts: ChartParts,
  input: FigureInput,
): Panel {
  const chart = layOutChart({ ...parts, swatches: true }, input);
  const x = inlineScale(chart.frame, periodDomain(periods));
  return { ...chart, x, hatch: createHatch(id), title: parts.title };
}

export function drawPanel(
  panel: Panel,
  periods: readonly Period[],
  marks: readonly Plot.Markish[],
): SVGSVGElement {
  const open = periods.filter((period) => !period.complete).map((period) => period.index);
  const ground = [hatchedColumns(open, panel.hatch), ...panel.ground];
  return drawPlot({ ...panel, marks: [...ground, ...marks], description: panel.title });
}

/** A row of points; each says everything about its period. */
export function pointsOf(
  measure: Measure,
  periods: readonly Period[],
  place: (period: Period) => [number, number],
  input: FigureInput,
): FigurePoint[] {
  const { wording } = input;
  return periods.map((period) => {
    const [x, y] = place(period);
    return lazyPoint({ x, y, column: period.index, row: measures.indexOf(measure) }, () => {
      const lines = measures.map((other) => wording.text(`figure.${other}Line`, { count: period[other] }));
      if (!period.complete) lines.push(wording.text('figure.incompleteLine'));
      return { title: periodLabel(period.period, input), lines };
    });
  });
}

export interface Drawn {
  svg: SVGSVGElement;
  points: FigurePoint[];
}

export function heightOf(svg: SVGSVGElement): number {
  return Number(svg.getAttribute('height'));
}
