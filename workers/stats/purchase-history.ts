/** What all models of purchase histories share: the summary of a customer, and the fit. */
export type { CustomerSummaries } from './purchase-history/customers';
export type { PurchaseFit } from './purchase-history/describe-fit';
export type { FitOptions, PurchaseFitFailure } from './purchase-history/fit';
