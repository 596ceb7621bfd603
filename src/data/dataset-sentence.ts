import type { Dataset, DatasetCounts } from '../../workers/api';
import { language, text } from '../i18n/language.svelte';

/**
 * "18,532 orders of 4,338 customers, 1 Dec 2010 to 9 Dec 2011", for whichever kind of data it is; before they are
 * counted, how many rows there are.
 */
export function datasetSentence(dataset: Dataset, counts: DatasetCounts | null): string {
  if (!counts) return text('dataset.rowsRead', { rows: dataset.rowsRead });
  const { from, asOf } = dataset;
  const { customers, orders } = counts;
  if (from === null || asOf === null) return text('dataset.durations', { customers });
  const dates = { from: language.wording.date(from), to: language.wording.date(asOf) };
  if (dataset.kind === 'purchases') return text('dataset.orders', { orders, customers, ...dates });
  return text('dataset.contracts', { customers, ...dates });
}
