import type { Finding, Scalar } from '../../api';
import { newcombe } from '../../stats/newcombe';
import { wilson } from '../../stats/wilson';
import type { Cell } from './triangle';

export interface LabelledCell extends Cell {
  cohortLabel: string;
  rate: number | null;
  /** The sum behind `value`, which for revenue per customer is a mean. */
  total: number;
  complete: boolean;
  small: boolean;
  leftTruncated: boolean;
}

export interface AgeAverage {
  age: number;
  rate: number | null;
  value: number;
  cohorts: number;
  customers: number;
  /** Wilson's interval of the rate where it is a share of customers; null elsewhere. */
  lower: number | null;
  upper: number | null;
}

/** Average over cohorts at each age, complete cells only, weighted by size: the sum of values over the sum of bases. */
export function averageByAge(cells: LabelledCell[], params: Record<string, Scalar>): AgeAverage[] {
  const isProportion = params.measure === 'customers' && params.relativeTo === 'cohort';
  const byAge = new Map<
    number,
    { total: number; base: number; cohorts: number; customers: number; isShare: boolean }
  >();
  for (const { age, total, base, cohortSize, complete, rate } of cells) {
    if (!complete) continue;
    const sums = byAge.get(age) ?? { total: 0, base: 0, cohorts: 0, customers: 0, isShare: false };
    sums.total += total;
    sums.base += base;
    sums.cohorts += 1;
    sums.customers += cohortSize;
    sums.isShare ||= rate !== null;
    byAge.set(age, sums);
  }
  return [...byAge]
    .sort(([one], [other]) => one - other)
    .map(([age, { total, base, cohorts, customers, isShare }]) => ({
      ...intervalOf(isProportion, total, base),
      age,
      rate: isShare && base !== 0 ? total / base : null,
      value: isShare ? total : total / customers,
      cohorts,
      customers,
    }));
}

function intervalOf(isProportion: boolean, total: number, base: number): Pick<AgeAverage, 'lower' | 'upper'> {
  const interval = isProportion ? wilson(total, base) : null;
  return { lower: interval?.lower ?? null, upper: interval?.upper ?? null };
}

export function describe(
  cells: LabelledCell[],
  average: AgeAverage[],
  params: Record<string, Scalar>,
  labels: string[],
): Finding[] {
  const unit = params.period;
  if (params.measure === 'revenuePerCustomer') {
    const oldest = average.at(-1);
    return oldest
      ? [
          {
            code: 'revenueSoFar',
            values: { age: oldest.age, value: oldest.value, cohorts: oldest.cohorts, unit },
          },
        ]
      : [];
  }
  const first = average.find(({ age }) => age === 1);
  const back: Finding[] =
    first && first.rate !== null
      ? [
          {
            code: 'averageBack',
            values: {
              age: 1,
              rate: first.rate,
              cohorts: first.cohorts,
              customers: first.customers,
              unit,
              measure: params.measure,
              type: params.type,
            },
          },
        ]
      : [];
  const isPlain =
    params.measure === 'customers' && params.type === 'classic' && params.relativeTo === 'cohort';
  return isPlain ? [...back, ...example(cells, params, labels), ...newerVersusOlder(cells)] : back;
}

/** The largest cohort whose return can be told whole, rather than the left-truncated first one. */
function example(cells: LabelledCell[], params: Record<string, Scalar>, labels: string[]): Finding[] {
  const candidates = cells.filter(({ age, complete }) => age === 1 && complete);
  const fair = candidates.filter(({ leftTruncated }) => !leftTruncated);
  const [largest] = (fair.length > 0 ? fair : candidates).sort(
    (one, other) => other.cohortSize - one.cohortSize,
  );
  if (!largest || params.clock === 'personal') return [];
  const { cohortLabel, cohortSize, value, rate, cohort } = largest;
  const values = {
    cohort: cohortLabel,
    cohortSize,
    active: value,
    rate,
    nextPeriod: labels[cohort + 1] ?? null,
  };
  return [{ code: 'example', values: { ...values, unit: params.period } }];
}

/** The later half of the complete cohorts against the earlier half, at age 1, without the left-truncated first. */
function newerVersusOlder(cells: LabelledCell[]): Finding[] {
  const cohorts = cells.filter(({ age, complete, leftTruncated }) => age === 1 && complete && !leftTruncated);
  if (cohorts.length < 4) return [];
  const middle = Math.floor(cohorts.length / 2);
  const sum = (part: LabelledCell[], name: 'value' | 'cohortSize') =>
    part.reduce((total, cell) => total + cell[name], 0);
  const [older, newer] = [cohorts.slice(0, middle), cohorts.slice(middle)];
  const sizes = [sum(newer, 'cohortSize'), sum(older, 'cohortSize')] as const;
  const active = [sum(newer, 'value'), sum(older, 'value')] as const;
  const compared = newcombe(active, sizes);
  if (!compared) return [];
  const verdict = compared.lower > 0 ? 'better' : compared.upper < 0 ? 'worse' : 'unclear';
  return [
    {
      code: 'newerVersusOlder',
      values: {
        age: 1,
        newerRate: active[0] / sizes[0],
        olderRate: active[1] / sizes[1],
        newerCustomers: sizes[0],
        olderCustomers: sizes[1],
        ...compared,
        verdict,
      },
    },
  ];
}

export function warn(
  cells: LabelledCell[],
  sizes: LabelledCell[],
  incompletePeriod: string | null,
  params: Record<string, Scalar>,
): Finding[] {
  const truncated = sizes.find(({ leftTruncated }) => leftTruncated);
  const small = sizes.filter((cell) => cell.small).length;
  const warnings: (Finding | false | undefined)[] = [
    truncated && {
      code: 'leftTruncated',
      values: { cohort: truncated.cohortLabel, cohortSize: truncated.cohortSize },
    },
    incompletePeriod !== null &&
      params.clock !== 'personal' && { code: 'incompletePeriod', values: { period: incompletePeriod } },
    small > 0 && { code: 'smallCohorts', values: { count: small } },
    cells.length > sizes.length && { code: 'weightedAverage', values: {} },
  ];
  return warnings.filter((warning): warning is Finding => Boolean(warning));
}
