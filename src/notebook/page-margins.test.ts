import { expect, test } from 'vitest';
import { cssString } from './page-margins';

test.each([
  ['A year of the store, 2026', '"A year of the store, 2026"'],
  ['كم يبقى من العملاء', '"كم يبقى من العملاء"'],
  ['say "hi" \\ bye', '"say \\22 hi\\22  \\5c  bye"'],
  ['a\nb', '"a\\a b"'],
])('%j is a string of CSS', (words, written) => {
  expect(cssString(words)).toBe(written);
});

test('no title ends the style it stands in', () => {
  expect(cssString('</style><script>*/}"')).not.toMatch(/[<>/*}]|.".*"$/);
});
