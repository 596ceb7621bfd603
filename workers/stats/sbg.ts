/** Shifted beta-geometric model of contracts, Fader & Hardie 2007: fit, retention, projection and remaining life. */
export { type ContractLives, type RenewalTable, tabulateRenewals } from './sbg/renewals';
export { type BetaGeometric, type RetentionModel, sbgLogLikelihood } from './sbg/likelihood';
export { fitSbg, type SbgFailure, type SbgFit } from './sbg/fit';
export { type ProjectedSurvival, projectSurvival, retentionRate, survivalAfter } from './sbg/retention';
export {
  discountedLifetime,
  discountedResidualLifetime,
  expectedLifetime,
  expectedResidualLifetime,
} from './sbg/lifetime';
export { type FitQuality, renewalFitQuality } from './sbg/fit-quality';
