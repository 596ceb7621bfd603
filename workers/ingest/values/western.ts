import { literal } from '../../duckdb/sql-text';

/**
 * One way of writing for what comes in many: digits of three scripts, blanks, dashes and quotes of all widths become
 * the plain ones, and marks that only steer the direction of writing vanish. In TypeScript for the guess and in SQL for
 * the whole column, from the same tables, so that both read the same. Plain ASCII never changes.
 */

/** Zero-width and direction marks: they mean nothing. */
const marks =
  '\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u061c\ufeff';
const blanks =
  '\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000';
const dashes = '\u2010\u2011\u2012\u2013\u2014\u2212\ufe63\uff0d';
const quotes = '\u2018\u2019\u02bc\u00b4\u2032';
const vowelsAndStretch = '\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0640';

interface Table {
  from: string;
  to: string;
  characters: Map<string, string>;
}

/** @param gone characters that are taken out; SQL's translate does so with those beyond the end of `to` */
function table(from: string, to: string, gone: string): Table {
  const characters = new Map<string, string>();
  [...from].forEach((character, index) => characters.set(character, [...to][index]));
  for (const character of gone) characters.set(character, '');
  return { from: from + gone, to, characters };
}

const commonFrom = `٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹،٪${blanks}${dashes}${quotes}`;
const commonTo = `01234567890123456789,%${' '.repeat(blanks.length)}${'-'.repeat(dashes.length)}${"'".repeat(quotes.length)}`;

const tables = {
  /** ٫ is a decimal point and ٬ groups. */
  number: table(`${commonFrom}٫٬`, `${commonTo}.,`, marks),
  /** ٫ is a decimal comma and ٬ groups. */
  numberComma: table(`${commonFrom}٫٬`, `${commonTo},.`, marks),
  /** Arabic letters that are written either way become one, so that the names of months need one spelling. */
  date: table(`${commonFrom}٫٬أإآىة`, `${commonTo}.,ااايه`, marks + vowelsAndStretch),
};
type Writing = keyof typeof tables;

export function western(text: string, writing: Writing): string {
  const { characters } = tables[writing];
  let result = '';
  for (const character of text) result += characters.get(character) ?? character;
  return result;
}

/** The part of a table that these texts need, whole scripts of digits at once: the engine pays for each entry. */
function needed({ from, to }: Table, texts: readonly string[]): Pick<Table, 'from' | 'to'> {
  const used = new Set(texts.join(''));
  const scripts = ['٠١٢٣٤٥٦٧٨٩', '۰۱۲۳۴۵۶۷۸۹'].filter((digits) =>
    [...digits].some((digit) => used.has(digit)),
  );
  const kept = [...from]
    .map((character, place) => ({ character, place }))
    .filter(({ character }) => used.has(character) || scripts.some((digits) => digits.includes(character)));
  const replaced = kept.filter(({ place }) => place < to.length);
  return {
    from: [...replaced, ...kept.filter(({ place }) => place >= to.length)]
      .map(({ character }) => character)
      .join(''),
    to: replaced.map(({ place }) => to[place]).join(''),
  };
}

/**
 * @param text SQL of a text; it stands four times in the result, so give a column or a bound name
 * @param texts with them only what they need is translated, at an eighth of the cost; other texts may stay as they are
 */
export function westernSql(text: string, writing: Writing, texts?: readonly string[]): string {
  const { from, to } = texts ? needed(tables[writing], texts) : tables[writing];
  // As many bytes as characters: plain ASCII, where the costly translation has nothing to do.
  return `CASE WHEN strlen(${text}) = length(${text}) THEN ${text} ELSE translate(${text}, ${literal(from)}, ${literal(to)}) END`;
}

/**
 * Gives a name to a value for the length of an expression: `bind(value, (name) => …)`. It costs about 0.1 µs a row. A regular
 * expression belongs into the value, not into the body: there the engine would compile it anew every 2048 rows.
 */
export function bind(value: string, body: (name: string) => string): string {
  // A column of the same name would hide the bound value; equal names bind equal values, so that nesting is safe.
  let hash = 0;
  for (let place = 0; place < value.length; place++) hash = (hash * 31 + value.charCodeAt(place)) >>> 0;
  const name = `wafa_bound_${hash.toString(36)}`;
  return `list_transform([${value}], lambda ${name}: ${body(name)})[1]`;
}

/** Invisible characters around a value, for regular expressions of both engines. */
export const around = '[ \\t-\\r]*';
/** The same and all else that is trimmed from the ends of a text. */
export const trimmed = ` \t\n\r${blanks}${marks}`;

export const trim = (text: string): string => trimOf(text, trimmed);

/** SQL's `trim(text, characters)`. */
function trimOf(text: string, characters: string): string {
  let [start, end] = [0, text.length];
  while (start < end && characters.includes(text[start])) start++;
  while (end > start && characters.includes(text[end - 1])) end--;
  return text.slice(start, end);
}
