import {
  compareByFrequency,
  compareHoldout,
  type FrequencyComparison,
  type HoldoutComparison,
} from '../../stats/holdout';
import type { PurchaseModel, PurchaseParameters } from '../../stats/purchase-models';
import { perCustomer, type Customers } from './customers';

export interface HoldoutCheck {
  comparison: HoldoutComparison | null;
  byFrequency: FrequencyComparison[];
}

/** Cumulative repeat purchases at the end of each week, from week 1. */
export interface Tracking {
  actual: Float64Array;
  predicted: Float64Array;
}

/** Predicted against actual repeat purchases after calibration. Yields the share done. */
export function* checkHoldout(
  customers: Customers,
  model: PurchaseModel,
  parameters: PurchaseParameters,
  holdoutLength: number,
): Generator<number, HoldoutCheck> {
  const { frequency, recency, age } = customers.histories;
  const ofHistory = new Float64Array(frequency.length);
  let ifAlive = 0;
  for (let index = 0; index < frequency.length; index += 1) {
    const isNew = index === 0 || frequency[index] !== frequency[index - 1] || age[index] !== age[index - 1];
    if (isNew)
      ifAlive = model.expectedPurchasesIfAlive(parameters, frequency[index], age[index], holdoutLength);
    ofHistory[index] =
      ifAlive * model.probabilityAlive(parameters, frequency[index], recency[index], age[index]);
    if (index % 256 === 0) yield index / frequency.length;
  }
  const data = {
    predicted: perCustomer(customers, ofHistory),
    actual: customers.holdoutPurchases,
    frequency: perCustomer(customers, frequency),
    age: perCustomer(customers, age),
  };
  return { comparison: compareHoldout(data, holdoutLength), byFrequency: compareByFrequency(data) };
}

/**
 * Expected cumulative repeat purchases at the end of each week since the first observed day. A customer counts from
 * the first purchase; a week ends on its last day. Yields the share done.
 */
export function* trackPurchases(
  firstDays: Float64Array,
  model: PurchaseModel,
  parameters: PurchaseParameters,
  fromDay: number,
  weeks: number,
  unitDays: number,
): Generator<number, Float64Array> {
  const starts = new Map<number, number>();
  for (const day of firstDays) starts.set(day, (starts.get(day) ?? 0) + 1);
  const ofAge = new Map<number, number>();
  const expectedAt = (days: number) => {
    const known = ofAge.get(days) ?? model.expectedPurchasesOfNewCustomer(parameters, days / unitDays);
    ofAge.set(days, known);
    return known;
  };
  const cumulative = new Float64Array(weeks);
  for (let week = 1; week <= weeks; week += 1) {
    const lastDay = fromDay + 7 * week - 1;
    for (const [day, customers] of starts) {
      if (day < lastDay) cumulative[week - 1] += customers * expectedAt(lastDay - day);
    }
    yield week / weeks;
  }
  return cumulative;
}
