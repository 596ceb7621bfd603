import { expect, test } from 'vitest';
import { hasRightToLeft, textDirection } from './right-to-left';

test.each([
  ['hello مرحبا', 'ltr'],
  ['مرحبا hello', 'rtl'],
  ['## 12 % — العملاء', 'rtl'],
  ['- **שלום**', 'rtl'],
  ['1. (x)', 'ltr'],
  ['12 ٣٤ %', null],
  ['', null],
])('%j runs %s', (text, direction) => expect(textDirection(text)).toBe(direction));

test('letters from right to left are found anywhere', () => {
  expect(hasRightToLeft("select 'القاهرة'")).toBe(true);
  expect(hasRightToLeft("select 'Zürich'")).toBe(false);
});
