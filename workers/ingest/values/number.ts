import { currencies, currencySigns, shortCurrencies } from './currency';
import { around, western } from './western';

/** How numbers are written; the one description that the guess and the SQL (number-sql.ts) share. */

export type NumberFormat = 'number' | 'numberComma';

/** Digits in groups of three; the first group has no leading zero. */
export const groupedPattern = (separator: string): string => `[1-9][0-9]{0,2}(?:${separator}[0-9]{3})+`;

const indian = '[1-9][0-9]?(?:,[0-9]{2})+,[0-9]{3}';
const corePattern = (groups: string[], point: string) =>
  `(?:${[...groups, '[0-9]+'].join('|')})(?:${point}[0-9]*)?(?:[eE][-+]?[0-9]+)?|${point}[0-9]+(?:[eE][-+]?[0-9]+)?`;
const cores: Record<NumberFormat, string> = {
  number: corePattern([groupedPattern(','), groupedPattern(' '), groupedPattern("'"), indian], '[.]'),
  numberComma: corePattern([groupedPattern('[.]'), groupedPattern(' '), groupedPattern("'")], ','),
};

/** Signs and money before the digits, the digits, signs and money after them. */
const patternOf = (core: string) =>
  `^${around}([-+(%]*) *([^0-9]*?)( *)([-+(%]*) *(${core}) *([-)%]*) *([^0-9]*?) *([-)%]*)${around}$`;
export const numberGroups = ['s1', 'before', 'gap', 's2', 'core', 's3', 'after', 's4'];
export const numberPatterns: Record<NumberFormat, string> = {
  number: patternOf(cores.number),
  numberComma: patternOf(cores.numberComma),
};
const compiled = {
  number: new RegExp(numberPatterns.number, 'u'),
  numberComma: new RegExp(numberPatterns.numberComma, 'u'),
};

/** What to leave out of the digits, and what to put for the decimal sign, in the terms of SQL's translate. */
export const numberSigns: Record<NumberFormat, { point: string; from: string; to: string }> = {
  number: { point: '.', from: ", '", to: '' },
  numberComma: { point: ',', from: ",. '", to: '.' },
};

/** The signs before and after the digits that make sense together: a sign before or after or brackets, and per cent. */
const signPairs = ['', '-', '+', '(', '%', '-%', '%-', '+%', '%+', '(%', '%(']
  .flatMap((before) => ['', '-', ')', '%', '-%', '%-', '%)', ')%'].map((after) => [before, after]))
  .filter(([before, after]) => {
    const both = before + after;
    return (
      both.replace(/[%)]/g, '').length <= 1 &&
      both.includes('(') === both.includes(')') &&
      both.split('%').length <= 2
    );
  });
export const signCombinations = `|${signPairs.map(([before, after]) => `${before}:${after}`).join('|')}|`;

/** Whether a list of texts between bars has a text. */
const has = (list: string, text: string) => !text.includes('|') && list.includes(`|${text}|`);

interface NumberParts {
  before: string;
  core: string;
  after: string;
  value: number;
}

/** The parts of a written number, null where the text is none. Per cent are hundredths. */
export function numberParts(text: string, format: NumberFormat): NumberParts | null {
  const found = compiled[format].exec(western(text, format));
  if (!found) return null;
  const [, s1, before, gap, s2, core, s3, after, s4] = found;
  const [money, moneyAfter] = [before.toUpperCase(), after.toUpperCase()];
  const { point, from } = numberSigns[format];
  if (!has(signCombinations, `${s1}${s2}:${s3}${s4}`)) return null;
  if (!has(currencies, moneyAfter) && !has(shortCurrencies, moneyAfter)) return null;
  // A point with no digits before it follows a sign of money, or is the end of its name.
  const isPointed = core.startsWith(point);
  const isEndOfName = isPointed && !currencySigns.includes(money);
  if (!has(currencies, isEndOfName ? `${money}.` : money) && (gap === '' || !has(shortCurrencies, money)))
    return null;
  const plain = [...(isEndOfName ? core.slice(1) : core)]
    .map((character) =>
      format === 'numberComma' && character === ',' ? '.' : from.includes(character) ? '' : character,
    )
    .join('');
  const signs = s1 + s2 + s3 + s4;
  const value = ((/[-(]/.test(signs) ? -1 : 1) * Number(plain)) / (signs.includes('%') ? 100 : 1);
  return Number.isFinite(value)
    ? { before: s1 + before + gap + s2, core, after: s3 + after + s4, value }
    : null;
}

export const readNumber = (text: string, format: NumberFormat): number | null =>
  numberParts(text, format)?.value ?? null;

/** 12.5 and 1e-3: what the engine reads by itself. */
export const isPlainNumber = (text: string): boolean =>
  /^[-+]?([0-9]+\.?[0-9]*|\.[0-9]+)(e[-+]?[0-9]+)?$/i.test(text);
