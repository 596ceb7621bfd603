import type { Dataset } from '../../workers/api';
import { language, text } from '../i18n/language.svelte';

/** "18,532 orders of 4,338 customers, 1 Dec 2010 to 9 Dec 2011", for whichever kind of data it is. */
export function datasetSentence(dataset: Dataset): string {
  const { customers, orders, from, asOf } = dataset;
  if (from === null || asOf === null) return text('dataset.durations', { customers });
  const dates = { from: language.wording.date(from), to: language.wording.date(asOf) };
  if (dataset.kind === 'purchases') return text('dataset.orders', { orders, customers, ...dates });
  return text('dataset.contracts', { customers, ...dates });
}
