import type { CountedDataset } from '../api';
import { segments } from '../model/rfm-segments';
import type { CheckedFilters, Condition } from './check-filters';
import type { AttributeCodes, CustomerCodes } from './customer-codes';
import type { CustomerColumns } from './customer-columns';

export interface ChooseInput {
  filters: CheckedFilters;
  /** All customers, without any filter. */
  customers: CustomerColumns;
  codes: CustomerCodes;
  dataset: CountedDataset;
  signal: AbortSignal;
}

/** @returns 1 for each customer who passes all filters, by key */
export async function chooseCustomers({ filters, customers, codes, dataset, signal }: ChooseInput) {
  const mask = customers.isCustomer.slice();
  // Whoever first bought after the last day that counts is not a customer yet.
  if (filters.until !== null) keepFirstDays(mask, customers, -Infinity, filters.until);
  for (const condition of filters.conditions) await keep(condition);
  return mask;

  async function keep(condition: Condition): Promise<void> {
    switch (condition.kind) {
      case 'firstDay':
        return keepFirstDays(mask, customers, condition.from, condition.to);
      case 'segment':
        return keepCodes(
          mask,
          await codes.segments(dataset, signal),
          Uint8Array.from(segments, (segment) => Number(condition.segments.includes(segment))),
        );
      case 'attribute': {
        const attribute = await codes.attribute(condition.name, signal);
        return keepCodes(mask, attribute.codes, passingCodes(attribute, condition.values));
      }
    }
  }
}

function keepFirstDays(mask: Uint8Array, { firstDay }: CustomerColumns, from: number, to: number): void {
  for (let key = 0; key < mask.length; key += 1)
    if (firstDay[key] < from || firstDay[key] > to) mask[key] = 0;
}

/** @param passes by code, 1 for those that pass; a key that has no code has that of 0 */
function keepCodes(mask: Uint8Array, codes: Int32Array, passes: Uint8Array): void {
  for (let key = 0; key < mask.length; key += 1)
    if (passes[key < codes.length ? codes[key] : 0] === 0) mask[key] = 0;
}

function passingCodes({ words }: AttributeCodes, values: readonly (string | null)[]): Uint8Array {
  const wanted = new Set(values);
  const passes = new Uint8Array(words.length + 1);
  passes[0] = Number(wanted.has(null));
  for (let place = 0; place < words.length; place += 1)
    passes[place + 1] = Number(wanted.has(words.get(place) as string));
  return passes;
}
