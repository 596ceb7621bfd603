import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Concordance, concordance, type RankedRisks } from './concordance';

interface Subject {
  risk: number;
  time: number;
  event: boolean;
  stratum?: number;
}

function risksOf(subjects: readonly Subject[], count?: readonly number[]): RankedRisks {
  return {
    risk: Float64Array.from(subjects, ({ risk }) => risk),
    time: Float64Array.from(subjects, ({ time }) => time),
    event: Uint8Array.from(subjects, ({ event }) => Number(event)),
    stratum: Int32Array.from(subjects, ({ stratum }) => stratum ?? 0),
    count: count && Float64Array.from(count),
  };
}

function fitted(data: RankedRisks): Concordance {
  const result = concordance(data);
  if (result.kind === 'failed') throw new Error(result.reason);
  return result;
}

/** By the definition, pair by pair, subjects weighing as told: all the numbers but the standard error. */
function pairByPair(
  subjects: readonly Subject[],
  weights = subjects.map(() => 1),
): Omit<Concordance, 'standardError'> {
  const pairs = { concordant: 0, discordant: 0, tiedRisk: 0, tiedTime: 0 };
  subjects.forEach((first, i) =>
    subjects.forEach((second, j) => {
      if (i === j || (first.stratum ?? 0) !== (second.stratum ?? 0) || !first.event) return;
      const weight = weights[i] * weights[j];
      if (first.time === second.time && second.event) pairs.tiedTime += weight / 2;
      else if (first.time > second.time) return;
      else if (first.risk > second.risk) pairs.concordant += weight;
      else if (first.risk < second.risk) pairs.discordant += weight;
      else pairs.tiedRisk += weight;
    }),
  );
  const { concordant, discordant, tiedRisk } = pairs;
  const share = (concordant + tiedRisk / 2) / (concordant + discordant + tiedRisk);
  return { kind: 'fitted', concordance: share, ...pairs };
}

const subjects = fc.array(
  fc.record({
    risk: fc.integer({ min: -4, max: 4 }),
    time: fc.integer({ min: 0, max: 8 }),
    event: fc.boolean(),
    stratum: fc.integer({ min: 0, max: 1 }),
  }),
  { minLength: 2, maxLength: 40 },
);

describe('concordance', () => {
  it('by hand', () => {
    // Event at 1 (risk 3) before 2 (risk 3, tied), 2+ (1, agrees), 4 (5, not); event at 2 (3) before 2+ (1, agrees) and 4
    // (5, not); the one at 4 outlives all. (2 + 1/2) / 5.
    const result = fitted(
      risksOf([
        { time: 1, event: true, risk: 3 },
        { time: 2, event: true, risk: 3 },
        { time: 2, event: false, risk: 1 },
        { time: 4, event: true, risk: 5 },
      ]),
    );
    expect(result).toMatchObject({
      concordant: 2,
      discordant: 2,
      tiedRisk: 1,
      tiedTime: 0,
      concordance: 0.5,
    });
    // Per subject concordant minus discordant, of 3, 3, 2, 2 pairs: 0, 0, 2, −2. D = 0: Σ (excess/5)² = 8/25, halved.
    expect(result.standardError).toBeCloseTo(Math.sqrt(8 / 25) / 2, 12);
  });

  it('is what counting pair by pair gives', () => {
    fc.assert(
      fc.property(subjects, (drawn) => {
        const expected = pairByPair(drawn);
        const result = concordance(risksOf(drawn));
        if (Number.isNaN(expected.concordance)) expect(result).toEqual({ kind: 'failed', reason: 'noPairs' });
        else
          expect(result).toMatchObject({
            ...expected,
            concordance: expect.closeTo(expected.concordance, 12),
          });
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it('has the standard error of the infinitesimal jackknife', () => {
    // By its definition: the root of the sum of squares of the slopes of C in each subject's weight.
    fc.assert(
      fc.property(subjects, (drawn) => {
        fc.pre(!Number.isNaN(pairByPair(drawn).concordance));
        const at = (index: number, weight: number): number =>
          pairByPair(
            drawn,
            drawn.map((_, other) => (other === index ? weight : 1)),
          ).concordance;
        const slopes = drawn.map((_, index) => (at(index, 1 + 1e-5) - at(index, 1 - 1e-5)) / 2e-5);
        const expected = Math.hypot(...slopes);
        expect(fitted(risksOf(drawn)).standardError).toBeCloseTo(expected, 7);
      }),
      { seed: 1, numRuns: 50 },
    );
  });

  it('turns round with the risk, and keeps to its ranks', () => {
    fc.assert(
      fc.property(subjects, (drawn) => {
        fc.pre(!Number.isNaN(pairByPair(drawn).concordance));
        const one = fitted(risksOf(drawn));
        const turned = fitted(risksOf(drawn.map((subject) => ({ ...subject, risk: -subject.risk }))));
        const bent = fitted(
          risksOf(drawn.map((subject) => ({ ...subject, risk: Math.exp(3 * subject.risk) }))),
        );
        expect(turned.concordance).toBeCloseTo(1 - one.concordance, 12);
        expect(turned.standardError).toBeCloseTo(one.standardError, 12);
        expect(bent).toEqual(one);
      }),
      { seed: 1 },
    );
  });

  it('takes a count for so many subjects', () => {
    fc.assert(
      fc.property(
        subjects,
        fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 40, maxLength: 40 }),
        (drawn, counts) => {
          const repeated = drawn.flatMap((subject, index) => Array<Subject>(counts[index]).fill(subject));
          const expected = concordance(risksOf(repeated));
          const result = concordance(
            risksOf(
              drawn,
              drawn.map((_, index) => counts[index]),
            ),
          );
          if (expected.kind === 'failed') expect(result).toEqual(expected);
          else {
            expect(result).toMatchObject({
              concordant: expected.concordant,
              tiedTime: expected.tiedTime,
              concordance: expect.closeTo(expected.concordance, 12),
              standardError: expect.closeTo(expected.standardError, 12),
            });
          }
        },
      ),
      { seed: 1 },
    );
  });

  it('gives its reason when nobody can be compared', () => {
    const reasonOf = (data: RankedRisks): string => {
      const result = concordance(data);
      return result.kind === 'failed' ? result.reason : 'fitted';
    };
    const early = { time: 1, event: true, risk: 1 };
    const late = { time: 2, event: false, risk: 0 };
    expect(reasonOf(risksOf([early, late]))).toBe('fitted');
    expect(reasonOf(risksOf([]))).toBe('noPairs');
    expect(reasonOf(risksOf([early]))).toBe('noPairs');
    expect(reasonOf(risksOf([early, early]))).toBe('noPairs');
    expect(reasonOf(risksOf([late, { ...late, time: 5 }]))).toBe('noPairs');
    expect(reasonOf(risksOf([early, { ...late, stratum: 1 }]))).toBe('noPairs');
    expect(reasonOf(risksOf([early, late], [0, 1]))).toBe('noPairs');
    expect(reasonOf(risksOf([early, { ...late, risk: NaN }]))).toBe('invalidInput');
    expect(reasonOf(risksOf([early, { ...late, time: Infinity }]))).toBe('invalidInput');
    expect(reasonOf(risksOf([early, late], [1, -1]))).toBe('invalidInput');
    expect(reasonOf(risksOf([early, late], [1]))).toBe('invalidInput');
    expect(reasonOf({ ...risksOf([early, late]), event: new Uint8Array(1) })).toBe('invalidInput');
    expect(reasonOf({ ...risksOf([early, late]), event: Uint8Array.of(1, 2) })).toBe('invalidInput');
  });
});
