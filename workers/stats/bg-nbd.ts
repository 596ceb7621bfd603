/** BG/NBD, Fader, Hardie & Lee 2005: likelihood, fit and predictions. */
export { type BgNbdParameters, logLikelihood, logLikelihoodGradient } from './bg-nbd/likelihood';
export { type BgNbdFit, fitBgNbd } from './bg-nbd/fit';
export {
  expectedPurchases,
  expectedPurchasesIfAlive,
  expectedPurchasesOfNewCustomer,
  probabilityAlive,
} from './bg-nbd/predict';
export { probabilityOfPurchases } from './bg-nbd/probability-of-purchases';
