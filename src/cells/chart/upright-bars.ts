import * as Plot from '@observablehq/plot';
import { forward } from '../../analyses/drawing-frame';
import { labelMark } from '../../analyses/drawing-labels';
import { widestText } from '../../analyses/text-width';
import type { Item } from './items';
import { asIs } from './pixels';
import type { Plan } from './plan-chart';
import type { Place } from './place';
import type { XAxis } from './x-axis';

interface Thickness {
  /** Of one bar, in pixels. */
  bar: number;
  /** Room it has. */
  slot: number;
  /** How far the bar of a series stands from its place, in the reading direction. */
  offset(series: number): number;
}

const widestBar = 64;
const filledPart = 0.8;
const roomForRim = 8;

function thicknessOf({ bins, isDodged, series }: Plan, { slot }: XAxis, { x }: Place): Thickness {
  const room = Math.abs(x(slot) - x(0));
  // Neighbouring intervals touch.
  const all = bins?.size ? Math.max(1, room - 1) : Math.max(1, Math.min(widestBar, room * filledPart));
  if (!isDodged) return { bar: all, slot: room, offset: () => 0 };
  const bar = all / series.length;
  return { bar, slot: room / series.length, offset: (place) => (place - (series.length - 1) / 2) * bar };
}

/** Centres of bars: where a reader points at them. */
export function barPoint(item: Item, plan: Plan, axis: XAxis, place: Place): { x: number; y: number } {
  const { offset } = thicknessOf(plan, axis, place);
  return { x: forward(place.frame, place.x(item.x), offset(item.series)), y: place.y(item.to) };
}

/** The values over (or under) the bars, where all of them fit. */
function numberMark(items: readonly Item[], plan: Plan, place: Place, thickness: Thickness, text: Written) {
  const labels = items.map(({ x, to }) => {
    return { x: place.x(x), y: place.y(to) + (to < 0 ? 9 : -9), text: text(to) };
  });
  const isAlone = plan.series.length === 1 && plan.panels.length === 1;
  const fits = isAlone && widestText(labels.map((label) => label.text)) + 4 <= thickness.slot;
  return labelMark(fits ? labels : [], place.frame.direction, { fill: 'var(--ink)', halo: true });
}

type Written = (value: number) => string;

/** @param all of one panel */
export function barMarks(
  all: readonly Item[],
  plan: Plan,
  axis: XAxis,
  place: Place,
  text: Written,
): Plot.Markish[] {
  const items = all.filter(({ y }) => y !== null);
  const thickness = thicknessOf(plan, axis, place);
  const { bar, offset } = thickness;
  const centre = (item: Item): number => forward(place.frame, place.x(item.x), offset(item.series));
  const isRimmed = plan.series.length > 1 && bar > roomForRim;
  return [
    Plot.rect(items, {
      x1: asIs((item: Item) => centre(item) - bar / 2),
      x2: asIs((item: Item) => centre(item) + bar / 2),
      y1: asIs((item: Item) => place.y(item.from)),
      y2: asIs((item: Item) => place.y(item.to)),
      fill: asIs((item: Item) => plan.series[item.series].colour),
      stroke: isRimmed ? 'var(--paper)' : undefined,
    }),
    numberMark(items, plan, place, thickness, text),
  ];
}
