import type { AnalysisSpec } from '../../api';
import { currencyParameter } from '../currency-parameter';

export const spec: AnalysisSpec = {
  id: 'value',
  position: 40,
  needs: [
    ['customer', 'time', 'amount'],
    ['customer', 'time', 'price', 'quantity'],
  ],
  kinds: ['purchases'],
  // A bare call fits one model, the one most published numbers are for; a reader is given the best of all.
  written: { model: 'automatic' },
  parameters: [
    {
      name: 'model',
      kind: 'choice',
      options: ['automatic', 'bgnbd', 'mbgnbd', 'pnbd'],
      default: 'bgnbd',
    },
    { name: 'horizonMonths', kind: 'number', integer: true, min: 1, max: 120, default: 12, unit: 'months' },
    { name: 'monthlyDiscountRate', kind: 'number', min: 0, max: 1, default: 0.01, display: 'yearlyRate' },
    { name: 'margin', kind: 'number', min: 0, max: 1, default: 1, display: 'fraction' },
    currencyParameter,
    { name: 'groupBy', kind: 'attribute', default: null },
    { name: 'period', kind: 'choice', options: ['month', 'quarter', 'year'], default: 'quarter' },
    { name: 'calibrationEnd', kind: 'date', default: null },
    { name: 'unit', kind: 'choice', options: ['day', 'week'], default: 'week' },
  ],
};
