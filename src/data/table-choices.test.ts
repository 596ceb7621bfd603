import { describe, expect, it } from 'vitest';
import {
  columnsThatCanGo,
  fixesInForce,
  formatInForce,
  hasLimits,
  settingsFor,
  shareInForce,
  untouched,
  withFix,
} from './table-choices';
import { column, customer, day } from './test-data';

describe('settingsFor', () => {
  it('takes what was detected where nothing was wished', () => {
    expect(settingsFor([customer, day], untouched).mapping).toEqual({ customer: 'customer', day: 'time' });
  });

  it('carries wishes over to the columns that are still there, and lets go of the others', () => {
    const settings = settingsFor([customer, day], {
      ...untouched,
      mapping: { day: 'start', city: 'attribute' },
      formats: { day: 'dateMonthFirst', city: 'text' },
      fixes: { city: ['lowerCase'] },
    });
    expect(settings.mapping).toEqual({ customer: 'customer', day: 'start' });
    expect(settings.formats).toEqual({ day: 'dateMonthFirst' });
    expect(settings.fixes).toEqual({});
  });

  it('never gives a role to two columns: a wish goes before what was detected', () => {
    const settings = settingsFor([customer, column('email')], {
      ...untouched,
      mapping: { email: 'customer' },
    });
    expect(settings.mapping).toEqual({ customer: 'attribute', email: 'customer' });
  });
});

describe('the format in force', () => {
  it('is the best guess unless another was chosen, with its own share', () => {
    const late = { ...day, formats: [{ format: 'date', share: 0.9 } as const, ...day.formats] };
    expect(formatInForce(late, untouched)).toBe('date');
    expect(shareInForce(late, untouched)).toBe(0.9);
    const chosen = { ...untouched, formats: { day: 'dateMonthFirst' } as const };
    expect(formatInForce(late, chosen)).toBe('dateMonthFirst');
    expect(shareInForce(late, chosen)).toBe(1);
  });

  it('is unknown where nothing was guessed', () => {
    expect(formatInForce(column('x', { formats: [] }), untouched)).toBeNull();
    expect(shareInForce(column('x', { formats: [] }), untouched)).toBeNull();
  });
});

describe('mendings', () => {
  const id = column('id', {
    fixes: [
      { fix: 'wholeNumber', values: 214, joined: null },
      { fix: 'lowerCase', values: 3, joined: 1 },
    ],
  });

  it('of whole numbers are done unasked, others never', () => {
    expect(fixesInForce(id, untouched)).toEqual(['wholeNumber']);
    expect(fixesInForce(customer, untouched)).toEqual([]);
  });

  it('can be added and turned off one by one', () => {
    const both = withFix(untouched, id, 'lowerCase', true);
    expect(both.fixes).toEqual({ id: ['wholeNumber', 'lowerCase'] });
    expect(withFix(both, id, 'wholeNumber', false).fixes).toEqual({ id: ['lowerCase'] });
    expect(withFix(untouched, id, 'wholeNumber', false).fixes).toEqual({ id: [] });
  });
});

describe('limits', () => {
  it('are none until something is left out', () => {
    expect(hasLimits(untouched)).toBe(false);
    expect(hasLimits({ ...untouched, leftOut: [] })).toBe(false);
    expect(hasLimits({ ...untouched, leftOut: ['note'] })).toBe(true);
    expect(hasLimits({ ...untouched, customerShare: 0.5 })).toBe(true);
    expect(hasLimits({ ...untouched, fromDay: '2024-01-01' })).toBe(true);
  });

  it('never offer to leave out who and when', () => {
    const mapping = { customer: 'customer', day: 'time', price: 'amount' } as const;
    expect(columnsThatCanGo([customer, day, column('price'), column('note')], mapping)).toEqual([
      'price',
      'note',
    ]);
  });
});
