import type { Table } from 'apache-arrow';
import type { Finding } from '../../api';
import { dayToIso, isoToDay } from '../../model/calendar';
import { lapseWindow } from '../../model/lapse-window';
import cutPointsSql from '../../model/rfm-cut-points.sql?raw';
import {
  readCutPoints,
  score,
  segmentsOf,
  segments,
  type CutPoints,
  type Segment,
} from '../../model/rfm-segments';
import type { Compute } from '../analysis';
import { namedColumn, readNumbers, wordColumn } from '../columns';
import querySql from './query.sql?raw';
import { regularities, regularityOf, tiers, tiersOf } from './scores';

/** Fewer customers than this make quintiles of less than ten. */
const smallBase = 50;

interface Scored {
  count: number;
  recency: Float64Array;
  frequency: Float64Array;
  monetary: Float64Array;
  r: Int32Array;
  f: Int32Array;
  m: Int32Array;
  /** Places in the list of segments. */
  segment: Int32Array;
}

/** RFM scores, segments and tiers of all customers. Source: definitions, "rfm". */
export const compute: Compute = async (context) => {
  const asOfDay = isoToDay(context.dataset.asOf ?? '') ?? 0;
  const cuts = readCutPoints(await context.query('rfm-cut-points', cutPointsSql, { as_of_day: asOfDay }));
  await context.purchases();
  const table = await context.query('query', querySql, { as_of_day: asOfDay });
  const window = await lapseWindow(context, null, 'month');
  const scored = scoreAll(table, cuts);
  const rows = segmentRows(scored);
  const [purchaseDays, meanGap, deviation] = [
    readNumbers(table, 'purchases'),
    readNumbers(table, 'mean_gap'),
    readNumbers(table, 'gap_deviation'),
  ];
  return {
    summary: { customers: scored.count, asOf: dayToIso(asOfDay), lapseWindowDays: window.days },
    tables: {
      segments: segmentColumns(rows),
      customers: {
        customer: table.getChild('customer')!,
        recencyDays: scored.recency,
        frequency: scored.frequency,
        monetary: scored.monetary,
        r: scored.r,
        f: scored.f,
        m: scored.m,
        segment: namedColumn(scored.segment, segments),
        tier: wordColumn(tiersOf(readNumbers(table, 'recent_revenue')), tiers),
        regularity: wordColumn(
          Array.from({ length: scored.count }, (_, index) =>
            regularityOf(purchaseDays[index], meanGap[index], deviation[index]),
          ),
          regularities,
        ),
        // Recency counts from the day after asOf.
        lapsed: Array.from(scored.recency, (days) => days - 1 > window.days),
      },
    },
    findings: describe(rows),
    warnings: warn(scored),
  };
};

function scoreAll(table: Table, cuts: CutPoints): Scored {
  const values = (name: string) => readNumbers(table, name).map((value) => value || 0);
  const [recency, frequency, monetary] = [values('recency_days'), values('frequency'), values('monetary')];
  const scores = (column: Float64Array, points: readonly number[]) => {
    const found = new Int32Array(column.length);
    for (let index = 0; index < found.length; index += 1) found[index] = score(column[index], points);
    return found;
  };
  // A short silence is good: the score of recency is mirrored.
  const r = scores(recency, cuts.recency).map((value) => 6 - value);
  const f = scores(frequency, cuts.frequency);
  return {
    count: table.numRows,
    recency,
    frequency,
    monetary,
    r,
    f,
    m: scores(monetary, cuts.monetary),
    segment: segmentsOf(recency, frequency, cuts),
  };
}

interface SegmentRow {
  segment: Segment;
  customers: number;
  customersShare: number;
  revenue: number;
  revenueShare: number | null;
  meanRecencyDays: number | null;
  meanFrequency: number | null;
  meanMonetary: number | null;
}

function segmentRows(scored: Scored): SegmentRow[] {
  const totalRevenue = scored.monetary.reduce((sum, value) => sum + value, 0);
  const sums = new Map(
    segments.map((segment) => [segment, { customers: 0, recency: 0, frequency: 0, monetary: 0 }]),
  );
  scored.segment.forEach((place, index) => {
    const sum = sums.get(segments[place])!;
    sum.customers += 1;
    sum.recency += scored.recency[index];
    sum.frequency += scored.frequency[index];
    sum.monetary += scored.monetary[index];
  });
  return [...sums].map(([segment, { customers, recency, frequency, monetary }]) => ({
    segment,
    customers,
    customersShare: customers / scored.count,
    revenue: monetary,
    revenueShare: totalRevenue > 0 ? monetary / totalRevenue : null,
    meanRecencyDays: customers > 0 ? recency / customers : null,
    meanFrequency: customers > 0 ? frequency / customers : null,
    meanMonetary: customers > 0 ? monetary / customers : null,
  }));
}

function segmentColumns(rows: SegmentRow[]) {
  const column = <Name extends keyof SegmentRow>(name: Name) => rows.map((row) => row[name]);
  return {
    segment: column('segment'),
    customers: column('customers'),
    customersShare: column('customersShare'),
    revenue: column('revenue'),
    revenueShare: column('revenueShare'),
    meanRecencyDays: column('meanRecencyDays'),
    meanFrequency: column('meanFrequency'),
    meanMonetary: column('meanMonetary'),
  };
}

function describe(rows: SegmentRow[]): Finding[] {
  const filled = rows.filter(({ customers }) => customers > 0);
  const most = (value: (row: SegmentRow) => number) =>
    filled.toSorted((one, other) => value(other) - value(one))[0];
  const [richest, largest] = [most(({ revenue }) => revenue), most(({ customers }) => customers)];
  const leaving = rows.filter(({ segment }) => segment === 'atRisk' || segment === 'cantLose');
  const sum = (name: 'customers' | 'revenue') => leaving.reduce((total, row) => total + row[name], 0);
  const { segment, customers, customersShare, revenue, revenueShare } = richest;
  const findings: Finding[] = [
    {
      code: 'mostValuable',
      values: { segment, customers, customersShare, revenue, revenueShare: revenueShare ?? 0 },
    },
    { code: 'winBack', values: { customers: sum('customers'), revenue: sum('revenue') } },
    {
      code: 'largest',
      values: {
        segment: largest.segment,
        customers: largest.customers,
        customersShare: largest.customersShare,
      },
    },
  ];
  return findings.filter(({ code, values }) => code !== 'winBack' || Number(values.customers) > 0);
}

function warn(scored: Scored): Finding[] {
  const missing = 5 - new Set(scored.f).size;
  const warnings: (Finding | false)[] = [
    missing > 0 && { code: 'quintileTies', values: { score: 'f', missing } },
    scored.count < smallBase && { code: 'smallBase', values: { customers: scored.count } },
  ];
  return warnings.filter((warning): warning is Finding => Boolean(warning));
}
