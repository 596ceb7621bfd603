import { periodUnits, type AnalysisSpec } from '../../api';

export const spec: AnalysisSpec = {
  id: 'rate',
  position: 10,
  needs: [
    ['customer', 'time'],
    ['customer', 'start'],
  ],
  kinds: ['purchases', 'contracts'],
  parameters: [
    { name: 'period', kind: 'choice', options: periodUnits, default: 'month' },
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
