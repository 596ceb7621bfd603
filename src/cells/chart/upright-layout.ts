import { axisMargin, type Tick } from '../../analyses/drawing-axes';
import { blockScale, inlineScale } from '../../analyses/drawing-frame';
import { notesHeight, wrapNotes } from '../../analyses/drawing-labels';
import { widestText } from '../../analyses/text-width';
import { extentOf } from '../../analyses/ticks';
import { endLabelsOf } from './curves';
import type { Legend } from './legend';
import type { NumberFormat } from './number-format';
import { layOutPanels, panelColumns } from './panels';
import type { Place } from './place';
import type { Plan } from './plan-chart';
import { legendOf, type Sheet } from './sheet';

export interface UprightLayout {
  ticks: Tick[];
  places: Place[];
  /** Panels beside each other. */
  columns: number;
  legend: Legend;
  noteLines: string[];
  /** Names stand where lines end. */
  isLabelled: boolean;
}

/** Where the legend begins, under the title of the value axis. */
export const legendTop = 20;

/** Leaves room for a number over the highest bar. */
const titleHeight = 34;
const plotHeight = 240;
const panelHeight = 140;
const panelNameHeight = 26;
const tickHeight = 26;
const panelGap = 8;
const xTitleHeight = 20;
const endLabelRoom = 26;
const mostEndLabelPart = 0.32;
const leastEnd = 12;

/** Values as far as the axis shows them. Lines and dots need no 0 where it is far away. */
function valueTicks({ items, taken }: Plan, format: NumberFormat): Tick[] {
  const isFilled = taken.mark === 'bar' || taken.mark === 'area';
  let [low, high] = [Infinity, -Infinity];
  for (const { y, from, to } of items) {
    if (y === null) continue;
    low = isFilled ? Math.min(low, from, to) : Math.min(low, y);
    high = isFilled ? Math.max(high, from, to) : Math.max(high, y);
  }
  const isFar = !isFilled && low !== high && high - low < Math.max(Math.abs(low), Math.abs(high)) / 3;
  const [least, most] = isFar ? [low, high] : [Math.min(0, low), Math.max(0, high)];
  return format.ticks(least, least === most ? least + 1 : most);
}

function endRoom(plan: Plan, { width, format }: Sheet): number {
  const labels = endLabelsOf(plan.items, plan, format.text, null).map(({ text }) => text);
  return Math.min(widestText(labels) + endLabelRoom, width * mostEndLabelPart);
}

export function layOutUpright(plan: Plan, sheet: Sheet): UprightLayout {
  const { width, words, format, notes } = sheet;
  const { taken, panels, kind } = plan;
  const isSplit = taken.facet !== null;
  const isLabelled = !isSplit && (taken.mark === 'line' || taken.mark === 'area');
  const legend = legendOf(plan, width, isLabelled);
  const ticks = valueTicks(plan, format);
  const noteLines = wrapNotes(notes, width);
  const columns = panelColumns(panels.length, width);
  const frames = layOutPanels({
    width,
    direction: words.wording.direction,
    panels: panels.length,
    columns,
    plotHeight: isSplit ? panelHeight : plotHeight,
    above: isSplit ? panelNameHeight : 0,
    below: tickHeight + (isSplit ? panelGap : 0),
    top: titleHeight + legend.height,
    bottom: (kind === 'time' ? 0 : xTitleHeight) + notesHeight(noteLines),
    start: axisMargin(ticks.map(({ text }) => text)),
    end: isLabelled ? endRoom(plan, sheet) : leastEnd,
  });
  const values = extentOf(ticks.map(({ value }) => value));
  const places = frames.map((frame): Place => {
    return { frame, x: inlineScale(frame, words.axis.domain), y: blockScale(frame, values) };
  });
  return { ticks, places, columns, legend, noteLines, isLabelled };
}
