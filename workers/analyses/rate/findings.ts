import type { Finding } from '../../api';
import { isoToDay } from '../../model/calendar';
import type { RatePeriod } from './period';

export function describe(periods: RatePeriod[], last: RatePeriod): Finding[] {
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

export function warn(periods: RatePeriod[], last: RatePeriod | undefined): Finding[] {
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
export function notYetPassed(periods: RatePeriod[], lapseWindowDays: number): Finding[] {
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
