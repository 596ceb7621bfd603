import type { AnalysisSpec } from '../../api';

export const spec: AnalysisSpec = {
  id: 'subscription',
  position: 35,
  needs: [
    ['customer', 'start'],
    ['customer', 'durationMonths', 'churned'],
  ],
  kinds: ['contracts', 'durations'],
  parameters: [
    { name: 'period', kind: 'choice', options: ['month', 'quarter', 'year'], default: 'month' },
    { name: 'horizonPeriods', kind: 'number', integer: true, min: 1, max: 240, default: 12, unit: 'periods' },
    { name: 'monthlyDiscountRate', kind: 'number', min: 0, max: 1, default: 0.01, display: 'yearlyRate' },
    { name: 'marginPerPeriod', kind: 'number', min: 0, max: 1_000_000_000, default: 1 },
  ],
};
