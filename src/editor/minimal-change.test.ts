import fc from 'fast-check';
import { expect, test } from 'vitest';
import { minimalChange, type TextChange } from './minimal-change';

const apply = (text: string, change: TextChange): string =>
  text.slice(0, change.from) + change.insert + text.slice(change.to);

// Few letters, so that starts and ends meet; the two faces share their first half (D83D), the face and the
// letter 𐈀 (D800 DE00) their second.
const text = fc
  .array(fc.constantFrom('a', 'b', '\n', 'ش', '😀', '😁', '𐈀'), { maxLength: 12 })
  .map((letters) => letters.join(''));

test.each([
  ['select 1', 'select 12', { from: 8, to: 8, insert: '2' }],
  ['select a, b', 'select b', { from: 7, to: 10, insert: '' }],
  ['aa', 'aaa', { from: 2, to: 2, insert: 'a' }],
  ['one two three', 'one 2 three', { from: 4, to: 7, insert: '2' }],
  ['', 'x', { from: 0, to: 0, insert: 'x' }],
])('%j becomes %j', (from, to, change) => expect(minimalChange(from, to)).toEqual(change));

test('a character of two halves is replaced whole', () => {
  expect(minimalChange('x😀y', 'x😁y')).toEqual({ from: 1, to: 3, insert: '😁' });
  expect(minimalChange('😀', '𐈀')).toEqual({ from: 0, to: 2, insert: '𐈀' });
});

test('applying the change gives the other text', () => {
  fc.assert(
    fc.property(text, text, (from, to) => {
      expect(apply(from, minimalChange(from, to))).toBe(to);
    }),
  );
});

test('equal texts give an empty change', () => {
  fc.assert(
    fc.property(text, (same) => {
      expect(minimalChange(same, same)).toEqual({ from: same.length, to: same.length, insert: '' });
    }),
  );
});

test('no part of the change starts or ends inside a character', () => {
  fc.assert(
    fc.property(text, text, (from, to) => {
      const change = minimalChange(from, to);
      const pieces = [from.slice(0, change.from), from.slice(change.from, change.to), change.insert];
      for (const piece of [...pieces, from.slice(change.to)]) expect(piece).not.toMatch(/\p{Surrogate}/u);
    }),
  );
});

test('an edit of one part takes away and adds no more than that part', () => {
  fc.assert(
    fc.property(text, text, text, text, (start, taken, added, end) => {
      const change = minimalChange(start + taken + end, start + added + end);
      // A character of two halves at either edge may have to be taken along.
      expect(change.to - change.from).toBeLessThanOrEqual(taken.length + 2);
      expect(change.insert.length).toBeLessThanOrEqual(added.length + 2);
    }),
  );
});
