import { describe, expect, it } from 'vitest';
import type { AnalysisSpec } from '../../workers/api';
import { impossibleIn, writeNotebook } from './notebook';

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

describe('writeNotebook', () => {
  it('puts the data first and then what the data allows', () => {
    const notebook = writeNotebook({ kind: 'purchases', rolesPresent: ['customer', 'time'] }, [
      dated,
      priced,
    ]);
    expect(notebook.cells.map(({ id }) => id)).toEqual(['data', 'dated']);
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
