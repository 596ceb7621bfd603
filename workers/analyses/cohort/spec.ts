import { periodUnits, type AnalysisSpec } from '../../api';

export const spec: AnalysisSpec = {
  id: 'cohort',
  position: 20,
  needs: [
    ['customer', 'time'],
    ['customer', 'start'],
  ],
  kinds: ['purchases', 'contracts'],
  parameters: [
    { name: 'period', kind: 'choice', options: periodUnits, default: 'month' },
    { name: 'clock', kind: 'choice', options: ['calendar', 'personal'], default: 'calendar' },
    {
      name: 'measure',
      kind: 'choice',
      options: ['customers', 'orders', 'revenue', 'revenuePerCustomer'],
      default: 'customers',
    },
    {
      name: 'type',
      kind: 'choice',
      options: ['classic', 'rolling', 'bracket', 'streak'],
      default: 'classic',
      onlyWhen: { measure: ['customers'] },
    },
    { name: 'relativeTo', kind: 'choice', options: ['cohort', 'previous'], default: 'cohort' },
    {
      // Ages per bracket after age 0.
      name: 'bracketLength',
      kind: 'number',
      integer: true,
      min: 1,
      max: 60,
      default: 3,
      unit: 'periods',
      onlyWhen: { type: ['bracket'] },
    },
  ],
};
