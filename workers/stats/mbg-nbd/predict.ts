import * as bgNbd from '../bg-nbd/predict';
import { probabilityOfPurchases as probabilityOnceStaying } from '../bg-nbd/probability-of-purchases';
import type { MbgNbdParameters } from './likelihood';

/**
 * Chance that a customer with x repeat purchases, the last at t_x, has not left by age T (Batislam, Denizel &
 * Filiztekin 2007). Below 1 for x = 0 too, where recency is not read: one may leave after the first purchase.
 */
export function probabilityAlive(
  parameters: MbgNbdParameters,
  frequency: number,
  recency: number,
  age: number,
): number {
  const { r, alpha, a, b } = parameters;
  if (a === 0) return 1;
  const last = frequency === 0 ? 0 : recency;
  const silence = Math.log1p((age - last) / (alpha + last));
  return 1 / (1 + Math.exp(Math.log(a / (b + frequency)) + (r + frequency) * silence));
}

/** Expected purchases in the `horizon` after age T of a customer with this history, in the unit of the parameters. */
export function expectedPurchases(
  parameters: MbgNbdParameters,
  frequency: number,
  recency: number,
  age: number,
  horizon: number,
): number {
  const alive = probabilityAlive(parameters, frequency, recency, age);
  return alive === 0 ? 0 : alive * expectedPurchasesIfAlive(parameters, frequency, age, horizon);
}

/** `expectedPurchases` of a customer known to be alive at age T; it no longer depends on recency. */
export function expectedPurchasesIfAlive(
  parameters: MbgNbdParameters,
  frequency: number,
  age: number,
  horizon: number,
): number {
  return bgNbd.expectedPurchasesIfAlive(onceStaying(parameters), frequency, age, horizon);
}

/** Expected repeat purchases of a customer in the first `horizon` after the first purchase. */
export function expectedPurchasesOfNewCustomer(parameters: MbgNbdParameters, horizon: number): number {
  return stays(parameters) * expectedPurchasesIfAlive(parameters, 0, 0, horizon);
}

/** Chance that a customer makes exactly `purchases` repeat purchases in the first `horizon` after the first one. */
export function probabilityOfPurchases(
  parameters: MbgNbdParameters,
  purchases: number,
  horizon: number,
): number {
  const { a, b } = parameters;
  const leavesAtOnce = purchases === 0 ? a / (a + b) : 0;
  return (
    leavesAtOnce + stays(parameters) * probabilityOnceStaying(onceStaying(parameters), purchases, horizon)
  );
}

/** Chance to be a customer still right after the first purchase. */
function stays({ a, b }: MbgNbdParameters): number {
  return b / (a + b);
}

/** The BG/NBD model that customers follow once they have stayed after the first purchase (see `mbgNbdLikelihood`). */
function onceStaying(parameters: MbgNbdParameters): MbgNbdParameters {
  return { ...parameters, b: parameters.b + 1 };
}
