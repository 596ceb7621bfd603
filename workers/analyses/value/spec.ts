import type { AnalysisSpec } from '../../api';

export const spec: AnalysisSpec = {
  id: 'value',
  position: 40,
  needs: [
    ['customer', 'time', 'amount'],
    ['customer', 'time', 'price', 'quantity'],
  ],
  kinds: ['purchases'],
  parameters: [
    { name: 'model', kind: 'choice', options: ['bgnbd'], default: 'bgnbd' },
    { name: 'calibrationEnd', kind: 'date', default: null },
    { name: 'unit', kind: 'choice', options: ['day', 'week'], default: 'week' },
    { name: 'horizonMonths', kind: 'number', integer: true, min: 1, max: 120, default: 12, unit: 'months' },
    { name: 'monthlyDiscountRate', kind: 'number', min: 0, max: 1, default: 0.01, display: 'yearlyRate' },
    { name: 'margin', kind: 'number', min: 0, max: 1, default: 1, display: 'fraction' },
  ],
};
