import type { AnalysisSpec } from '../../api';

export const spec: AnalysisSpec = {
  id: 'rfm',
  position: 50,
  needs: [
    ['customer', 'time', 'amount'],
    ['customer', 'time', 'price', 'quantity'],
  ],
  kinds: ['purchases'],
  parameters: [],
};
