import type { Dataset } from '../../workers/api';
import type { TextKey } from '../i18n/keys';

export interface DatasetFact {
  count: number;
  label: TextKey;
  meaning: TextKey;
}

/** What was set apart while reading, each with the words for what that means. Zero counts are left out. */
export function datasetFacts(dataset: Dataset): DatasetFact[] {
  const zeroMeaning = dataset.options.zeroIsActivity
    ? 'dataset.zeroOrders.counted'
    : 'dataset.zeroOrders.notCounted';
  const facts: DatasetFact[] = [
    { count: dataset.returns, label: 'dataset.returns', meaning: 'dataset.returns.meaning' },
    { count: dataset.zeroOrders, label: 'dataset.zeroOrders', meaning: zeroMeaning },
    {
      count: dataset.rowsWithoutCustomer,
      label: 'dataset.rowsWithoutCustomer',
      meaning: 'dataset.rowsWithoutCustomer.meaning',
    },
    {
      count: dataset.customersWithoutOrder,
      label: 'dataset.customersWithoutOrder',
      meaning: 'dataset.customersWithoutOrder.meaning',
    },
    {
      count: dataset.rowsWithoutAmount,
      label: 'dataset.rowsWithoutAmount',
      meaning: 'dataset.rowsWithoutAmount.meaning',
    },
    {
      count: dataset.rowsAfterAsOf,
      label: 'dataset.rowsAfterAsOf',
      meaning: 'dataset.rowsAfterAsOf.meaning',
    },
    { count: dataset.rowsRejected, label: 'dataset.rowsRejected', meaning: 'dataset.rowsRejected.meaning' },
  ];
  return facts.filter(({ count }) => count > 0);
}
