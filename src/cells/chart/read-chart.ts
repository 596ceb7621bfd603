import type { Table } from 'apache-arrow';
import type { Wording } from '../../analyses/figure';
import { readRows, type RowReader } from '../../analyses/read-rows';
import { daysOf } from './days';
import type { ChartColumn, TakenChoices } from './default-choices';
import { numberFormat } from './number-format';

/** Words that come from where the table does. */
export interface ChartLabels {
  column(name: string): string;
  /** Of the axis that counts rows. */
  count: string;
  /** Of what has no colour of its own. */
  others: string;
  /** Of a missing name. */
  none: string;
}

export interface ChartRow {
  /** Days since 1970, a number, or the place of a category. */
  x: number;
  /** 1 where rows are counted. */
  y: number | null;
  colour: string;
  facet: string;
}

export interface ChartData {
  kind: 'time' | 'number' | 'category';
  rows: ChartRow[];
  /** Names of categories in the order in which they appear. */
  categories: string[];
  /** Rows that have no place along the axis. */
  placeless: number;
}

type ReadName = (reader: RowReader) => string;

/** A name is drawn, measured and said: one as long as a book would not come to an end. */
const mostLetters = 300;

/** Names without what is too long of them; those that begin alike stay apart. */
function shortNames(): (name: string) => string {
  const given = new Map<string, string>();
  return (name) => {
    if (name.length <= mostLetters) return name;
    const short = given.get(name) ?? `${name.slice(0, mostLetters)}… ${given.size + 1}`;
    given.set(name, short);
    return short;
  };
}

function nameReader(column: ChartColumn | null, labels: ChartLabels, wording: Wording): ReadName {
  if (!column) return () => '';
  const { name, kind } = column;
  const short = shortNames();
  const written = (reader: RowReader): string => {
    const text = reader.text(name);
    if (text === '') return labels.none;
    if (kind === 'boolean') return wording.text(text === 'true' ? 'value.yes' : 'value.no');
    if (kind === 'date') return wording.date(text);
    return short(text);
  };
  if (kind !== 'number') return written;
  const format = numberFormat(name, [], wording);
  return (reader) => {
    const value = reader.number(name);
    return value === null ? labels.none : format.text(value);
  };
}

/** Gives each name its place, in the order in which they come. */
function placesOf(names: string[]): (name: string) => number {
  const places = new Map<string, number>();
  return (name) => {
    const known = places.get(name);
    if (known !== undefined) return known;
    places.set(name, names.length);
    names.push(name);
    return names.length - 1;
  };
}

/** The rows of a table as places, values and names. */
export function readChart(
  table: Table,
  columns: readonly ChartColumn[],
  taken: TakenChoices,
  labels: ChartLabels,
  wording: Wording,
): ChartData {
  const find = (name: string | null) => columns.find((column) => column.name === name) ?? null;
  const x = find(taken.x);
  const [readX, readColour, readFacet] = [x, find(taken.colour), find(taken.facet)].map((column) =>
    nameReader(column, labels, wording),
  );
  const categories: string[] = [];
  const placeOf = placesOf(categories);
  const place = (reader: RowReader): number | null => {
    if (x?.kind === 'date') return daysOf(reader.text(x.name));
    return x?.kind === 'number' ? reader.number(x.name) : placeOf(readX(reader));
  };
  const rows = readRows(table, (reader) => ({
    x: place(reader),
    y: taken.y === null ? 1 : reader.number(taken.y),
    colour: readColour(reader),
    facet: readFacet(reader),
  }));
  const placed = rows.filter((row): row is ChartRow => row.x !== null);
  const kind = x?.kind === 'date' ? 'time' : x?.kind === 'number' ? 'number' : 'category';
  return { kind, rows: placed, categories, placeless: rows.length - placed.length };
}
