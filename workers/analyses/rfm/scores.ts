/** Tiers and regularity of customers. Source: definitions, "rfm". */

export const regularities = ['regular', 'irregular', 'oneTime'] as const;
export const tiers = ['platinum', 'gold', 'silver', 'bronze'] as const;

/** Regular: at least 3 purchases and a coefficient of variation of the gaps under one half. */
export function regularityOf(
  purchaseDays: number,
  meanGap: number | null,
  gapDeviation: number | null,
): (typeof regularities)[number] {
  if (purchaseDays < 2) return 'oneTime';
  const isSteady =
    purchaseDays >= 3 && meanGap !== null && gapDeviation !== null && gapDeviation / meanGap < 0.5;
  return isSteady ? 'regular' : 'irregular';
}

/** Shares of customers from the top, by revenue in the last 12 months; the rest is bronze. */
const tierShares = [
  ['platinum', 0.05],
  ['gold', 0.15],
  ['silver', 0.3],
] as const;

/**
 * The tier of each customer. Customers with equal revenue share the better tier, so that the order of rows changes
 * nothing; whoever spent nothing in the last 12 months is bronze.
 */
export function tiersOf(recentRevenue: ArrayLike<number>): string[] {
  const descending = Float64Array.from(recentRevenue).sort().reverse();
  let share = 0;
  const limits = tierShares.map(([tier, part]) => {
    share += part;
    return { tier, least: descending[Math.ceil(share * descending.length - 1e-9) - 1] ?? Infinity };
  });
  return Array.from(recentRevenue, (revenue) => {
    const reached = limits.find(({ least }) => revenue > 0 && revenue >= least);
    return reached?.tier ?? 'bronze';
  });
}
