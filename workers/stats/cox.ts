/** Cox's proportional hazards regression: fit, tests, and the check that hazards are proportional. */
export { type CoxData, type CoxFailure, type CoxTerm, factorFromLabels, type NumericTerm } from './cox/data';
export { type ChiSquareTest, type CoxFit } from './cox/describe-fit';
export { type CoxOptions, fitCox } from './cox/fit';
export { type ProportionalHazardsTest, testProportionalHazards } from './cox/proportional-hazards';
export { type TimeTransform } from './cox/time-transform';
