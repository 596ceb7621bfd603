/** BG/BB, Fader, Hardie & Shang 2010, for purchases at discrete occasions: likelihood, fit and predictions. */
export { type BgBbParameters, logLikelihood, logLikelihoodGradient } from './bg-bb/likelihood';
export { type BgBbFit, fitBgBb } from './bg-bb/fit';
export {
  expectedPurchases,
  expectedPurchasesIfAlive,
  expectedPurchasesOfNewCustomer,
  probabilityAlive,
} from './bg-bb/predict';
export { probabilityOfPurchases } from './bg-bb/probability-of-purchases';
