import type { PeriodUnit, Summary } from '../../api';
import { lapseWindow } from '../../model/lapse-window';
import type { Compute } from '../analysis';
import { describe, notYetPassed, warn } from './findings';
import { ratePeriod, type RatePeriod } from './period';
import querySql from './query.sql?raw';

/** Customers kept and lost per period, with Wilson's interval. Source: definitions, "rate". */
export const compute: Compute = async (context, params) => {
  const unit = params.period as PeriodUnit;
  const isContract = context.dataset.kind === 'contracts';
  await context.moves(unit);
  const window = isContract
    ? { days: 0, isSuggested: false }
    : await lapseWindow(context, params.lapseWindowDays as number | null, unit);
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
