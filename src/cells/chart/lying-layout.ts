import { forward, inlineScale, type Frame, type Scale } from '../../analyses/drawing-frame';
import { widestText } from '../../analyses/text-width';
import { groupBy } from './group-by';
import type { Item } from './items';
import { layOutPanels, panelColumns, panelGap } from './panels';
import type { Plan } from './plan-chart';
import type { Sheet } from './sheet';

interface Rows {
  /** Names stand before the bars where there is room, above them where there is not. */
  isBeside: boolean;
  step: number;
  /** From the top of a row. */
  nameAt: number;
  barsAt: number;
}

/** What lies together, and the number at its far end. */
interface End {
  item: Item;
  text: string;
}

export interface LyingLayout {
  rows: Rows;
  frames: Frame[];
  scales: Scale[];
  ends: End[];
}

/** Of one bar. */
export const thickness = 14;
export const numberGap = 6;

const panelNameHeight = 24;
const mostNamePart = 0.35;
const nameGap = 14;
const mostUprightBars = 12;
const axisRoom = 56;

/** Many bars, or long names, are read in rows. */
export function isLying({ taken, kind, categories, panels }: Plan, width: number): boolean {
  if (taken.mark !== 'bar' || kind !== 'category') return false;
  const columns = panelColumns(panels.length, width);
  const slot = (width - axisRoom - panelGap * (columns - 1)) / columns / categories.length;
  return categories.length > mostUprightBars || widestText(categories) + 12 > slot;
}

function rowsOf({ categories, isDodged, series }: Plan, panelWidth: number): Rows {
  const isBeside = widestText(categories) + nameGap <= panelWidth * mostNamePart;
  const bars = isDodged ? thickness * series.length : thickness;
  const step = isBeside ? bars + 14 : bars + 28;
  return { isBeside, step, nameAt: isBeside ? step / 2 : 12, barsAt: isBeside ? 7 : 22 };
}

function endsOf(plan: Plan, { format }: Sheet): End[] {
  const items = plan.items.filter(({ y }) => y !== null);
  if (plan.isDodged || plan.series.length === 1)
    return items.map((item) => ({ item, text: format.text(item.to) }));
  const sides = groupBy(items, ({ panel, x, to }) => `${panel} ${x} ${to < 0}`);
  return [...sides.values()].map((side) => {
    const item = side.reduce((far, each) => (Math.abs(each.to) > Math.abs(far.to) ? each : far));
    return { item, text: format.text(item.to) };
  });
}

function scaleOf(frame: Frame, { categories, items }: Plan, rows: Rows, ends: readonly End[]): Scale {
  const room = widestText(ends.map(({ text }) => text)) + numberGap + 4;
  const [least, most] = items.reduce(
    ([low, high], { to }) => [Math.min(low, to), Math.max(high, to)],
    [0, 0],
  );
  const names = rows.isBeside ? Math.ceil(widestText(categories)) + nameGap : 0;
  const inner = {
    ...frame,
    start: forward(frame, frame.start, names + (least < 0 ? room : 0)),
    end: forward(frame, frame.end, most > 0 ? -room : 0),
  };
  return inlineScale(inner, least < most ? [least, most] : [0, 1]);
}

/** @param top room above all panels, `bottom` below them */
export function layOutLying(plan: Plan, sheet: Sheet, top: number, bottom: number): LyingLayout {
  const { width, words } = sheet;
  const columns = panelColumns(plan.panels.length, width);
  const rows = rowsOf(plan, (width - panelGap * (columns - 1)) / columns);
  const isSplit = plan.taken.facet !== null;
  const frames = layOutPanels({
    width,
    direction: words.wording.direction,
    panels: plan.panels.length,
    columns,
    plotHeight: plan.categories.length * rows.step,
    above: isSplit ? panelNameHeight : 0,
    below: isSplit ? 16 : 4,
    top,
    bottom,
    start: 1,
    end: 1,
  });
  const ends = endsOf(plan, sheet);
  return { rows, frames, ends, scales: frames.map((frame) => scaleOf(frame, plan, rows, ends)) };
}

/** Middle of an item's bar, from the top of the drawing. */
export function middleOf(
  { panel, x, series }: Item,
  { rows, frames }: LyingLayout,
  isDodged: boolean,
): number {
  const first = frames[panel].top + x * rows.step + rows.barsAt + thickness / 2;
  return isDodged ? first + series * thickness : first;
}
