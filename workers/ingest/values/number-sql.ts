import type { ColumnFormat } from '../../api';
import { identifier, literal } from '../../duckdb/sql-text';
import { commonest, firstValues, isFloat, isText, type ValueColumn } from './column';
import { isMarkerSql, isMissing } from './missing';
import { currencies, currencySigns, shortCurrencies } from './currency';
import {
  groupedPattern,
  isPlainNumber,
  numberGroups,
  numberParts,
  numberPatterns,
  numberSigns,
  signCombinations,
  type NumberFormat,
} from './number';
import { bind, western, westernSql } from './western';

/** The same conditions as `numberParts` has, on the struct of its groups. */
function valueOfParts(p: string, format: NumberFormat): string {
  const { point, from, to } = numberSigns[format];
  const isIn = (list: string, text: string) => `contains(${literal(list)}, '|' || ${text} || '|')`;
  const [money, moneyAfter] = [`upper(${p}.before)`, `upper(${p}.after)`];
  const signs = `(${p}.s1 || ${p}.s2 || ${p}.s3 || ${p}.s4)`;
  const isEndOfName = `(prefix(${p}.core, ${literal(point)}) AND ${money} NOT IN (${currencySigns.map((sign) => literal(sign)).join(', ')}))`;
  const core = `CASE WHEN ${isEndOfName} THEN substr(${p}.core, 2) ELSE ${p}.core END`;
  const value = `TRY_CAST(translate(${core}, ${literal(from)}, ${literal(to)}) AS DOUBLE)`;
  const signed = `CASE WHEN contains(${signs}, '-') OR contains(${signs}, '(') THEN -1 ELSE 1 END * ${value} / CASE WHEN contains(${signs}, '%') THEN 100 ELSE 1 END`;
  const name = `${money} || CASE WHEN ${isEndOfName} THEN '.' ELSE '' END`;
  return `CASE WHEN ${p}.core = '' OR contains(${p}.before, '|') OR contains(${p}.after, '|') THEN NULL
    WHEN ${isIn(signCombinations, `${p}.s1 || ${p}.s2 || ':' || ${p}.s3 || ${p}.s4`)}
     AND (${isIn(currencies, moneyAfter)} OR ${isIn(shortCurrencies, moneyAfter)})
     AND (${isIn(currencies, name)} OR (${p}.gap <> '' AND ${isIn(shortCurrencies, money)})) THEN ${signed} END`;
}

/** Reads every way of writing; several µs a row. */
function anyNumber(text: string, format: NumberFormat): string {
  const groups = numberGroups.map((name) => literal(name)).join(', ');
  const parts = `regexp_extract(${westernSql(text, format)}, ${literal(numberPatterns[format])}, [${groups}])`;
  const value = bind(parts, (p) => valueOfParts(p, format));
  const finite = bind(value, (number) => `CASE WHEN isfinite(${number}) THEN ${number} END`);
  return `CASE WHEN ${isMarkerSql(text, 'value')} THEN NULL ELSE ${finite} END`;
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** What the sample's values have in common beyond digits, so that most rows need one plain pattern and no groups. */
interface Habit {
  /** A sign or code of money before or after, blanks included. */
  before: string;
  after: string;
  separators: string[];
}

function habitOf(values: string[], format: NumberFormat): Habit {
  const groupSigns = format === 'number' ? [',', ' ', "'"] : ['.', ' ', "'"];
  if (values.length === 0) return { before: '', after: '', separators: groupSigns.slice(0, 1) };
  const parts = values.flatMap((value) => numberParts(value, format) ?? []);
  const affix = (texts: string[]) => {
    const known = texts.filter((text) => text !== '' && !/[-+()%]/.test(text));
    const best = commonest(known);
    return best && known.length > parts.length / 10 ? best.value : '';
  };
  return {
    before: affix(parts.map(({ before }) => before)),
    after: affix(parts.map(({ after }) => after)),
    separators: groupSigns.filter((separator) => parts.some(({ core }) => core.includes(separator))),
  };
}

/** Reads the values that follow the habit, NULL for all others; about 0.6 µs a row. */
function habitualNumber(text: string, format: NumberFormat, { before, after, separators }: Habit): string {
  const optional = (affix: string) => (affix === '' ? '' : `(?:${escaped(affix)})?`);
  const whole = [...separators.map((separator) => groupedPattern(escaped(separator))), '[0-9]+'].join('|');
  const point = format === 'number' ? '\\.' : ',';
  const pattern = `${before === '' ? '[-+]?' : optional(before)}(?:${whole})(?:${point}[0-9]+)?${optional(after)}`;
  const without = [before, after, ...separators]
    .filter((part) => part !== '')
    .reduce((sql, part) => `replace(${sql}, ${literal(part)}, '')`, text);
  const plain = format === 'number' ? without : `replace(${without}, ',', '.')`;
  // Three hundred digits are no number of anything; beyond them the engine would give infinity.
  const fits = `strlen(${text}) < 300 AND regexp_full_match(${text}, ${literal(pattern)})`;
  return `CASE WHEN ${fits} THEN TRY_CAST(${plain} AS DOUBLE) END`;
}

/** Markers of nothing are told first where the sample is full of them: a failing cast costs twenty times a good one. */
function unlessMissing(column: ValueColumn, text: string, value: string): string {
  const values = firstValues(column);
  const missing = values.filter((entry) => entry !== null && isMissing(entry, 'value'));
  if (missing.length * 20 < values.length || missing.length === 0) return value;
  return `CASE WHEN ${isMarkerSql(text, 'value')} THEN NULL ELSE ${value} END`;
}

/**
 * SQL of a column's numbers (`numberComma` or, for every other format, `number`): DOUBLE, NULL where nothing stands or the text is no number. Never an error, never
 * infinite.
 */
export function numberSql(column: ValueColumn, columnFormat: ColumnFormat): string {
  const format = columnFormat === 'numberComma' ? columnFormat : 'number';
  const name = identifier(column.name);
  if (isFloat(column)) return `CASE WHEN isfinite(${name}) THEN CAST(${name} AS DOUBLE) END`;
  if (!isText(column)) return `TRY_CAST(${name} AS DOUBLE)`;
  const text = column.type === 'VARCHAR' ? name : `CAST(${name} AS VARCHAR)`;
  const any = anyNumber(text, format);
  const filled = firstValues(column).filter((value): value is string => !isMissing(value, 'value'));
  const share = (test: (value: string) => boolean) =>
    filled.length === 0 ? 0 : filled.filter(test).length / filled.length;
  if (format === 'number' && share(isPlainNumber) >= 0.9) {
    // The engine reads 1_000 and +-1 as numbers; files don't write that.
    const plain = `TRY_CAST(${text} AS DOUBLE)`;
    const quick = `CASE WHEN isfinite(${plain}) AND NOT contains(${text}, '_') AND NOT contains(${text}, '+-') THEN ${plain} ELSE ${any} END`;
    return unlessMissing(column, text, quick);
  }
  const isForeign = share((value) => western(value, format) !== value) > 0.1;
  const habit = habitOf(filled, format);
  const quick = isForeign
    ? bind(westernSql(text, format, filled), (plain) => habitualNumber(plain, format, habit))
    : habitualNumber(text, format, habit);
  return unlessMissing(column, text, `coalesce(${quick}, ${any})`);
}
