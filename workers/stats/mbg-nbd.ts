/** MBG/NBD, Batislam, Denizel & Filiztekin 2007: likelihood, fit and predictions. */
export { type MbgNbdParameters, logLikelihood, logLikelihoodGradient } from './mbg-nbd/likelihood';
export { type MbgNbdFit, fitMbgNbd } from './mbg-nbd/fit';
export {
  expectedPurchases,
  expectedPurchasesIfAlive,
  expectedPurchasesOfNewCustomer,
  probabilityAlive,
  probabilityOfPurchases,
} from './mbg-nbd/predict';
