import { describe, expect, it } from 'vitest';
import { bestModel, fitModels, modelIds, type ModelCandidate } from './choose-model';
import { simulateMbgNbd } from './mbg-nbd/test-data';
import { runToEnd } from './minimise';
import type { CustomerSummaries } from './purchase-history';
import { createRandom } from './random';
import { simulateBgNbd } from './test-data-bgnbd';
import { simulateParetoNbd } from './test-data-pareto';

const fitted = (data: CustomerSummaries) => runToEnd(fitModels(data, modelIds));

describe('the choice among models', () => {
  it.each([
    ['bgnbd', () => simulateBgNbd(createRandom(2), { r: 0.6, alpha: 5, a: 0.8, b: 2.4 }, 6000, 78)],
    ['mbgnbd', () => simulateMbgNbd(createRandom(2), { r: 0.8, alpha: 5, a: 0.9, b: 1.2 }, 6000, 78)],
    ['pnbd', () => simulateParetoNbd(createRandom(2), { r: 0.6, alpha: 5, s: 0.6, beta: 8 }, 6000, 78)],
  ] as const)('finds the one that %s customers were drawn from', (model, simulate) => {
    const candidates = fitted(simulate());
    expect(candidates.map((candidate) => candidate.model)).toEqual(modelIds);
    expect(bestModel(candidates).model).toBe(model);
  });

  it('counts twice the parameters against twice the log-likelihood', () => {
    const data = simulateBgNbd(createRandom(3), { r: 0.6, alpha: 5, a: 0.8, b: 2.4 }, 400, 78);
    for (const { fit, aic } of fitted(data)) {
      if (fit.kind === 'failed') expect(aic).toBeNull();
      else expect(aic).toBe(8 - 2 * fit.logLikelihood);
    }
  });

  it('leaves out models that failed, and gives the first where all did', () => {
    const failed = (model: ModelCandidate['model']): ModelCandidate => ({
      model,
      fit: { kind: 'failed', reason: 'notIdentified' },
      aic: null,
    });
    const nobody: CustomerSummaries = {
      frequency: Float64Array.of(0),
      recency: Float64Array.of(0),
      age: Float64Array.of(30),
      count: Float64Array.of(50),
    };
    expect(bestModel([failed('pnbd'), failed('bgnbd')]).model).toBe('pnbd');
    const all = fitted(nobody);
    expect(all.map(({ fit }) => fit.kind === 'failed' && fit.reason)).toEqual(
      modelIds.map(() => 'noRepeatCustomers'),
    );
    const [first] = fitted(simulateBgNbd(createRandom(3), { r: 0.6, alpha: 5, a: 0.8, b: 2.4 }, 400, 78));
    expect(bestModel([failed('pnbd'), first])).toBe(first);
  });
});
