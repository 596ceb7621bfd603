import type { ChartChoices, Mark } from '../../notebook/document/document';

/** What a chart needs to know of a column before it looks at the rows. */
export interface ChartColumn {
  name: string;
  kind: 'number' | 'date' | 'text' | 'boolean';
  /** Different values, missing ones not counted. */
  distinct: number;
  /** Rises from row to row, as periods and ages do. */
  isOrdered?: boolean;
  /** Some value stands in more than one row. */
  repeats?: boolean;
}

/** What is drawn: null is the count of rows for `y`, and none for the others. */
export interface TakenChoices extends ChartChoices {
  mark: Mark;
  /** Columns that were chosen but are not there, or can't stand where they were put. */
  missing: string[];
}

/** Chosen words that are no column. A column of that name comes first. */
export const countRows = 'count';
export const noColumn = 'none';

const fewValues = 30;
const fewestColours = 2;
const mostColours = 6;

type Columns = readonly ChartColumn[];
type Places = Record<'x' | 'y' | 'colour' | 'facet', string | null>;

const isText = ({ kind }: ChartColumn): boolean => kind === 'text' || kind === 'boolean';
const isNumber = ({ kind }: ChartColumn): boolean => kind === 'number';
const isDate = ({ kind }: ChartColumn): boolean => kind === 'date';

function named(columns: Columns, name: string | null): ChartColumn | null {
  return columns.find((column) => column.name === name) ?? null;
}

/** Keeps the chosen columns that are there, and names the others. */
function checked(columns: Columns, choices: ChartChoices): { places: Places; missing: string[] } {
  const missing = new Set<string>();
  const keep = (name: string | null, word: string | null, fits: (column: ChartColumn) => boolean) => {
    if (name === null) return null;
    const column = named(columns, name);
    if (column ? fits(column) : name === word) return name;
    missing.add(name);
    return null;
  };
  const places = {
    x: keep(choices.x, null, () => true),
    y: keep(choices.y, countRows, isNumber),
    colour: keep(choices.colour, noColumn, () => true),
    facet: keep(choices.facet, noColumn, () => true),
  };
  return { places, missing: [...missing] };
}

/** Dates first, then names with few values, then numbers; names with many values where there is nothing else. */
function bestX(columns: Columns, isMeasureChosen: boolean): ChartColumn | null {
  const varied = columns.filter(({ distinct }) => distinct > 1);
  const isName = (column: ChartColumn): boolean => isText(column) && column.distinct <= fewValues;
  const numbers = columns.filter(isNumber);
  // One number has to be left for the measure.
  const spare = isMeasureChosen ? numbers : numbers.slice(0, -1);
  return (
    varied.find(isDate) ??
    varied.find(isName) ??
    columns.find(isDate) ??
    columns.find(isName) ??
    spare[0] ??
    columns.find(isText) ??
    numbers[0] ??
    null
  );
}

function chooseX(columns: Columns, { y, colour, facet }: Places): ChartColumn | null {
  const free = columns.filter(({ name }) => name !== y && name !== colour && name !== facet);
  const others = columns.filter(({ name }) => name !== y);
  return bestX(free, y !== null) ?? bestX(others, y !== null) ?? bestX(columns, y !== null);
}

function chooseY(columns: Columns, x: string, { y, colour, facet }: Places): string | null {
  if (y !== null) return named(columns, y)?.name ?? null;
  const numbers = columns.filter((column) => isNumber(column) && column.name !== x);
  const free = numbers.find(({ name }) => name !== colour && name !== facet);
  return (free ?? numbers[0])?.name ?? null;
}

function chooseColour(columns: Columns, x: ChartColumn, y: string | null, facet: string | null) {
  const isCloud = isNumber(x) && y !== null && !x.isOrdered;
  if (!x.repeats && !isCloud) return null;
  const further = columns.filter(
    ({ name, kind, distinct }) =>
      kind === 'text' &&
      distinct >= fewestColours &&
      distinct <= mostColours &&
      name !== x.name &&
      name !== facet,
  );
  return further.length === 1 ? further[0].name : null;
}

function chooseMark(x: ChartColumn, y: string | null, isSplit: boolean): Mark {
  if (isText(x) || x.distinct < 2) return isNumber(x) && y !== null ? 'dot' : 'bar';
  if (isNumber(x)) return y === null ? 'bar' : x.isOrdered ? 'line' : 'dot';
  // Several rows of one day would make the line go up and down on the spot; bars add them up.
  return x.repeats && y !== null && !isSplit ? 'bar' : 'line';
}

/**
 * What is drawn for what was chosen: a good default for every null. A chosen column that is not there falls back to the
 * default and is named in `missing`. `x` is null only where there are no columns.
 */
export function defaultChoices(columns: Columns, choices: ChartChoices): TakenChoices {
  const { places, missing } = checked(columns, choices);
  const x = named(columns, places.x) ?? chooseX(columns, places);
  if (!x) return { mark: choices.mark ?? 'bar', x: null, y: null, colour: null, facet: null, missing };
  const y = chooseY(columns, x.name, places);
  const facet = named(columns, places.facet)?.name ?? null;
  const colour =
    places.colour === null
      ? chooseColour(columns, x, y, facet)
      : (named(columns, places.colour)?.name ?? null);
  const mark = choices.mark ?? chooseMark(x, y, colour !== null || facet !== null);
  return { mark, x: x.name, y, colour, facet, missing };
}
