import type { Scalar, Summary } from '../../workers/api';
import type { Wording } from '../analyses/figure';
import { isIsoDate } from '../i18n/formats';
import { isolated } from '../i18n/isolated';

/** Values that are ids and have a name in the analysis' texts, under `choice.NAME.VALUE`. */
const namedValues = ['segment', 'tier', 'method', 'regularity', 'reason', 'state', 'model'];

/** Values that are amounts of money; their messages take them as written. */
const moneyValues = [
  'totalClv',
  'totalLower',
  'totalUpper',
  'meanClv',
  'segmentMean',
  'historicMean',
  'formulaMean',
  'valueAtRisk',
];

/** Plain words need no isolation. */
function isolatedWords(words: string): string {
  return /^[A-Za-z]*$/.test(words) ? words : isolated(words);
}

interface FillContext {
  texts: Record<string, string>;
  wording: Wording;
  /** The period unit dates are written for. */
  unit: string;
  /** The currency the person chose, or 'none'. */
  currency: string;
}

function fillValue(name: string, value: Scalar, { texts, wording, unit, currency }: FillContext): Scalar {
  if (typeof value === 'number' && moneyValues.includes(name)) return wording.money(value, currency);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value !== 'string') return value;
  if (isIsoDate(value)) return wording.period(value, unit);
  const choice = texts[`choice.${name}.${value}`];
  return namedValues.includes(name) && choice !== undefined ? choice : isolatedWords(value);
}

/** The values of a finding or warning, ready for its message. */
export function fillValues(values: Record<string, Scalar>, context: FillContext): Record<string, Scalar> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, fillValue(name, value, context)]),
  );
}

/** The plain numbers and names of a summary, as values of a message; flags as yes and no. */
export function summaryValues(summary: Summary): Record<string, Scalar> {
  return Object.fromEntries(
    Object.entries(summary).flatMap(([name, value]) =>
      typeof value === 'object' && value !== null
        ? []
        : [[name, typeof value === 'boolean' ? (value ? 'yes' : 'no') : value]],
    ),
  );
}
