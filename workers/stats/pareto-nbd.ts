/** Pareto/NBD, Schmittlein, Morrison & Colombo 1987: likelihood, fit and predictions. */
export type { ParetoNbdParameters } from './pareto-nbd/parameters';
export { logLikelihood, logLikelihoodGradient } from './pareto-nbd/likelihood';
export { type ParetoNbdFit, fitParetoNbd } from './pareto-nbd/fit';
export {
  expectedPurchases,
  expectedPurchasesIfAlive,
  expectedPurchasesOfNewCustomer,
  probabilityAlive,
} from './pareto-nbd/predict';
export { probabilityOfPurchases } from './pareto-nbd/probability-of-purchases';
