/** Gamma-Gamma model of spend, Fader & Hardie 2013: fit and predictions. */
export { type SpendSummaries } from './gamma-gamma/spend';
export { type GammaGammaParameters } from './gamma-gamma/likelihood';
export { fitGammaGamma, type GammaGammaFailure, type GammaGammaFit } from './gamma-gamma/fit';
export { expectedSpend } from './gamma-gamma/predict';
