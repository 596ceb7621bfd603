import { binsOfNumbers, binsOfTime, sortedPlaces, unitOf, type Bins, type TimeUnit } from './bins';
import type { ChosenRows, Cut } from './choose-rows';
import type { TakenChoices } from './default-choices';
import { addUp, fillStacks, itemOf, stack, type Added, type Adding, type Item } from './items';
import { isRatio } from './number-format';
import { panelColumns } from './panels';
import type { ChartData } from './read-chart';
import type { Colours } from './series';
import { mostMarks, thinDots, thinLines } from './thin';

type Kind = ChartData['kind'];

/** Rows as they are drawn, and what was done to them. */
export interface Arranged {
  items: Item[];
  /** Of time: what its days stand for. */
  unit: TimeUnit;
  bins: Bins | null;
  /** Bars and areas of one place lie on each other; otherwise what they show can't be added up. */
  isStacked: boolean;
  adding: Adding;
  isAdded: boolean;
  thinned: Cut | null;
  /** Rows without a dot. */
  valueless: number;
}

/** Instants that differ in every row say little one by one. */
const mostInstants = 120;
const pixelsPerBar = 4;
const pixelsPerInterval = 8;
const axisRoom = 60;

/** @param most places that leave the figure readable */
function binsOf(items: readonly Item[], kind: Kind, isBar: boolean, room: number, most: number) {
  const places = sortedPlaces(items.map(({ x }) => x));
  if (kind === 'category') return null;
  if (kind === 'number') {
    return binsOfNumbers(places, isBar ? Math.min(most, room / pixelsPerInterval) : most, isBar);
  }
  if (isBar) return binsOfTime(places, Math.min(most, room / pixelsPerBar), true);
  return binsOfTime(places, unitOf(places) === 'time' ? Math.min(most, mostInstants) : most, false);
}

/** Only what is added up is put together; lines and dots of values stay as they are. */
function added(items: Item[], isTogether: boolean, bins: Bins | null, adding: Adding): Added {
  if (!isTogether) return { items, joined: [] };
  return addUp(bins ? items.map((item) => ({ ...item, x: bins.place(item.x) })) : items, adding);
}

function layOver(items: Item[], { mark }: TakenChoices, colours: Colours, isStacked: boolean): Item[] {
  if (mark !== 'bar' && mark !== 'area') return items;
  const names = colours.series.map(({ name }) => name);
  const filled = mark === 'area' && isStacked && names.length > 1 ? fillStacks(items, names) : items;
  if (isStacked) stack(filled);
  else for (const item of filled) item.to = item.y ?? 0;
  return filled;
}

function thin(items: Item[], { mark }: TakenChoices): { items: Item[]; thinned: Cut | null } {
  const kept = mark === 'dot' ? thinDots(items) : mark === 'bar' ? items : thinLines(items);
  const thinned = kept.length < items.length ? { shown: kept.length, total: items.length } : null;
  return { items: kept, thinned };
}

function itemsOf({ rows, panels }: ChosenRows, { mark, facet }: TakenChoices, colours: Colours): Item[] {
  const places = new Map(panels.map((name, place) => [name, place]));
  const isFilled = mark === 'bar' || mark === 'area';
  return rows.map((row) => {
    const series = colours.of(row);
    const item = itemOf(row, series, facet === null ? 0 : places.get(row.facet)!);
    return isFilled ? { ...item, name: colours.series[series].name } : item;
  });
}

/** @param width of the figure in pixels, which decides how many bars there can be */
export function arrange(
  chosen: ChosenRows,
  colours: Colours,
  taken: TakenChoices,
  kind: Kind,
  width: number,
): Arranged {
  const every = itemsOf(chosen, taken, colours);
  const all = taken.mark === 'dot' ? every.filter(({ y }) => y !== null) : every;
  const [isBar, isArea] = [taken.mark === 'bar', taken.mark === 'area'];
  const panels = chosen.panels.length;
  const room = width / panelColumns(panels, width) - axisRoom;
  const isTogether = isBar || isArea || taken.y === null;
  const most = mostMarks / colours.series.length / Math.max(1, panels);
  const bins = isTogether ? binsOf(all, kind, isBar, room, most) : null;
  const adding: Adding = taken.y !== null && isRatio(taken.y) ? 'mean' : 'sum';
  const whole = added(all, isTogether, bins, adding);
  const hasNegative = whole.items.some(({ y }) => y !== null && y < 0);
  // A layer that goes below 0 would cut through those around it.
  const isStacked = adding === 'sum' && !(isArea && hasNegative);
  return {
    ...thin(layOver(whole.items, taken, colours, isStacked), taken),
    unit: bins?.unit ?? unitOf(sortedPlaces(all.map(({ x }) => x))),
    bins,
    isStacked,
    adding,
    // That others are added up is said with their colour.
    isAdded: taken.y !== null && whole.joined.some(({ series }) => !colours.series[series].isOthers),
    valueless: every.length - all.length,
  };
}
