import type { Wording } from '../analyses/figure';
import { isIsoDate } from '../i18n/formats';
import type { TextKey } from '../i18n/keys';

/** Columns that hold shares of one, by the names definitions give them; shown in per cent. */
const shareColumn =
  /(rate|share|survival|^observed|^fitted|(?<!cumulative)hazard|(?<!median|clv|mean)lower|(?<!median|clv|mean)upper|kept\d+|probabilityalive|averageage1|(?<!mean)standarderror)$/i;
/** Probabilities of a test, of which only the size matters below a thousandth. */
const testColumn = /^(p|adjustedP)$/;
const smallestTest = 0.001;
const moneyColumn =
  /^(totalClv|meanClv|meanLower|meanUpper|clv|clvLower|clvUpper|monetary|expectedSpend|historicValue|historic|perCustomer|total|valueAtRisk)$/;
/** Columns whose words are ids with a name in the analysis' texts, by the choice they belong to. */
const choiceColumns = [
  'segment',
  'tier',
  'method',
  'regularity',
  'state',
  'model',
  'verdict',
  'parameter',
  'rule',
];
/** The table of a model's parameters: never shares, and told apart only by several digits. */
const parameterTable = 'parameters';

interface CellContext {
  texts: Record<string, string>;
  wording: Wording;
  unit: string;
  /** Name of the table the cell is in. */
  table: string;
  /** The currency the person chose, or 'none'. */
  currency: string;
  interfaceText: (key: TextKey) => string;
}

function formatNumberCell(column: string, value: number, { table, wording, currency }: CellContext): string {
  if (table === parameterTable) return wording.number(value, { maximumSignificantDigits: 5 });
  if (moneyColumn.test(column)) return wording.money(value, currency);
  if (testColumn.test(column)) {
    // Kept together and in its own direction, so that the sign is not mirrored.
    if (value < smallestTest)
      return `\u2066< ${wording.number(smallestTest, { minimumFractionDigits: 3 })}\u2069`;
    return wording.number(value, { minimumFractionDigits: 3, maximumFractionDigits: 3 });
  }
  if (shareColumn.test(column)) return wording.percent(value, 1);
  return wording.number(value, { maximumFractionDigits: Math.abs(value) >= 1000 ? 0 : 2 });
}

/** One value of a result's table, as it is read on the page. */
export function formatCell(column: string, value: unknown, context: CellContext): string {
  const { texts, wording, unit, interfaceText } = context;
  if (value === null || value === undefined) return texts[`none.${column}`] ?? interfaceText('value.none');
  if (typeof value === 'boolean') return interfaceText(value ? 'value.yes' : 'value.no');
  if (typeof value === 'bigint') return wording.number(Number(value));
  if (typeof value === 'number') return formatNumberCell(column, value, context);
  if (isIsoDate(value)) return wording.period(value, unit);
  const choice = choiceColumns.includes(column) ? texts[`choice.${column}.${String(value)}`] : undefined;
  return choice ?? String(value);
}
