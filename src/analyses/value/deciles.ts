import * as Plot from '@observablehq/plot';
import { layOutChart } from '../chart-layout';
import { inlineAxis, inlineAxisTitle, percentTicks } from '../drawing-axes';
import { inlineScale, type Frame, type Scale } from '../drawing-frame';
import { labelMark } from '../drawing-labels';
import type { Figure, FigureInput, FigurePoint } from '../figure';
import { drawPlot } from '../plot-theme';
import { readRows } from '../read-rows';
import { widestText } from '../text-width';

interface Decile {
  decile: number;
  customers: number;
  clv: number;
  share: number;
}

function readDeciles({ tables }: FigureInput): Decile[] {
  return readRows(tables.deciles, (row) => ({
    decile: row.count('decile'),
    customers: row.count('customers'),
    clv: row.count('clv'),
    share: row.count('share'),
  })).sort((a, b) => a.decile - b.decile);
}

function barMark(deciles: readonly Decile[]): Plot.Markish {
  return Plot.rectY(deciles, {
    x1: (decile: Decile) => decile.decile - 0.4,
    x2: (decile: Decile) => decile.decile + 0.4,
    y1: 0,
    y2: 'share',
    fill: 'var(--accent)',
  });
}

/** The shares over the bars, where all of them fit. */
function numberMark(
  deciles: readonly Decile[],
  frame: Frame,
  [x, y]: [Scale, Scale],
  { wording }: FigureInput,
): Plot.Markish {
  const numbers = deciles.map(({ decile, share }) => {
    return { x: x(decile), y: y(share) - 9, text: wording.percent(share, 0) };
  });
  const fits = widestText(numbers.map((label) => label.text)) <= Math.abs(x(1) - x(0));
  return labelMark(fits ? numbers : [], frame.direction, { fill: 'var(--ink)', halo: true });
}

function pointsOf(
  deciles: readonly Decile[],
  [x, y]: [Scale, Scale],
  { wording, params }: FigureInput,
): FigurePoint[] {
  return deciles.map(({ decile, customers, clv, share }, column) => {
    const amount = wording.money(clv, String(params.currency));
    const lines = [wording.text('figure.decileLine', { customers, amount, share })];
    const title = wording.text('figure.decileTitle', { decile });
    return { x: x(decile), y: y(share), column, row: 0, title, lines };
  });
}

/** How unevenly the predicted value lies: a bar for each tenth of the customers, the most valuable first. */
export function drawDeciles(input: FigureInput): Figure[] {
  const deciles = readDeciles(input);
  const most = Math.max(0, ...deciles.map((decile) => decile.share));
  if (!(most > 0)) return [];
  const { wording } = input;
  const ticks = percentTicks(Math.min(1, most * 1.05), wording);
  const title = wording.text('figure.decileAxis');
  const { frame, y, ground } = layOutChart({ plotHeight: 170, ticks, title, below: 48 }, input);
  const x = inlineScale(frame, [deciles[0].decile - 0.5, deciles[deciles.length - 1].decile + 0.5]);
  const places = deciles.map(({ decile }) => ({ value: decile, text: wording.number(decile) }));
  const description = wording.text('figure.decilesDescription');
  const marks = [
    ...ground,
    barMark(deciles),
    numberMark(deciles, frame, [x, y], input),
    inlineAxis(frame, x, places, frame.bottom + 16),
    inlineAxisTitle(frame, wording.text('figure.decileInline'), frame.bottom + 34),
  ];
  const element = drawPlot({ frame, x, y, marks, description });
  return [{ id: 'deciles', description, element, points: pointsOf(deciles, [x, y], input) }];
}
