import { readCsv } from '../../../test/helpers/reference';
import { drawBeta, type Random } from '../random';
import type { BetaGeometric, ContractLives } from '../sbg';

/** Rows of [renewal, churned, censored]. */
export function livesOf(...rows: [renewal: number, churned: number, censored: number][]): ContractLives {
  return {
    renewal: Float64Array.from(rows, ([renewal]) => renewal),
    churned: Float64Array.from(rows, ([, churned]) => churned),
    censored: Float64Array.from(rows, ([, , censored]) => censored),
  };
}

/** The published table of 1,000 customers, seen until `years` renewals. */
export function publishedLives(column: 'high_end_pct' | 'regular_pct', years = 7): ContractLives {
  const customers = readCsv('fader_hardie_2007_survival.csv').map((row) =>
    Math.round(10 * Number(row[column])),
  );
  const rows = Array.from({ length: years }, (_, index): [number, number, number] => {
    return [index + 1, customers[index] - customers[index + 1], 0];
  });
  return livesOf(...rows, [years, 0, customers[years]]);
}

/** Customers drawn from the model, each seen for 1 to `longest` renewals. */
export function simulateLives(
  random: Random,
  { alpha, beta }: BetaGeometric,
  customers: number,
  longest: number,
): ContractLives {
  return livesOf(
    ...Array.from({ length: customers }, (): [number, number, number] => {
      const churn = drawBeta(random, alpha, beta);
      const seen = 1 + Math.floor(longest * random());
      for (let renewal = 1; renewal <= seen; renewal++) if (random() < churn) return [renewal, 1, 0];
      return [seen, 0, 1];
    }),
  );
}
