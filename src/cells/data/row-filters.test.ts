import { describe, expect, it } from 'vitest';
import { draftFor, filterOf, isFaulty, type FilterDraft } from './row-filters';

const draft = (changes: Partial<FilterDraft>): FilterDraft => ({
  ...draftFor(1, 'amount', 'text'),
  ...changes,
});

describe('a filter being written', () => {
  it('says nothing while nothing is written', () => {
    expect(filterOf(draftFor(1, 'name', 'text'), 'text')).toBeNull();
    expect(filterOf(draftFor(1, 'amount', 'number'), 'number')).toBeNull();
    expect(filterOf(draft({ condition: 'between', from: 'many' }), 'number')).toBeNull();
    expect(filterOf(draft({ condition: 'equals', text: 'many' }), 'number')).toBeNull();
  });

  it('reads numbers as people type them', () => {
    expect(filterOf(draft({ condition: 'between', from: '١٬٢٠٠٫٥', to: '' }), 'number')).toEqual({
      column: 'amount',
      kind: 'between',
      from: '1200.5',
      to: null,
    });
    expect(isFaulty('1o', 'number')).toBe(true);
    expect(isFaulty('', 'number')).toBe(false);
  });

  it('takes texts as they are', () => {
    expect(filterOf(draft({ text: '50%' }), 'text')).toEqual({
      column: 'amount',
      kind: 'contains',
      text: '50%',
    });
  });

  it('begins with yes where there is only yes and no', () => {
    expect(filterOf(draftFor(2, 'member', 'boolean'), 'boolean')).toEqual({
      column: 'member',
      kind: 'equals',
      text: 'true',
    });
  });

  it('needs no value to ask what is filled', () => {
    expect(filterOf(draft({ condition: 'empty', text: 'x' }), 'date')).toEqual({
      column: 'amount',
      kind: 'empty',
    });
  });
});
