import type { Table } from 'apache-arrow';
import type { Wording } from '../../analyses/figure';
import type { ChartChoices } from '../../notebook/document/document';
import { arrange, type Arranged } from './arrange';
import { chooseRows, type ChosenRows } from './choose-rows';
import { defaultChoices, type ChartColumn, type TakenChoices } from './default-choices';
import { readChart, type ChartData, type ChartLabels } from './read-chart';
import { coloursOf, oneColour, type Series } from './series';

export interface ChartInput {
  table: Table;
  columns: readonly ChartColumn[];
  choices: ChartChoices;
  /** CSS pixels. */
  width: number;
  /** Its `text` looks up texts of the interface. */
  wording: Wording;
  labels: ChartLabels;
}

export interface Plan extends Arranged, Omit<ChosenRows, 'rows'> {
  taken: TakenChoices;
  kind: ChartData['kind'];
  series: Series[];
  /** Values of the column, one a row. */
  values: number[];
  /** Bars of one place stand beside each other. */
  isDodged: boolean;
  /** Rows that have no place along the axis. */
  placeless: number;
  /** Values of the colour's column without a colour of their own. */
  grouped: number;
}

/** What is drawn, without a look at pixels but for the room that bars have; null where there is nothing to draw. */
export function planChart(input: ChartInput): Plan | null {
  const { table, columns, width, wording, labels } = input;
  const taken = defaultChoices(columns, input.choices);
  if (taken.x === null) return null;
  const data = readChart(table, columns, taken, labels, wording);
  const { kind, placeless } = data;
  const { rows, ...chosen } = chooseRows(data, taken);
  const colours = taken.colour === null ? oneColour : coloursOf(rows, labels.others);
  const arranged = arrange({ rows, ...chosen }, colours, taken, kind, width);
  if (!arranged.items.some(({ y }) => y !== null)) return null;
  const { series, grouped } = colours;
  const isSplit = series.length > 1 && taken.colour !== taken.x;
  return {
    ...chosen,
    ...arranged,
    taken,
    kind,
    placeless,
    series,
    grouped,
    values: rows.map(({ y }) => y).filter((y) => y !== null),
    isDodged: taken.mark === 'bar' && !arranged.isStacked && isSplit,
  };
}
