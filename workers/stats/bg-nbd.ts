/** BG/NBD, Fader, Hardie & Lee 2005: likelihood, fit and predictions. */
export { type CustomerSummaries } from './bg-nbd/customers';
export { type BgNbdParameters, logLikelihood, logLikelihoodGradient } from './bg-nbd/likelihood';
export { type BgNbdFit } from './bg-nbd/describe-fit';
export { type BgNbdFailure, fitBgNbd } from './bg-nbd/fit';
export {
  expectedPurchases,
  expectedPurchasesIfAlive,
  expectedPurchasesOfNewCustomer,
  probabilityAlive,
} from './bg-nbd/predict';
