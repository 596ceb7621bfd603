import { describe, expect, it } from 'vitest';
import { referenceJson, referencePresent } from '../../../test/helpers/reference';
import {
  expectedSpend,
  fitGammaGamma,
  type GammaGammaFit,
  type GammaGammaParameters,
  type SpendSummaries,
} from '../gamma-gamma';
import { runToEnd } from '../minimise';
import { createRandom, drawGamma } from '../random';
import { cdnowSummary, onlineRetail } from '../test-data';
import { gammaGammaLikelihood } from './likelihood';
import { groupSpend } from './spend';

const names = ['p', 'q', 'v'] as const;
const published: GammaGammaParameters = { p: 6.25, q: 3.74, v: 15.44 };

function fit(data: SpendSummaries): GammaGammaFit {
  const result = runToEnd(fitGammaGamma(data));
  if (result.kind === 'failed') throw new Error(result.reason);
  return result;
}

/** Repeat customers with 1 to 5 purchases whose spend follows the model. */
function simulate(seed: number, { p, q, v }: GammaGammaParameters, customers: number): SpendSummaries {
  const random = createRandom(seed);
  const frequency = Float64Array.from({ length: customers }, () => 1 + Math.floor(5 * random()));
  const meanSpend = frequency.map((x) => drawGamma(random, p * x, x * drawGamma(random, q, v)));
  return { frequency, meanSpend };
}

describe.skipIf(!referencePresent)('fitGammaGamma', () => {
  it('CDNOW: tight fit, and the published estimates', () => {
    const { mle } = referenceJson<{
      mle: { gg: { params: GammaGammaParameters; se: GammaGammaParameters; LL: number } };
    }>('btyd_parameters.json');
    const result = fit(cdnowSummary());
    for (const name of names) {
      // btyd_parameters.json (scipy 1.10.1): parameters 1e-4, standard errors 1e-2 of their size, log-likelihood 1e-3.
      expect(Math.abs(result.parameters[name] / mle.gg.params[name] - 1)).toBeLessThan(1e-4);
      expect(Math.abs(result.standardErrors[name] / mle.gg.se[name] - 1)).toBeLessThan(1e-2);
    }
    expect(Math.abs(result.logLikelihood - mle.gg.LL)).toBeLessThan(1e-3);
    // Fader & Hardie 2013, note 025. Their v, 15.44, is ours (15.448) within the 0.02 the file grants it.
    expect([result.parameters.p.toFixed(2), result.parameters.q.toFixed(2)]).toEqual(['6.25', '3.74']);
    expect(Math.abs(result.parameters.v - published.v)).toBeLessThan(0.02);
    expect(result).toMatchObject({ meanExists: true, customers: 946, excluded: 0 });
  });

  it('Online Retail, both windows', () => {
    const { fits } = referenceJson<{
      fits: Record<string, { gg: { params: GammaGammaParameters; LL: number; population_mean: number } }>;
    }>('btyd_online_retail.json');
    for (const [end, name] of [
      ['2011-12-09', 'full_to_2011-12-09'],
      ['2011-08-31', 'calibration_to_2011-08-31'],
    ]) {
      const result = fit(onlineRetail(end));
      const expected = fits[name].gg;
      for (const parameter of names) {
        expect(Math.abs(result.parameters[parameter] / expected.params[parameter] - 1)).toBeLessThan(1e-3);
      }
      expect(Math.abs(result.logLikelihood - expected.LL)).toBeLessThan(0.01);
      expect((result.populationMean ?? 0) / expected.population_mean).toBeCloseTo(1, 4);
    }
  });
});

describe('fitGammaGamma on simulated spend', () => {
  it('gives back the parameters', () => {
    const result = fit(simulate(11, published, 20_000));
    for (const name of names) {
      const error = result.standardErrors[name];
      // Three standard errors, for one fixed seed.
      expect(Math.abs(result.parameters[name] - published[name])).toBeLessThan(3 * error);
      expect(error).toBeLessThan(0.1 * published[name]);
    }
  });

  it('in another currency changes v only', () => {
    const data = simulate(12, published, 3_000);
    const [dollars, cents] = [
      fit(data),
      fit({ ...data, meanSpend: data.meanSpend.map((spend) => 100 * spend) }),
    ];
    expect(cents.parameters.p / dollars.parameters.p).toBeCloseTo(1, 6);
    expect(cents.parameters.q / dollars.parameters.q).toBeCloseTo(1, 6);
    expect(cents.parameters.v / dollars.parameters.v).toBeCloseTo(100, 3);
    expect(cents.standardErrors.v / dollars.standardErrors.v).toBeCloseTo(100, 2);
  });

  it('with q below 1 says that there is no mean', () => {
    const result = fit(simulate(13, { p: 3, q: 0.6, v: 5 }, 5_000));
    expect(Math.abs(result.parameters.q - 0.6)).toBeLessThan(3 * result.standardErrors.q);
    expect(result).toMatchObject({ meanExists: false, populationMean: null });
    expect(expectedSpend(result.parameters, 2, 10)).toBeNull();
  });

  it('counts do what repetition does', () => {
    const data = simulate(14, published, 500);
    const repeated = {
      frequency: Float64Array.from([...data.frequency, ...data.frequency]),
      meanSpend: Float64Array.from([...data.meanSpend, ...data.meanSpend]),
    };
    const counted = fit({ ...data, count: new Float64Array(500).fill(2) });
    expect(counted.logLikelihood).toBeCloseTo(fit(repeated).logLikelihood, 6);
    expect(counted.customers).toBe(1000);
  });

  it('leaves out and counts customers who spent nothing or less', () => {
    const data = simulate(15, published, 500);
    const withReturns = {
      ...data,
      meanSpend: data.meanSpend.map((spend, i) => (i < 7 ? (i % 2) - 1 : spend)),
    };
    const rest = { frequency: data.frequency.slice(7), meanSpend: data.meanSpend.slice(7) };
    const result = fit(withReturns);
    expect(result).toMatchObject({ customers: 493, excluded: 7 });
    expect(result.parameters).toEqual(fit(rest).parameters);
  });

  it('has the gradient that central differences give', () => {
    const likelihood = gammaGammaLikelihood(groupSpend(simulate(16, published, 200)));
    const at = [5, 3, 0.4];
    const gradient = new Float64Array(3);
    likelihood(at, gradient);
    at.forEach((parameter, index) => {
      const step = 1e-6 * parameter;
      const above = likelihood(at.with(index, parameter + step));
      const below = likelihood(at.with(index, parameter - step));
      expect((above - below) / (2 * step) / gradient[index]).toBeCloseTo(1, 5);
    });
  });
});

describe('spend that cannot be fitted', () => {
  const reasonOf = (frequency: number[], meanSpend: number[]): string => {
    const data = { frequency: Float64Array.from(frequency), meanSpend: Float64Array.from(meanSpend) };
    const result = runToEnd(fitGammaGamma(data));
    return result.kind === 'failed' ? result.reason : 'fitted';
  };
  const twenty = Array.from({ length: 20 }, (_, index) => index + 1);

  it('gives its reason', () => {
    expect(reasonOf([0, 0], [0, 0])).toBe('noRepeatCustomers');
    expect(
      reasonOf(
        twenty,
        twenty.map(() => 0),
      ),
    ).toBe('noRepeatCustomers');
    expect(reasonOf([1, 2, 3], [5, 6, 7])).toBe('tooFewCustomers');
    expect(
      reasonOf(
        twenty,
        twenty.map(() => 9.9),
      ),
    ).toBe('noSpendVariation');
    expect(
      reasonOf(
        twenty,
        twenty.map(() => NaN),
      ),
    ).toBe('invalidInput');
    expect(
      reasonOf(
        twenty.map(() => 0.5),
        twenty,
      ),
    ).toBe('invalidInput');
    expect(reasonOf([1], [])).toBe('invalidInput');
  });

  it('where spend varies between customers no more than within them: not identified', () => {
    // The spread around 10 falls exactly as 1/√x, as it does for equal customers: q and v grow without limit.
    const frequency = Float64Array.from({ length: 400 }, (_, index) => 1 + (index % 5));
    const meanSpend = frequency.map((x, index) => 10 + (index % 2 === 0 ? 5 : -5) / Math.sqrt(x));
    const result = runToEnd(fitGammaGamma({ frequency, meanSpend }));
    expect(result.kind === 'failed' ? result.reason : result.parameters).toBe('notIdentified');
  });
});
