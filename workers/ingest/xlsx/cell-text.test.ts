import { describe, expect, it } from 'vitest';
import { columnOf, numberText, serialText, unescapeText } from './cell-text';
import { numberKind } from './number-format';

describe('numbers of a workbook', () => {
  it.each([
    ['1', '1'],
    ['-12.5', '-12.5'],
    ['0.30000000000000004', '0.3'],
    ['19.989999999999998', '19.99'],
    ['1.1E-2', '0.011'],
    ['1.2345E-7', '0.00000012345'],
    ['1E+21', '1000000000000000000000'],
    ['123456789012345', '123456789012345'],
    ['12345678901234567', '12345678901234600'],
    ['5.0', '5'],
    ['#REF!', '#REF!'],
  ])('writes %s as %s', (raw, text) => {
    expect(numberText(raw)).toBe(text);
  });

  // Serial numbers as Excel shows them.
  it.each([
    ['1', 'date', false, '1900-01-01'],
    ['59', 'date', false, '1900-02-28'],
    ['61', 'date', false, '1900-03-01'],
    ['45296', 'date', false, '2024-01-05'],
    ['45296.5', 'date', false, '2024-01-05 12:00:00'],
    ['45296', 'dateTime', false, '2024-01-05 00:00:00'],
    ['45296.999988426', 'dateTime', false, '2024-01-05 23:59:59'],
    ['45296.9999999', 'dateTime', false, '2024-01-06 00:00:00'],
    ['43834', 'date', true, '2024-01-05'],
    ['0.75', 'time', false, '18:00:00'],
    ['1.5', 'duration', false, '36:00:00'],
    ['-3', 'date', false, '-3'],
    ['99999999', 'date', false, '99999999'],
  ] as const)('writes day %s (%s, counted from 1904: %s) as %s', (raw, kind, is1904, text) => {
    expect(serialText(raw, kind, is1904)).toBe(text);
  });

  it.each([
    [14, undefined, 'date'],
    [22, undefined, 'dateTime'],
    [46, undefined, 'duration'],
    [9, undefined, 'number'],
    [200, '[$-2060401]B2dd/mm/yyyy;@', 'date'],
    [200, '[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy', 'date'],
    [200, 'mmm', 'date'],
    [200, 'yyyy-mm-dd\\Thh:mm:ss', 'dateTime'],
    [200, 'h:mm AM/PM', 'time'],
    [200, '[h]:mm', 'duration'],
    [200, '#,##0.00 "SAR days"', 'number'],
    [200, '[Red]-0.00', 'number'],
    [200, 'General', 'number'],
    [200, '0.00E+00', 'number'],
    [200, '_-* #,##0.00\\ [$د.إ-ar-AE]_-', 'number'],
  ] as const)('takes format %s %s for a %s', (id, code, kind) => {
    expect(numberKind(id, code)).toBe(kind);
  });

  it('finds the column of a cell and unescapes what XML can’t hold', () => {
    expect(['A1', 'Z9', 'AA10', 'XFD1', '7'].map(columnOf)).toEqual([0, 25, 26, 16_383, NaN]);
    expect(unescapeText('a_x000D_b_xZZZZ_')).toBe('a\rb_xZZZZ_');
  });
});
