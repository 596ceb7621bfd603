/**
 * Pareto/NBD parameters. Purchase rates while alive are gamma distributed with shape r and rate alpha, rates of leaving
 * with shape s and rate beta (alpha and beta in the unit of time of the data; mean rates r/alpha and s/beta).
 * s = 0 is the limit where nobody leaves (the NBD model).
 */
export type ParetoNbdParameters = Record<'r' | 'alpha' | 's' | 'beta', number>;
