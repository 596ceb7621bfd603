import type { Finding, PeriodUnit, Scalar, Summary } from '../../api';
import { isoToDay } from '../../model/calendar';
import { lapseWindow } from '../../model/lapse-window';
import { wilson } from '../../stats/wilson';
import type { Compute } from '../analysis';
import querySql from './query.sql?raw';

/** A denominator under this is marked as small. */
const smallDenominator = 20;

export interface RatePeriod {
  period: string;
  startCustomers: number;
  newCustomers: number;
  resurrected: number;
  lost: number;
  endCustomers: number;
  cameAndWent: number;
  complete: boolean;
  kept: number;
  /** Of those at the start; null when there were none. */
  retentionRate: number | null;
  churnRate: number | null;
  lower: number | null;
  upper: number | null;
  small: boolean;
}

/**
 * Retention as the textbook has it: of S customers at the start, E at the end and N of those new or resurrected,
 * (E − N) / S were kept. Null when there was nobody to keep.
 */
export function retentionRate(start: number, end: number, joined: number): number | null {
  return start > 0 ? (end - joined) / start : null;
}

/** Customers kept and lost per period, with Wilson's interval. Source: definitions, "rate". */
export const compute: Compute = async (context, params) => {
  const unit = params.period as PeriodUnit;
  const isContract = context.dataset.kind === 'contracts';
  await context.activity(unit);
  const window = isContract
    ? { days: 0, isSuggested: false }
    : await lapseWindow(context.query, params.lapseWindowDays as number | null, unit);
  const table = await context.query('query', querySql, { unit, lapse_window_days: window.days });
  const periods = [...table].map((row) => ratePeriod(row.toJSON()));
  const last = periods.filter(({ complete }) => complete).at(-1);
  return {
    summary: {
      ...(last ? summaryOf(last) : noSummary),
      lapseWindowDays: isContract ? null : window.days,
      unit,
    },
    tables: { periods: toColumns(periods) },
    findings: last ? describe(periods, last) : [],
    warnings: [
      ...warn(periods, last),
      ...(isContract ? [] : notYetPassed(periods, window.days)),
      ...(isContract
        ? []
        : [
            {
              code: 'lapseRule',
              values: { lapseWindowDays: window.days, suggested: window.isSuggested ? 'yes' : 'no' },
            },
          ]),
    ],
    decided: { lapseWindowDays: isContract ? null : window.days },
  };
};

function ratePeriod(row: Record<string, Scalar>): RatePeriod {
  const number = (name: string) => Number(row[name]);
  const [start, lost] = [number('start_customers'), number('lost')];
  const rate = retentionRate(start, number('end_customers'), number('new_customers') + number('resurrected'));
  const interval = wilson(start - lost, start);
  return {
    period: String(row.period),
    startCustomers: start,
    newCustomers: number('new_customers'),
    resurrected: number('resurrected'),
    lost,
    endCustomers: number('end_customers'),
    cameAndWent: number('came_and_went'),
    complete: Boolean(row.complete),
    kept: start - lost,
    retentionRate: rate,
    churnRate: rate === null ? null : lost / start,
    lower: interval?.lower ?? null,
    upper: interval?.upper ?? null,
    small: start < smallDenominator,
  };
}

const summaryNames = [
  'period',
  'startCustomers',
  'newCustomers',
  'resurrected',
  'lost',
  'endCustomers',
  'kept',
  'cameAndWent',
  'retentionRate',
  'churnRate',
] as const;
const noSummary: Summary = Object.fromEntries(summaryNames.map((name) => [name, null]));
const summaryOf = (period: RatePeriod): Summary =>
  Object.fromEntries(summaryNames.map((name) => [name, period[name]]));

function toColumns(periods: RatePeriod[]) {
  const column = <Name extends keyof RatePeriod>(name: Name) => periods.map((period) => period[name]);
  return {
    period: column('period'),
    startCustomers: column('startCustomers'),
    newCustomers: column('newCustomers'),
    resurrected: column('resurrected'),
    lost: column('lost'),
    endCustomers: column('endCustomers'),
    kept: column('kept'),
    cameAndWent: column('cameAndWent'),
    retentionRate: column('retentionRate'),
    churnRate: column('churnRate'),
    lower: column('lower'),
    upper: column('upper'),
    small: column('small'),
    complete: column('complete'),
  };
}

function describe(periods: RatePeriod[], last: RatePeriod): Finding[] {
  const before = periods[periods.indexOf(last) - 1]?.retentionRate ?? null;
  const joined = last.newCustomers + last.resurrected;
  const net = joined - last.lost;
  const growth: Finding = {
    code: 'growth',
    values: {
      period: last.period,
      newCustomers: last.newCustomers,
      resurrected: last.resurrected,
      lost: last.lost,
      endCustomers: last.endCustomers,
      net,
      trend: net > 0 ? 'growing' : net < 0 ? 'shrinking' : 'steady',
    },
  };
  if (last.retentionRate === null) return [growth];
  const change = before === null ? 0 : last.retentionRate - before;
  const direction =
    before === null ? 'none' : Math.abs(change) < 0.0005 ? 'same' : change > 0 ? 'up' : 'down';
  const { period, startCustomers, kept, lost, churnRate } = last;
  const values = { period, startCustomers, kept, lost, retentionRate: last.retentionRate, churnRate };
  return [
    { code: 'lastPeriod', values: { ...values, previousRate: before ?? 0, direction, change } },
    growth,
  ];
}

function warn(periods: RatePeriod[], last: RatePeriod | undefined): Finding[] {
  const complete = periods.filter((period) => period.complete);
  const leaking = complete.filter(({ retentionRate: rate }) => rate !== null && rate < 0.5);
  const small = complete.filter((period) => period.small && period.startCustomers > 0);
  const empty = complete.filter(({ startCustomers }) => startCustomers === 0);
  const open = periods.find((period) => !period.complete);
  const warnings: (Finding | false | undefined)[] = [
    !last && { code: 'noCompletePeriod', values: {} },
    leaking.length > 0 && {
      code: 'churnExceedsRetention',
      values: { count: leaking.length, period: leaking.at(-1)!.period },
    },
    open && { code: 'incompletePeriod', values: { period: open.period } },
    small.length > 0 && { code: 'smallDenominator', values: { count: small.length } },
    empty.length > 0 && { code: 'noCustomersAtStart', values: { count: empty.length } },
    last &&
      last.cameAndWent > 0 && {
        code: 'cameAndWent',
        values: { customers: last.cameAndWent, period: last.period },
      },
  ];
  return warnings.filter((warning): warning is Finding => Boolean(warning));
}

/**
 * Until the data are as old as the lapse window nobody in them can have lapsed, so the first rates are 100 % by
 * construction: said, so that nobody reads a fall into the period after.
 */
function notYetPassed(periods: RatePeriod[], lapseWindowDays: number): Finding[] {
  const firstDay = isoToDay(periods[0]?.period ?? '') ?? 0;
  const young = periods.filter(
    ({ complete, startCustomers }, index) =>
      complete &&
      startCustomers > 0 &&
      (isoToDay(periods[index + 1]?.period ?? '') ?? Infinity) - 1 - firstDay <= lapseWindowDays,
  );
  if (young.length === 0) return [];
  return [
    {
      code: 'windowNotPassed',
      values: { count: young.length, period: young.at(-1)!.period, lapseWindowDays },
    },
  ];
}
