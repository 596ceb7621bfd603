import { periodUnits, type Dataset } from '../api';
import { literal } from '../duckdb/sql-text';
import type { Selection } from '../filters/selection';
import type { ActivityUnit } from '../model/derived-tables';

/** Most attributes that are filled in when a query names none. */
const mostAttributes = 20;

/** By canonical table, the condition on its rows that were asked for. */
export type Conditions = Map<string, string>;

/**
 * Makes sure that the canonical tables a query names hold what it may ask of them: the units and attributes that its
 * strings name, else months, and the attributes with the fewest values.
 * @param tables canonical tables that are named
 * @param texts all strings of the query and of what it builds on
 * @returns what the query is to see of tables that may hold more: an answer must not depend on what was asked before
 */
export async function fillTables(
  tables: ReadonlySet<string>,
  texts: ReadonlySet<string>,
  { fills, dataset }: Selection,
  signal: AbortSignal,
): Promise<Conditions> {
  const conditions: Conditions = new Map();
  const fill = async <T extends string>(
    names: readonly string[],
    column: string,
    asked: () => readonly T[],
    one: (value: T) => Promise<void>,
  ) => {
    const named = names.filter((name) => tables.has(name));
    if (named.length === 0) return;
    const values = asked();
    for (const value of values) await one(value);
    const list = values.map((value) => literal(value)).join(', ');
    for (const name of named) conditions.set(name, list === '' ? 'false' : `${column} IN (${list})`);
  };
  if (dataset.kind !== 'durations') {
    const units = () => unitsIn(texts, [...periodUnits]);
    await fill(['calendar', 'periods'], 'unit', units, (unit) => fills.calendar(unit, signal));
    const lived = () => unitsIn<ActivityUnit>(texts, [...periodUnits, ...personalUnits]);
    await fill(['activity', 'cohort_activity'], 'unit', lived, (unit) => fills.activity(unit, signal));
    await fill(['activity_moves'], 'unit', units, (unit) => fills.moves(unit, signal));
  }
  if (tables.has('purchases')) await fills.purchases(signal);
  if (tables.has('purchase_gaps')) await fills.gaps(signal);
  const attributes = () => attributesIn(texts, dataset.attributes);
  await fill(['attributes'], 'attribute', attributes, (name) => fills.attribute(name, signal));
  return conditions;
}

const personalUnits = periodUnits.map((unit): ActivityUnit => `personal ${unit}`);

function unitsIn<Unit extends ActivityUnit>(texts: ReadonlySet<string>, units: Unit[]): (Unit | 'month')[] {
  const named = units.filter((unit) => texts.has(unit));
  return named.length > 0 ? named : ['month'];
}

function attributesIn(texts: ReadonlySet<string>, all: Dataset['attributes']): string[] {
  const named = all.filter(({ name }) => texts.has(name));
  const usual = [...all].sort((one, other) => one.distinct - other.distinct).slice(0, mostAttributes);
  return (named.length > 0 ? named : usual).map(({ name }) => name);
}
