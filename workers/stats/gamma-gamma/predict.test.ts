import { describe, expect, it } from 'vitest';
import { readCsv, referenceJson, referencePresent } from '../../../test/helpers/reference';
import { expectedSpend } from '../gamma-gamma';

const published = { p: 6.25, q: 3.74, v: 15.44 };

describe.skipIf(!referencePresent)('expectedSpend of the first ten CDNOW customers', () => {
  it('is what lifetimes computes and Fader & Hardie print', () => {
    const { values } = referenceJson<{
      values: {
        gg_conditional_expected_avg_value_at_published_params: {
          customers_ID_1_to_10: number[];
          'population_mean_pv/(q-1)': number;
          published_Hardie_note025: number[];
        };
      };
    }>('btyd_function_values.json');
    const expected = values.gg_conditional_expected_avg_value_at_published_params;
    const rows = readCsv('cdnow_customers_summary_with_transactions.csv').slice(0, 10);
    rows.forEach((row, index) => {
      const spend = expectedSpend(published, Number(row.x), Number(row.zbar)) ?? NaN;
      expect(spend / expected.customers_ID_1_to_10[index]).toBeCloseTo(1, 9);
      // The note used unrounded parameters: 35.17 against 35.22, hence 0.06 here (the reference's own list shows it).
      expect(Math.abs(spend - expected.published_Hardie_note025[index])).toBeLessThan(0.06);
    });
    const populationMean = expectedSpend(published, 0, 0) ?? NaN;
    expect(populationMean / expected['population_mean_pv/(q-1)']).toBeCloseTo(1, 9);
  });
});

describe('expectedSpend', () => {
  it('moves from the population’s mean to the customer’s own with more purchases', () => {
    const populationMean = (6.25 * 15.44) / 2.74;
    expect(expectedSpend(published, 0, NaN)).toBeCloseTo(populationMean, 12);
    const [few, many] = [1, 1e6].map((frequency) => expectedSpend(published, frequency, 100) ?? NaN);
    expect(few).toBeGreaterThan(populationMean);
    expect(few).toBeLessThan(many);
    expect(many).toBeCloseTo(100, 3);
  });

  it('does not exist for q up to 1', () => {
    expect(expectedSpend({ ...published, q: 1 }, 5, 20)).toBeNull();
  });
});
