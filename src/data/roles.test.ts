import { describe, expect, it } from 'vitest';
import { missingRoles, withRole } from './roles';

describe('withRole', () => {
  it('moves a role that only one column can have', () => {
    const mapping = withRole({ buyer: 'customer', email: 'attribute', day: 'time' }, 'email', 'customer');
    expect(mapping).toEqual({ buyer: 'attribute', email: 'customer', day: 'time' });
  });

  it('lets several columns be attributes', () => {
    expect(withRole({ city: 'attribute', day: 'time' }, 'day', 'attribute')).toEqual({
      city: 'attribute',
      day: 'attribute',
    });
  });
});

describe('missingRoles', () => {
  it('asks for a customer and a date', () => {
    expect(missingRoles({ city: 'attribute' })).toEqual(['customer', 'time']);
  });

  it('takes a start date for a date', () => {
    expect(missingRoles({ id: 'customer', since: 'start' })).toEqual([]);
  });

  it('asks who left when there are only months', () => {
    expect(missingRoles({ id: 'customer', tenure: 'durationMonths' })).toEqual(['churned']);
    expect(missingRoles({ id: 'customer', tenure: 'durationMonths', gone: 'churned' })).toEqual([]);
  });

  it('asks a further table only for its customers', () => {
    expect(missingRoles({ city: 'attribute' }, true)).toEqual(['customer']);
    expect(missingRoles({ id: 'customer' }, true)).toEqual([]);
  });
});
