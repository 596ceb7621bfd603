import * as bgNbd from './bg-nbd';
import * as mbgNbd from './mbg-nbd';
import * as paretoNbd from './pareto-nbd';
import type { CustomerSummaries, FitOptions, PurchaseFit, PurchaseFitFailure } from './purchase-history';
import type { IterationProgress } from './search';

/** Parameters of any model, by name. */
export type PurchaseParameters = Record<string, number>;

/** A model of purchases and dropout, by whichever name: what an analysis needs to predict. Times in the unit of the fit. */
export interface PurchaseModel {
  fit(
    data: CustomerSummaries,
    options?: FitOptions,
  ): Generator<IterationProgress, PurchaseFit<string> | PurchaseFitFailure>;
  /** Chance that a customer with this history is one still. */
  probabilityAlive(parameters: PurchaseParameters, frequency: number, recency: number, age: number): number;
  /** Expected purchases in the horizon after `age` of a customer known to be one still; recency does not matter then. */
  expectedPurchasesIfAlive(
    parameters: PurchaseParameters,
    frequency: number,
    age: number,
    horizon: number,
  ): number;
  /** Expected repeat purchases in the first `horizon` after the first purchase. */
  expectedPurchasesOfNewCustomer(parameters: PurchaseParameters, horizon: number): number;
}

/** The models by the names that settings use. */
export const purchaseModels = {
  bgnbd: { ...bgNbd, fit: bgNbd.fitBgNbd },
  mbgnbd: { ...mbgNbd, fit: mbgNbd.fitMbgNbd },
  pnbd: { ...paretoNbd, fit: paretoNbd.fitParetoNbd },
} satisfies Record<string, PurchaseModel>;

export type ModelId = keyof typeof purchaseModels;
