import type { AnalysisSpec } from '../../api';

export const spec: AnalysisSpec = {
  id: 'survival',
  position: 30,
  needs: [
    ['customer', 'time'],
    ['customer', 'start'],
    ['customer', 'durationMonths', 'churned'],
  ],
  kinds: ['purchases', 'contracts', 'durations'],
  parameters: [
    { name: 'groupBy', kind: 'attribute', default: null },
    { name: 'unit', kind: 'choice', options: ['day', 'week', 'month'], default: 'month' },
    { name: 'interval', kind: 'choice', options: ['log-log', 'log', 'plain'], default: 'log-log' },
    {
      name: 'lapseWindowDays',
      kind: 'number',
      kinds: ['purchases'],
      integer: true,
      min: 1,
      max: 3660,
      default: null,
      unit: 'days',
    },
  ],
};
