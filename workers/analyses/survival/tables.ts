import { nelsonAalen } from '../../stats/nelson-aalen';
import type { ColumnTable } from '../analysis';
import type { PairRow } from './compare';
import type { GroupRow, SurvivalGroup } from './groups';
import type { SurvivalTold } from './told';

type Row = Record<string, string | number | boolean | null>;

/** Rows as columns, for tables of moderate length. */
function columns<Name extends string>(names: readonly Name[], rows: readonly Record<Name, Row[string]>[]) {
  return Object.fromEntries(names.map((name) => [name, rows.map((row) => row[name]) as (string | null)[]]));
}

const groupNames: readonly (keyof GroupRow)[] = [
  'group',
  'n',
  'events',
  'small',
  'median',
  'medianLower',
  'medianUpper',
  'quarterGone',
  'kept12',
  'kept12Lower',
  'kept12Upper',
  'kept18',
  'kept18Lower',
  'kept18Upper',
  'kept24',
  'kept24Lower',
  'kept24Upper',
  'restrictedMean',
  'restrictedMeanStandardError',
  'restrictedTo',
];
const hazardNames = ['group', 'time', 'atRisk', 'events', 'hazard', 'lower', 'upper', 'peak'] as const;
const pairNames: readonly (keyof PairRow)[] = ['groupA', 'groupB', 'chi2', 'p', 'adjustedP', 'differ'];

export function tablesOf({ groups, rows, hazard, pairs }: SurvivalTold): Record<string, ColumnTable> {
  return {
    curve: curveColumns(groups),
    groups: columns(groupNames, rows),
    ...(pairs.length > 0 ? { pairwise: columns(pairNames, pairs) } : {}),
    hazard: columns(hazardNames, hazard),
  };
}

function curveColumns(groups: readonly SurvivalGroup[]): ColumnTable {
  const numbers = (name: 'time' | 'atRisk' | 'events' | 'censored' | 'survival') =>
    Float64Array.from(groups.flatMap(({ curve }) => Array.from(curve[name])));
  const optional = (name: 'standardError' | 'lower' | 'upper') => groups.flatMap(({ curve }) => curve[name]);
  const cumulative = groups.map(({ durations }) => nelsonAalen(durations));
  const hazards = (name: 'cumulativeHazard' | 'standardError') =>
    Float64Array.from(
      cumulative.flatMap((fitted) => (fitted.kind === 'fitted' ? Array.from(fitted[name]) : [])),
    );
  return {
    group: groups.flatMap(({ group, curve }) => Array.from(curve.time, () => group)),
    time: numbers('time'),
    atRisk: numbers('atRisk'),
    events: numbers('events'),
    censored: numbers('censored'),
    survival: numbers('survival'),
    standardError: optional('standardError'),
    lower: optional('lower'),
    upper: optional('upper'),
    cumulativeHazard: hazards('cumulativeHazard'),
    cumulativeHazardError: hazards('standardError'),
  };
}
