import type { Table } from 'apache-arrow';
import { readRows } from '../../../analyses/read-rows';
import { columnsBut, isSmall, leftOut, type Mask, type MaskedTable } from './mask-row';
import { protect } from './protect';

interface Cell {
  place: number;
  cohort: string;
  age: number;
  size: number;
  value: number;
  complete: boolean;
}

/**
 * Cohorts add up to all customers, and the complete cells of an age to the average's: both are protected as groups of a
 * total. A rate is masked with its count, and the next one with it where that is a share of this count.
 */
export function maskTriangle(
  table: Table,
  isOfPrevious: boolean,
  asked: ReadonlySet<string>,
  least: number,
): MaskedTable {
  const cells = readRows(table, (row) => ({
    cohort: row.text('cohort'),
    age: row.count('age'),
    size: row.count('cohortSize'),
    value: row.count('value'),
    complete: row.flag('complete'),
  })).map((cell, place) => ({ ...cell, place }));
  const cohorts = smallCohorts(cells, asked, least);
  if (cohorts === null) return leftOut;
  const places = new Set<number>();
  for (const age of new Set(cells.map((cell) => cell.age)))
    for (const place of smallOfAge(
      cells.filter((cell) => cell.age === age),
      cohorts,
      least,
    ))
      places.add(place);
  const mask = maskOfCells(cells, places, cohorts);
  return { mask: isOfPrevious ? withNextRates(mask, cells) : mask, keys: [...cohorts] };
}

function smallCohorts(
  cells: readonly Cell[],
  asked: ReadonlySet<string>,
  least: number,
): ReadonlySet<string> | null {
  const first = cells.filter(({ age }) => age === 0);
  const places = first.flatMap(({ cohort }, place) => (asked.has(cohort) ? [place] : []));
  const masked = protect(
    first.map(({ size }) => size),
    new Set(places),
    least,
  );
  return masked && new Set([...masked].map((place) => first[place].cohort));
}

function smallOfAge(cells: readonly Cell[], cohorts: ReadonlySet<string>, least: number): number[] {
  const ofAverage = cells.filter(({ complete }) => complete);
  const others = cells.filter(
    ({ complete, value, cohort }) => !complete && (isSmall(value, least) || cohorts.has(cohort)),
  );
  const asked = ofAverage.flatMap(({ cohort }, place) => (cohorts.has(cohort) ? [place] : []));
  const masked = protect(
    ofAverage.map(({ value }) => value),
    new Set(asked),
    least,
  );
  const chosen = masked === null ? ofAverage : [...masked].map((place) => ofAverage[place]);
  return [...chosen, ...others].map(({ place }) => place);
}

function maskOfCells(
  cells: readonly Cell[],
  places: ReadonlySet<number>,
  cohorts: ReadonlySet<string>,
): Mask {
  const [ofCell, ofCohort] = [new Set(['value', 'rate']), new Set(['cohortSize', 'value', 'rate', 'small'])];
  return new Map(
    cells
      .filter(({ place }) => places.has(place))
      .map(({ place, cohort }) => [place, cohorts.has(cohort) ? ofCohort : ofCell]),
  );
}

function withNextRates(mask: Mask, cells: readonly Cell[]): Mask {
  const placeOf = new Map(cells.map(({ cohort, age, place }) => [`${age} ${cohort}`, place]));
  const next = cells.flatMap(({ cohort, age, place }) => {
    const found = mask.has(place) ? placeOf.get(`${age + 1} ${cohort}`) : undefined;
    return found === undefined || mask.has(found) ? [] : [[found, new Set(['rate'])] as const];
  });
  return new Map([...mask, ...next]);
}

/** Rows of the averages of ages at which nothing is shown: the average would be what is masked. */
export function maskAverage(average: Table, cells: Table, mask: Mask): Mask {
  const shown = new Set<number>();
  readRows(cells, (row) => ({ age: row.count('age'), complete: row.flag('complete') })).forEach(
    ({ age, complete }, place) => {
      if (complete && !mask.get(place)?.has('value')) shown.add(age);
    },
  );
  const columns = columnsBut(average, ['age']);
  return new Map(
    readRows(average, (row) => row.count('age')).flatMap((age, place) =>
      shown.has(age) ? [] : [[place, columns]],
    ),
  );
}
