import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nameOf, sqlTokens, tokenAt } from './sql-tokens';

const kinds = (text: string): string[] => sqlTokens(text).map((token) => `${token.kind} ${token.text}`);

test('a statement falls into its words', () => {
  expect(kinds(`select a.b, 'it''s', 1.5e3 -- end\nfrom "my ""t"`)).toEqual([
    'word select',
    'word a',
    'mark .',
    'word b',
    'mark ,',
    `string 'it''s'`,
    'mark ,',
    'number 1.5e3',
    'comment -- end',
    'word from',
    `quoted "my ""t"`,
  ]);
});

test('Arabic letters with their vowel signs make one word', () => {
  expect(kinds('المدينة, مُدُن_2')).toEqual(['word المدينة', 'mark ,', 'word مُدُن_2']);
});

test('blanks and dollar strings are told apart', () => {
  expect(kinds('$from + $$a $b$$ + $المدينة')).toEqual([
    'blank $from',
    'operator +',
    'string $$a $b$$',
    'operator +',
    'blank $المدينة',
  ]);
});

test('a dollar string may have a name, and a comment a comment inside', () => {
  expect(kinds('$t$ $$ $a $t$ + $t + a$b$')).toEqual([
    'string $t$ $$ $a $t$',
    'operator +',
    'blank $t',
    'operator +',
    'word a$b$',
  ]);
  expect(kinds('/* a /* b */ c */ d /* e **/ f')).toEqual([
    'comment /* a /* b */ c */',
    'word d',
    'comment /* e **/',
    'word f',
  ]);
});

test('a minus before a number is no part of the comparison, nor of a comment', () => {
  expect(kinds('a>=-1::int/*x*/->>2')).toEqual([
    'word a',
    'operator >=',
    'operator -',
    'number 1',
    'operator ::',
    'word int',
    'comment /*x*/',
    'operator ->>',
    'number 2',
  ]);
});

test('what is not closed runs on, a quoted name to the end of its line', () => {
  expect(kinds(`"na\nx`)).toEqual(['quoted "na', 'word x']);
  expect(kinds(`'na\nx`)).toEqual([`string 'na\nx`]);
  expect(kinds('/* a\nb')).toEqual(['comment /* a\nb']);
});

test('nothing but space lies between tokens', () => {
  const text = fc.string({ unit: fc.constantFrom(...`ab1 \n'"$-/*()[].,;:=<>\\eش😀`), maxLength: 30 });
  fc.assert(
    fc.property(text, (sql) => {
      let end = 0;
      for (const token of sqlTokens(sql)) {
        expect(sql.slice(end, token.from).trim()).toBe('');
        expect(sql.slice(token.from, token.to)).toBe(token.text);
        end = token.to;
      }
      expect(sql.slice(end).trim()).toBe('');
    }),
  );
});

test('names are read without their quotes', () => {
  expect(sqlTokens('a "b ""c" "d').map(nameOf)).toEqual(['a', 'b "c', 'd']);
  expect(nameOf(undefined)).toBeNull();
  expect(sqlTokens(`'x' 1`).map(nameOf)).toEqual([null, null]);
});

test('a place points at the token there, after it, or at the last one', () => {
  const text = 'select nope  from t';
  expect(tokenAt(text, 7)?.text).toBe('nope');
  expect(tokenAt(text, 10)?.text).toBe('nope');
  expect(tokenAt(text, 11)?.text).toBe('from');
  expect(tokenAt(text, text.length)?.text).toBe('t');
  expect(tokenAt('  ', 1)).toBeNull();
});
