import { Bool, Float64, Table, Utf8, vectorFromArray } from 'apache-arrow';
import type { Scalar } from '../../workers/api';
import { formatsFor } from './wording-test-data';
import type { DrawFigures, Figure, FigureInput } from './figure';

type Row = Record<string, Scalar>;

/** Made-up results for tests of drawings: small, regular, and without a look at a real engine. */
export function tableOf(rows: readonly Row[]): Table {
  const names = Object.keys(rows[0] ?? {});
  const vectorOf = (name: string) => {
    const values = rows.map((row) => row[name]);
    const sample = values.find((value) => value !== null);
    if (typeof sample === 'string') return vectorFromArray(values as (string | null)[], new Utf8());
    if (typeof sample === 'boolean') return vectorFromArray(values as (boolean | null)[], new Bool());
    return vectorFromArray(values as (number | null)[], new Float64());
  };
  return new Table(Object.fromEntries(names.map((name) => [name, vectorOf(name)])));
}

export interface FixtureOptions {
  language: 'en' | 'ar';
  width: number;
  params?: Record<string, Scalar>;
}

export type Rows = Record<string, Row[]>;

export function inputOf(
  analysis: string,
  rows: Rows,
  { language, width, params }: FixtureOptions,
): FigureInput {
  const tables = Object.fromEntries(Object.entries(rows).map(([name, list]) => [name, tableOf(list)]));
  const wording = formatsFor(analysis, language);
  return {
    params: { period: 'month', measure: 'customers', currency: 'none', ...params },
    summary: {},
    tables,
    width,
    wording,
  };
}

function month(index: number): string {
  const date = new Date(Date.UTC(2010, 11 + index, 1));
  return date.toISOString().slice(0, 10);
}

export function rateRows(count: number, scale = 1): Rows {
  let customers = 200 * scale;
  const periods = Array.from({ length: count }, (_, index) => {
    const startCustomers = index === 0 ? 0 : customers;
    const retentionRate = startCustomers ? 0.72 + 0.14 * Math.sin(index) - (index === 4 ? 0.35 : 0) : null;
    const kept = Math.round(startCustomers * (retentionRate ?? 0));
    const [newCustomers, resurrected] = [Math.round((90 + 30 * Math.cos(index)) * scale), 12 * scale];
    customers = kept + newCustomers + resurrected;
    return {
      period: month(index),
      startCustomers,
      newCustomers,
      resurrected,
      lost: startCustomers - kept,
      endCustomers: customers,
      kept,
      cameAndWent: 3,
      retentionRate,
      churnRate: retentionRate === null ? null : 1 - retentionRate,
      lower: retentionRate === null ? null : retentionRate - 0.06,
      upper: retentionRate === null ? null : Math.min(1, retentionRate + 0.05),
      small: index === 1,
      complete: index < count - 1 || count === 1,
    };
  });
  return { periods };
}

export function cohortRows(count: number, scale = 1): Rows {
  const cells: Row[] = [];
  const average: Row[] = [];
  for (let cohort = 0; cohort < count; cohort++) {
    const cohortSize = cohort === 2 ? 14 : Math.round((885 - cohort * 37) * scale) || 1;
    for (let age = 0; age + cohort < count; age++) {
      const rate = age === 0 ? 1 : 0.36 / (1 + age * 0.06) + 0.03 * Math.sin(cohort + age);
      const complete = age + cohort < count - 1 || count === 1;
      const value = Math.round(rate * cohortSize);
      const flags = { complete, small: cohortSize < 20, leftTruncated: cohort === 0 };
      cells.push({ cohort: month(cohort), age, cohortSize, value, rate, ...flags });
    }
  }
  for (let age = 0; age < Math.max(1, count - 1); age++) {
    const rate = age === 0 ? 1 : 0.36 / (1 + age * 0.06);
    average.push({ age, rate, value: rate * 1000, cohorts: count - age, customers: 1000 * (count - age) });
  }
  return { cells, average };
}

export function survivalRows(groups: readonly string[], times: number, scale = 1): Rows {
  const curve: Row[] = [];
  const hazard: Row[] = [];
  groups.forEach((group, place) => {
    let [atRisk, survival] = [Math.round((1200 - place * 130) * scale), 1];
    for (let time = 0; time < times; time++) {
      const rate = 0.03 + 0.012 * place + (time === 12 ? 0.12 : 0);
      const [events, censored] = [Math.round(atRisk * rate), Math.round(atRisk * 0.01)];
      hazard.push({ group, time, atRisk, events, hazard: atRisk ? events / atRisk : 0, peak: time === 12 });
      survival *= 1 - (atRisk ? events / atRisk : 0);
      const band = { lower: survival * 0.96, upper: Math.min(1, survival * 1.03) };
      curve.push({ group, time: time + 1, atRisk, events, censored, survival, standardError: 0.01, ...band });
      atRisk -= events + censored;
    }
  });
  return { curve, hazard, groups: groups.map((group) => ({ group, n: 100, events: 50 })) };
}

/** The first group has no interval, as where the parameters have no covariance. */
function valueGroups(key: string, names: readonly string[], scale: number): Row[] {
  return names.map((name, index) => ({
    [key]: name,
    customers: 200 + index,
    totalClv: 90_000 * scale,
    meanClv: (450 - 120 * index) * scale,
    meanLower: index === 0 ? null : (400 - 120 * index) * scale,
    meanUpper: index === 0 ? null : (510 - 120 * index) * scale,
    share: 1 / names.length,
  }));
}

export function valueRows(scale = 1): Rows {
  return {
    methods: [
      { method: 'historic', perCustomer: 612.4 * scale, total: 1_200_345 * scale },
      { method: 'formula', perCustomer: null, total: null },
      { method: 'model', perCustomer: 418.25 * scale, total: 812_345 * scale },
    ],
    deciles: Array.from({ length: 10 }, (_, index) => {
      const share = 0.5 * 0.52 ** index + 0.004;
      return {
        decile: index + 1,
        customers: 196,
        clv: share * 800_000 * scale,
        share,
        historic: 1000 * scale,
      };
    }),
    segments: valueGroups('segment', ['champions', 'loyal', 'hibernating'], scale),
    cohorts: valueGroups('cohort', ['2023-01-01', '2023-04-01'], scale),
    groups: valueGroups('group', ['Web', 'متجر', ''], scale),
    holdout: Array.from({ length: 8 }, (_, frequency) => {
      const actual = (0.2 + 0.45 * frequency) * scale;
      return { frequency, customers: 900 / (1 + frequency), actual, predicted: actual * 0.92 + 0.05 };
    }),
    tracking: Array.from({ length: 39 }, (_, week) => {
      return { week: week + 1, actual: week * 103 * scale, predicted: week * 96 * scale + 5 };
    }),
  };
}

const segmentIds =
  'champions loyal potentialLoyalist new promising needAttention aboutToSleep atRisk cantLose hibernating';

export function rfmRows(scale = 1): Rows {
  const segments = segmentIds.split(' ').map((segment, index) => ({
    segment,
    customers: index === 8 ? 0 : (300 - index * 20) * scale,
    customersShare: index === 8 ? 0 : 0.04 + ((index * 7) % 10) * 0.013,
    revenue: 100_000 * scale,
    revenueShare: index === 0 ? 0.52 : 0.05,
    meanRecencyDays: index === 8 ? null : 12.5 * (index + 1),
    meanFrequency: index === 8 ? null : 4.2,
    meanMonetary: index === 8 ? null : 210,
  }));
  return { segments };
}

/** All figures at once. */
export function drawAll(draw: DrawFigures, input: FigureInput): Figure[] {
  return Array.from(draw(input)).filter((figure) => figure !== null);
}
