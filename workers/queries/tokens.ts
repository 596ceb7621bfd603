import type { Database } from '../duckdb/database';
import { placesOfBytes } from './places';

export interface Token {
  /** `name`: a word without quotes, also a keyword. `quoted`: a name in double quotes. `text`: a string. */
  kind: 'name' | 'quoted' | 'text' | 'number' | 'operator';
  /** A name or a text without its quotes, an operator as written; empty for numbers. */
  value: string;
  /** Offsets into the text. */
  start: number;
  end: number;
}

export interface Tokens {
  /** The text with plain spaces for all kinds of spaces between its words, so that places stay the same. */
  text: string;
  tokens: Token[];
  /** Every quote and comment that is opened is closed. */
  isWhole: boolean;
}

/** The engine's parser takes these for spaces, its tokenizer for letters. */
const oddSpaces = /[\u00a0\u2000-\u200d\u202f\u205f\u2060\u3000\ufeff]/g;

/** Takes a text of SQL apart, by the engine's own tokenizer. */
export async function readTokens(database: Database, sql: string): Promise<Tokens> {
  const read = await tokenize(database, sql.replaceAll('\0', ' '));
  const odd = read.tokens.filter(({ kind, value }) => kind === 'name' && value.search(oddSpaces) >= 0);
  if (odd.length === 0) return read;
  let { text } = read;
  for (const { start, end } of odd)
    text = text.slice(0, start) + text.slice(start, end).replace(oddSpaces, ' ') + text.slice(end);
  return tokenize(database, text);
}

/** In parentheses of its own, because only then does the tokenizer tell whether it has come to the end. */
async function tokenize(database: Database, text: string): Promise<Tokens> {
  const wrapped = `(${text}\n)`;
  const { offsets, types } = await database.tokenize(wrapped);
  const places = placesOfBytes(wrapped, offsets);
  const isWhole = places.at(-1) === wrapped.length - 1 && places.length > 1;
  const inner = places.slice(1, isWhole ? -1 : undefined);
  const tokens = inner.map((place, index) => tokenAt(text, place - 1, types[index + 1]));
  return { text, tokens, isWhole };
}

const quotedName = /"(?:[^"]|"")*"/y;
const plainName = /[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*/y;
const plainText = /'((?:[^']|'')*)'/y;
const dollarText = /(\$[^$]*\$)([^]*?)\1/y;
/** The letter before it says how it is to be read: `e'\\n'`, `x'ff'`. */
const escapedText = /([a-z])'((?:[^'\\]|''|\\[^])*)'/iy;
const number = /[\d.][\w.]*/y;
const operator = /::|:=|[-+*/<>=~!@#%^&|`?]+|[^]/y;

/** @param type the engine's number for the kind of token */
function tokenAt(text: string, start: number, type: number): Token {
  const match = (pattern: RegExp) => {
    pattern.lastIndex = start;
    return pattern.exec(text);
  };
  const token = (kind: Token['kind'], value: string, length: number): Token => ({
    kind,
    value,
    start,
    end: start + length,
  });
  if (type === 1) return token('number', '', match(number)?.[0].length ?? 0);
  if (type === 2) {
    const plain = match(plainText);
    if (plain) return token('text', plain[1].replaceAll("''", "'"), plain[0].length);
    const other = match(dollarText) ?? match(escapedText);
    return token('text', other?.[2] ?? '', other?.[0].length ?? 0);
  }
  const quoted = match(quotedName)?.[0];
  if (quoted) return token('quoted', quoted.slice(1, -1).replaceAll('""', '"'), quoted.length);
  const name = type === 3 ? undefined : match(plainName)?.[0];
  if (name) return token('name', name, name.length);
  const sign = match(operator)?.[0] ?? '';
  return token('operator', sign, sign.length);
}

/** As the engine compares names: capital and small Latin letters are the same. */
export const fold = (name: string): string => name.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());

export const isOperator = (token: Token | undefined, value: string): boolean =>
  token?.kind === 'operator' && token.value === value;

/** The token as a keyword, in small letters; empty for anything else, quoted names too. */
export const wordOf = (token: Token | undefined): string => (token?.kind === 'name' ? fold(token.value) : '');
