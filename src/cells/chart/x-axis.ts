import type { Tick } from '../../analyses/drawing-axes';
import type { Wording } from '../../analyses/figure';
import { extentOf, roundTicks } from '../../analyses/ticks';
import { smallestGap, sortedPlaces } from './bins';
import { numberFormat } from './number-format';
import type { Plan } from './plan-chart';
import { timeText, timeTicks } from './time-ticks';

/** The axis along which the marks stand. */
export interface XAxis {
  domain: [number, number];
  /** Distance of neighbouring bars. */
  slot: number;
  /** What a place is called. */
  title(x: number): string;
  /** @param pixels from the first place to the last */
  ticks(pixels: number): Tick[];
}

const airOfDots = 0.03;

function padded(least: number, most: number, air: number): [number, number] {
  return air > 0 ? [least - air, most + air] : least < most ? [least, most] : [least - 0.5, most + 0.5];
}

/** Air beside the first and the last mark: half a bar, or enough for a dot. */
function airOf({ taken, bins }: Plan, slot: number, span: number): number {
  if (taken.mark === 'bar') return slot / 2;
  return taken.mark === 'dot' || bins ? span * airOfDots : 0;
}

function categoryAxis({ categories }: Plan): XAxis {
  return {
    domain: [-0.5, categories.length - 0.5],
    slot: 1,
    title: (x) => categories[x],
    ticks: () => categories.map((text, value) => ({ value, text })),
  };
}

function timeAxis(plan: Plan, places: readonly number[], wording: Wording): XAxis {
  const { unit } = plan;
  const slot = smallestGap(places) ?? 1;
  const [least, most] = [places[0], places[places.length - 1]];
  const domain = padded(least, most, airOf(plan, slot, most - least));
  return {
    domain,
    slot,
    title: (x) => timeText(x, unit, wording),
    ticks(pixels) {
      const ticks = timeTicks(domain, pixels, unit, wording);
      return ticks.length > 0 ? ticks : [{ value: least, text: timeText(least, unit, wording) }];
    },
  };
}

const pixelsPerTick = 90;

function numberAxis({ taken, bins }: Plan, places: readonly number[], wording: Wording): XAxis {
  const slot = bins?.size ?? smallestGap(places) ?? 1;
  const edges = bins ? places.map((place) => Number((place - slot / 2).toPrecision(12))) : places;
  const format = numberFormat(taken.x, edges, wording);
  const [least, most] = [places[0], places[places.length - 1]];
  const isBar = taken.mark === 'bar';
  const round = extentOf(roundTicks(least, most));
  const domain = taken.mark === 'dot' && least < most ? round : padded(least, most, isBar ? slot / 2 : 0);
  const half = slot / 2;
  return {
    domain,
    slot,
    title: (x) => (bins ? `${format.text(x - half)}–${format.text(x + half)}` : format.text(x)),
    ticks(pixels) {
      const count = Math.max(1, Math.floor(pixels / pixelsPerTick));
      const ticks = format.ticks(least, most, count);
      const [from, to] = domain;
      return ticks.filter(({ value }) => value >= from && value <= to);
    },
  };
}

export function axisOf(plan: Plan, wording: Wording): XAxis {
  if (plan.kind === 'category') return categoryAxis(plan);
  const places = sortedPlaces(plan.items.map(({ x }) => x));
  return plan.kind === 'time' ? timeAxis(plan, places, wording) : numberAxis(plan, places, wording);
}
