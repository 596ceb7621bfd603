import type { AnalysisSpec } from '../../api';
import { currencyParameter } from '../currency-parameter';

export const spec: AnalysisSpec = {
  id: 'alive',
  position: 45,
  needs: [['customer', 'time']],
  kinds: ['purchases'],
  parameters: [
    {
      name: 'model',
      kind: 'choice',
      // MBG/NBD first: under BG/NBD everybody who bought once is a customer for ever, which makes no list.
      options: ['mbgnbd', 'pnbd', 'bgnbd', 'automatic'],
      default: 'mbgnbd',
    },
    { name: 'horizonMonths', kind: 'number', integer: true, min: 1, max: 120, default: 3, unit: 'months' },
    currencyParameter,
    { name: 'calibrationEnd', kind: 'date', default: null },
    { name: 'unit', kind: 'choice', options: ['day', 'week'], default: 'week' },
  ],
};
