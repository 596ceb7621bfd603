import { describe, expect, it } from 'vitest';
import type { ColumnFormat } from '../../api';
import type { ColumnSample } from '../reader';
import { proposeFixes } from './fixes';
import { formatFor, guessFormats } from './guess';

const sample = (values: (string | null)[], name = 'column', type = 'VARCHAR'): ColumnSample => ({
  name,
  named: 'header',
  type,
  values,
});
/** Format and share, and whether it is open. */
const guess = (values: (string | null)[], name?: string, type?: string) => {
  const { formats, isOpen } = guessFormats(sample(values, name, type));
  return [formats.map(({ format, share }) => `${format} ${Math.round(share * 100)}`).join(', '), isOpen];
};

describe('the guess of formats', () => {
  it.each<[string, string[], string, boolean]>([
    ['plain numbers', ['1', '2.5', '-3'], 'number 100, text 100', false],
    ['whole numbers', ['1', '20', '300'], 'number 100, text 100', false],
    ['grouped thousands alone', ['1,234', '5,678'], 'number 100, numberComma 100, text 100', true],
    ['points of thousands alone', ['1.234', '5.678'], 'number 100, numberComma 100, text 100', true],
    ['a decimal comma among them', ['1,234', '12,5'], 'numberComma 100, number 50, text 100', false],
    ['both signs', ['1.234,50', '1.234'], 'numberComma 100, number 50, text 100', false],
    ['a decimal point among them', ['1,234', '1,234.50'], 'number 100, numberComma 50, text 100', false],
    ['money', ['SAR 5.50', '7.25 ر.س', 'NULL', '-'], 'number 100, text 100', false],
    ['ids', ['C001', 'C002'], 'text 100', false],
    ['ISO dates', ['2024-01-05', '2024-02-06'], 'date 100, text 100', false],
    ['days first', ['05/06/2024', '31/12/2024'], 'dateDayFirst 100, dateMonthFirst 50, text 100', false],
    ['months first', ['05/06/2024', '12/31/2024'], 'dateMonthFirst 100, dateDayFirst 50, text 100', false],
    ['either', ['05/06/2024', '01/02/2024'], 'dateDayFirst 100, dateMonthFirst 100, text 100', true],
    [
      'the same either way',
      ['05/05/2024', '01/01/2024'],
      'dateDayFirst 100, dateMonthFirst 100, text 100',
      false,
    ],
    ['names of months', ['5 Jan 2024', '٥ يناير ٢٠٢٤'], 'date 100, text 100', false],
    ['Hijri', ['١٤٤٥/٠٩/٠١', '1445-10-02'], 'dateHijri 100, text 100', false],
    [
      'compact days',
      ['20240131', '20240201', '20240302', '20240403', '20240504'],
      'date 100, number 100, text 100',
      false,
    ],
    ['eight digits that are no days', ['20240131', '20241399'], 'number 100, date 50, text 100', false],
    ['yes and no', ['Yes', 'No', 'n/a'], 'boolean 100, text 100', false],
    ['ones and zeros', ['1', '0'], 'number 100, boolean 100, text 100', false],
    ['a few strays', ['1', '2', '3', '4', 'five'], 'number 80, text 100', false],
    ['half strays', ['1', 'a', 'b', '2'], 'text 100, number 50', false],
    ['nothing', ['', '-', 'NULL'], 'text 100', false],
    ['None, beside numbers', ['None', '12', '20'], 'number 100, text 100', false],
  ])('of %s', (_, values, formats, isOpen) => {
    expect(guess(values)).toEqual([formats, isOpen]);
  });

  it('believes counts of days and seconds only where the name says date', () => {
    expect(guess(['45292', '45293.5'], 'order_date')[0]).toBe('dateExcel 100, number 100, text 100');
    expect(guess(['45292', '45293'], 'amount')[0]).toBe('number 100, dateExcel 100, text 100');
    expect(guess(['1704067200', '1704067201'], 'createdAt')[0]).toBe(
      'dateUnixSeconds 100, number 100, text 100',
    );
    expect(guess(['1704067200000'], 'تاريخ الطلب')[0]).toBe('dateUnixMilliseconds 100, number 100, text 100');
    expect(guess(['20240131'], 'date')[0]).toBe('date 100, number 100, text 100');
  });

  it('takes engine types as they are, and whole numbers as dates where the name says so', () => {
    expect(guess(['2024-01-05'], 'x', 'DATE')).toEqual(['native 100', false]);
    expect(guess(['5'], 'x', 'BIGINT')).toEqual(['native 100', false]);
    expect(guess(['45292'], 'date', 'BIGINT')).toEqual(['dateExcel 100, native 100', false]);
    expect(guess(['20240131.0'], 'date', 'DOUBLE')).toEqual(['date 100, native 100', false]);
    expect(guess(['1704067200000'], 'updated_at', 'BIGINT')).toEqual([
      'dateUnixMilliseconds 100, native 100',
      false,
    ]);
  });

  it('gives the format for what a role wants', () => {
    const format = (kind: 'number' | 'date' | 'boolean', ...formats: ColumnFormat[]) =>
      formatFor(
        kind,
        formats.map((each) => ({ format: each, share: 1 })),
      );
    expect(format('date', 'number', 'dateExcel', 'text')).toBe('dateExcel');
    expect(format('number', 'text', 'numberComma')).toBe('numberComma');
    expect(format('number', 'text')).toBe('number');
    expect(format('date', 'text')).toBe('dateDayFirst');
    expect(format('boolean', 'number', 'boolean')).toBe('boolean');
  });
});

describe('the proposed fixes', () => {
  const fixes = (values: (string | null)[], type?: string) =>
    proposeFixes(sample(values, 'customer', type)).map(({ fix, values: changed }) => `${fix} ${changed}`);
  it.each<[string, string[], string[]]>([
    ['ids from floats', ['123.0', '124.0', '', 'NULL'], ['wholeNumber 2']],
    ['both', ['123.0', '124'], ['wholeNumber 1']],
    ['measures', ['1.0', '1.5'], []],
    ['leading zeros', ['007', '008'], []],
    ['addresses', ['A@x.com', 'b@x.com'], ['lowerCase 1']],
    ['names in two cases', ['Sara Ali', 'sara ali', 'Omar'], ['lowerCase 2']],
    ['codes', ['AB1', 'AB2'], []],
    ['blanks', ['a @x.com', 'b@x.com'], ['noBlanks 1']],
    ['double blanks', ['Sara  Ali', 'Omar Zaki'], ['noBlanks 1']],
    ['single blanks', ['Sara Ali', 'Omar Zaki'], []],
  ])('for %s', (_, values, expected) => {
    expect(fixes(values)).toEqual(expected);
  });

  it('say that floats become whole', () => {
    expect(fixes(['1.0', '2.0', null], 'DOUBLE')).toEqual(['wholeNumber 2']);
    expect(fixes(['1.5', '2.0'], 'DOUBLE')).toEqual([]);
    expect(fixes(['1', '2'], 'BIGINT')).toEqual([]);
  });
});
