import { describe, expect, it } from 'vitest';
import { parseNumber } from './parse-number';

describe('parseNumber', () => {
  it.each([
    ['183', 183],
    ['١٨٣', 183],
    ['١٢٫٥٪', 12.5],
    ['۱۲', 12],
    ['1,234.5', 1234.5],
    [' 10 % ', 10],
    ['', null],
    ['soon', null],
  ])('reads %j as %j', (typed, expected) => {
    expect(parseNumber(typed)).toBe(expected);
  });
});
