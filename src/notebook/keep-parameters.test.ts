import { expect, it } from 'vitest';
import type { AnalysisSpec } from '../../workers/api';
import { keepParameters } from './keep-parameters';

const spec: AnalysisSpec = {
  id: 'x',
  position: 1,
  needs: [['customer']],
  kinds: ['purchases'],
  parameters: [
    { name: 'groupBy', kind: 'attribute', default: null },
    { name: 'until', kind: 'date', default: null },
    { name: 'period', kind: 'choice', options: ['month', 'week'], default: 'month' },
  ],
};
const data = { attributes: [{ name: 'city', distinct: 3 }], from: '2024-01-01', asOf: '2024-06-30' };

it('keeps the very parameters while the data has all they name', () => {
  const params = { groupBy: 'city', until: '2024-06-30', period: 'week' };
  expect(keepParameters(spec, params, data)).toBe(params);
});

it('lets go of an attribute that is gone and of a day outside the data, and of nothing else', () => {
  const params = { groupBy: 'tier', until: '2024-07-01', period: 'week' };
  expect(keepParameters(spec, params, data)).toEqual({ period: 'week' });
  expect(keepParameters(spec, { until: '2024-01-01' }, { ...data, from: null, asOf: null })).toEqual({});
});
