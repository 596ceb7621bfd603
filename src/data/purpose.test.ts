import { describe, expect, it } from 'vitest';
import { isFurther, likelyPurpose, loadedTable, possiblePurposes, purposeKey } from './purpose';
import { column, customer, day, inspectionOf, tableOf } from './test-data';

const orders = tableOf('orders', [customer, day]);
const cities = tableOf('cities', [customer, column('city')]);

describe('likelyPurpose', () => {
  it('is a new notebook when nothing is open', () => {
    expect(likelyPurpose(inspectionOf([customer, column('city')]), [])).toEqual({ as: 'new' });
  });

  it('is a replacement when a table has the same columns, whatever their order', () => {
    const purpose = likelyPurpose(inspectionOf([column('city'), customer]), [orders, cities]);
    expect(purpose).toEqual({ as: 'replacement', table: cities });
  });

  it('counts columns that the table left in its file', () => {
    const table = tableOf('narrow', [customer, day], { unread: [{ name: 'note', reason: 'leftOut' }] });
    expect(likelyPurpose(inspectionOf([customer, day, column('note')]), [table]).as).toBe('replacement');
  });

  it('is an addition when it has customers and no dates', () => {
    expect(likelyPurpose(inspectionOf([customer, column('tier')]), [orders])).toEqual({ as: 'addition' });
  });

  it('is a new notebook when it has dates of its own, or no customers', () => {
    expect(likelyPurpose(inspectionOf([customer, day, column('x')]), [orders])).toEqual({ as: 'new' });
    expect(likelyPurpose(inspectionOf([column('x')]), [orders])).toEqual({ as: 'new' });
  });
});

it('every purpose has a key of its own', () => {
  const keys = possiblePurposes([orders, cities]).map(purposeKey);
  expect(keys).toEqual(['replacement-orders', 'replacement-cities', 'addition', 'new']);
});

it('only the first table has to say when something happened', () => {
  const tables = [orders, cities];
  expect(isFurther({ as: 'new' }, tables)).toBe(false);
  expect(isFurther({ as: 'addition' }, tables)).toBe(true);
  expect(isFurther({ as: 'replacement', table: orders }, tables)).toBe(false);
  expect(isFurther({ as: 'change', table: cities }, tables)).toBe(true);
});

describe('loadedTable', () => {
  const tier = tableOf('tier', [customer, column('tier')]);

  it('finds the table that came in', () => {
    expect(loadedTable([tier], { as: 'new' }, [orders])).toBe(tier);
    expect(loadedTable([orders, cities, tier], { as: 'addition' }, [orders, cities])).toBe(tier);
  });

  it('finds one that took the place of another, under its id or a new one', () => {
    const again = { ...cities, rows: 11 };
    const purpose = { as: 'replacement', table: cities } as const;
    expect(loadedTable([orders, again], purpose, [orders, cities])).toBe(again);
    expect(loadedTable([orders, tier], purpose, [orders, cities])).toBe(tier);
  });
});
