import { describe, expect, it } from 'vitest';
import type { AnalysisSpec } from '../../workers/api';
import { impossibleIn, isPossible } from './possible';

const dated: AnalysisSpec = {
  id: 'dated',
  position: 1,
  needs: [
    ['customer', 'time'],
    ['customer', 'start'],
  ],
  kinds: ['purchases', 'contracts'],
  parameters: [],
};
const priced: AnalysisSpec = {
  id: 'priced',
  position: 2,
  needs: [
    ['customer', 'time', 'amount'],
    ['customer', 'time', 'price', 'quantity'],
  ],
  kinds: ['purchases'],
  parameters: [],
};

describe('isPossible', () => {
  it('wants all roles of one set, and the right kind of data', () => {
    const traits = { kind: 'purchases' as const, rolesPresent: ['customer' as const, 'time' as const] };
    expect([dated, priced].map((spec) => isPossible(spec, traits))).toEqual([true, false]);
    expect(isPossible(dated, { ...traits, kind: 'durations' })).toBe(false);
  });
});

describe('impossibleIn', () => {
  it('names what the nearest set of roles still lacks', () => {
    const dataset = { kind: 'purchases', rolesPresent: ['customer', 'time', 'price'] } as const;
    const found = impossibleIn({ ...dataset, rolesPresent: [...dataset.rolesPresent] }, [dated, priced]);
    expect(found).toEqual([{ analysis: 'priced', missingRoles: ['amount'], kinds: ['purchases'] }]);
  });

  it('tells a wrong kind of data from a missing role', () => {
    const found = impossibleIn({ kind: 'durations', rolesPresent: ['customer', 'time'] }, [dated]);
    expect(found).toEqual([{ analysis: 'dated', missingRoles: [], kinds: ['purchases', 'contracts'] }]);
  });
});
