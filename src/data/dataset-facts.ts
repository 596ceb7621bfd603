import type { Dataset, DatasetCounts } from '../../workers/api';
import type { TextKey } from '../i18n/keys';

export interface DatasetFact {
  count: number;
  label: TextKey;
  meaning: TextKey;
}

/** What was set apart while reading and counting, each with the words for what that means. Zero counts are left out. */
export function datasetFacts(dataset: Dataset, counts: DatasetCounts | null): DatasetFact[] {
  const zeroMeaning = dataset.options.zeroIsActivity
    ? 'dataset.zeroOrders.counted'
    : 'dataset.zeroOrders.notCounted';
  const counted = counts && countedFacts(counts, zeroMeaning);
  const facts: DatasetFact[] = [
    ...(counted ?? []),
    { count: dataset.rowsRejected, label: 'dataset.rowsRejected', meaning: 'dataset.rowsRejected.meaning' },
  ];
  return facts.filter(({ count }) => count > 0);
}

function countedFacts(counts: DatasetCounts, zeroMeaning: TextKey): DatasetFact[] {
  return [
    { count: counts.returns, label: 'dataset.returns', meaning: 'dataset.returns.meaning' },
    { count: counts.zeroOrders, label: 'dataset.zeroOrders', meaning: zeroMeaning },
    {
      count: counts.rowsWithoutCustomer,
      label: 'dataset.rowsWithoutCustomer',
      meaning: 'dataset.rowsWithoutCustomer.meaning',
    },
    {
      count: counts.customersWithoutOrder,
      label: 'dataset.customersWithoutOrder',
      meaning: 'dataset.customersWithoutOrder.meaning',
    },
    {
      count: counts.rowsWithoutAmount,
      label: 'dataset.rowsWithoutAmount',
      meaning: 'dataset.rowsWithoutAmount.meaning',
    },
    {
      count: counts.rowsAfterAsOf,
      label: 'dataset.rowsAfterAsOf',
      meaning: 'dataset.rowsAfterAsOf.meaning',
    },
  ];
}
