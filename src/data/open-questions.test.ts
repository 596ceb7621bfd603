import { describe, expect, it } from 'vitest';
import { openExample } from './open-example';
import { askedOf, checkedColumns, openQuestions } from './open-questions';
import { untouched } from './table-choices';
import { customer, day, inspectionOf } from './test-data';

describe('openExample', () => {
  it('takes the first value that two formats read differently', () => {
    expect(openExample([null, '13/02/2024', '05/05/2024', '03/04/2024'])).toEqual({
      value: '03/04/2024',
      readings: { dateDayFirst: '2024-04-03', dateMonthFirst: '2024-03-04' },
    });
  });

  it.each([
    ['3.4.24 10:15', '2024-04-03', '2024-03-04'],
    ['03-04-1969', '1969-04-03', '1969-03-04'],
    ['3/4/68', '2068-04-03', '2068-03-04'],
    ['3/4/69', '1969-04-03', '1969-03-04'],
    ['٠٣/٠٤/٢٠٢٤', '2024-04-03', '2024-03-04'],
    ['۰۳/۰۴/۲۰۲۴', '2024-04-03', '2024-03-04'],
  ])('reads %s both ways', (value, dateDayFirst, dateMonthFirst) => {
    expect(openExample([value])).toEqual({ value, readings: { dateDayFirst, dateMonthFirst } });
  });

  it.each([
    ['1,234', 1234, 1.234],
    ['1.234', 1.234, 1234],
    ['١٬٢٣٤', 1234, 1.234],
  ])('reads %s both ways', (value, number, numberComma) => {
    expect(openExample([value])).toEqual({ value, readings: { number, numberComma } });
  });

  it('finds none among values that can mean one thing only', () => {
    expect(openExample(['31/12/2024', '2024-03-04', '1,234.5', '12', 'x', '13/14/2024', ''])).toBeNull();
  });
});

describe('openQuestions', () => {
  const open = { ...day, isOpen: true };
  const rows = [['a', '03/04/2024']];
  const asked = (settings = untouched, checked = [customer, open]) =>
    openQuestions(inspectionOf([customer, open], { rows }), checked, settings);

  it('asks between the best two formats, with an example of the column', () => {
    const [question] = asked();
    expect(question).toMatchObject({
      column: 'day',
      formats: ['dateDayFirst', 'dateMonthFirst'],
      answer: null,
    });
    expect(question.example?.value).toBe('03/04/2024');
    expect(askedOf(question)).toBe('date');
  });

  it('keeps an answered question, so that the answer can be changed', () => {
    const [question] = asked({ ...untouched, formats: { day: 'dateMonthFirst' } }, [customer, day]);
    expect(question.answer).toBe('dateMonthFirst');
  });

  it('does not ask what the rest of the file decided, nor what nobody needs', () => {
    expect(asked(untouched, [customer, day])).toEqual([]);
    expect(asked({ ...untouched, mapping: { day: 'ignored' } })).toEqual([]);
    expect(asked({ ...untouched, mapping: { day: 'order' } })).toEqual([]);
  });

  it('asks in general where no example is read by both formats', () => {
    const odd = { ...open, formats: [open.formats[0], { format: 'dateHijri', share: 1 } as const] };
    const [question] = openQuestions(inspectionOf([customer, odd], { rows }), [customer, odd], untouched);
    expect(question.example).toBeNull();
    expect(askedOf(question)).toBe('format');
  });
});

it('a column of texts that was read as dates at once is still shown as what it is in the file', () => {
  const native = { ...day, formats: [{ format: 'native', share: 1 } as const] };
  expect(checkedColumns([{ ...day, isOpen: true }], [native])[0]).toEqual(day);
  expect(checkedColumns([native], [native])[0]).toEqual(native);
});

it('what the whole column said goes before its head, where it said anything', () => {
  const [first, second] = checkedColumns(
    [customer, { ...day, isOpen: true }],
    [
      { ...customer, formats: [] },
      { ...day, role: 'start', formats: [{ format: 'dateMonthFirst', share: 0.98 }] },
    ],
  );
  expect(first).toBe(customer);
  expect(second).toMatchObject({
    role: 'time',
    isOpen: false,
    formats: [{ format: 'dateMonthFirst', share: 0.98 }],
  });
});
