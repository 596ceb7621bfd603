import { fitBgBb } from '../../workers/stats/bg-bb';
import { simulateBgBb } from '../../workers/stats/bg-bb/test-data';
import { fitCox } from '../../workers/stats/cox';
import { coxData, simulateCox } from '../../workers/stats/cox/test-data';
import { kaplanMeier } from '../../workers/stats/kaplan-meier';
import { groupByTime } from '../../workers/stats/kaplan-meier-durations';
import { logRank } from '../../workers/stats/log-rank';
import { simulateMbgNbd } from '../../workers/stats/mbg-nbd/test-data';
import { medianSurvival } from '../../workers/stats/median-survival';
import { runToEnd } from '../../workers/stats/minimise';
import type { CustomerSummaries, PurchaseFit } from '../../workers/stats/purchase-history';
import { purchaseModels, type ModelId, type PurchaseModel } from '../../workers/stats/purchase-models';
import { createRandom, drawExponential, type Random } from '../../workers/stats/random';
import { simulateBgNbd } from '../../workers/stats/test-data-bgnbd';
import { simulateParetoNbd } from '../../workers/stats/test-data-pareto';
import { median, type CoverageReport, type StatisticsReport, type StatisticsTiming } from './results';

/** Estimators on simulated histories with known truth: how long they take, and how often the truth lies inside. */

const rounds = 3;
const day = 1 / 7;
const truths = {
  bgnbd: { r: 0.55, alpha: 5.3, a: 0.8, b: 2.4 },
  mbgnbd: { r: 0.525, alpha: 6.183, a: 0.891, b: 1.614 },
  pnbd: { r: 0.553, alpha: 10.578, s: 0.606, beta: 11.669 },
  bgbb: { alpha: 1.204, beta: 0.75, gamma: 0.657, delta: 2.783 },
};

/** Equal histories as one row with their count, as the analyses get them from SQL. */
function merge(data: CustomerSummaries): CustomerSummaries {
  const places = new Map<string, number>();
  const rows: { index: number; count: number }[] = [];
  data.frequency.forEach((frequency, index) => {
    const key = `${frequency} ${data.recency[index]} ${data.age[index]}`;
    const place = places.get(key);
    if (place !== undefined) rows[place].count += 1;
    else {
      places.set(key, rows.length);
      rows.push({ index, count: 1 });
    }
  });
  const pick = (values: Float64Array) => Float64Array.from(rows, ({ index }) => values[index]);
  return {
    frequency: pick(data.frequency),
    recency: pick(data.recency),
    age: pick(data.age),
    count: Float64Array.from(rows, ({ count }) => count),
  };
}

function timed<Result>(work: () => Result): { milliseconds: number; result: Result } {
  const times: number[] = [];
  let result: Result;
  for (let round = 0; round < rounds; round += 1) {
    const began = performance.now();
    result = work();
    times.push(performance.now() - began);
  }
  return { milliseconds: median(times), result: result! };
}

function timeModel(model: ModelId, customers: number, data: CustomerSummaries): StatisticsTiming {
  const merged = merge(data);
  const { milliseconds, result } = timed(() =>
    runToEnd((purchaseModels[model] as PurchaseModel).fit(merged)),
  );
  if (result.kind === 'failed') throw new Error(`${model}: ${result.reason}`);
  return { subjects: customers, rows: merged.count.length, milliseconds, estimates: result.parameters };
}

function timeSurvival(subjects: number, groups: number): StatisticsTiming {
  const random = createRandom(3);
  const time = new Float64Array(subjects);
  const event = new Uint8Array(subjects);
  const group = new Uint8Array(subjects);
  for (let index = 0; index < subjects; index += 1) {
    group[index] = index % groups;
    // Days, with a hazard that differs from group to group, watched for up to three years.
    const life = drawExponential(random, (1 + group[index] / 10) / 600);
    const watched = 1 + random() * 1095;
    time[index] = Math.floor(Math.min(life, watched));
    event[index] = life <= watched ? 1 : 0;
  }
  const { milliseconds, result } = timed(() => {
    const grouped = groupByTime(time, event, group, groups);
    logRank(grouped);
    return grouped.map((durations) => {
      const fitted = kaplanMeier(durations);
      return fitted.kind === 'failed' ? null : medianSurvival(fitted.curve);
    });
  });
  if (result.includes(null)) throw new Error('A curve was not estimated.');
  return { subjects, rows: subjects, milliseconds, estimates: {} };
}

function timeCox(subjects: number, covariates: number): StatisticsTiming {
  const coefficients = Array.from({ length: covariates }, (_, index) => (index - covariates / 2) / 10);
  const data = coxData(simulateCox(createRandom(4), coefficients, subjects));
  const { milliseconds, result } = timed(() => runToEnd(fitCox(data)));
  if (result.kind === 'failed') throw new Error(result.reason);
  return { subjects, rows: subjects, milliseconds, estimates: {} };
}

/** In how many of the replications each true value lies inside its 95 % interval on the scale of logarithms. */
function countInside(
  truth: Record<string, number>,
  replications: number,
  fit: (
    random: Random,
  ) => Pick<PurchaseFit<string>, 'kind' | 'parameters' | 'standardErrors'> | { kind: 'failed' },
): CoverageReport {
  const inside = Object.fromEntries(Object.keys(truth).map((name) => [name, 0]));
  let fitted = 0;
  for (let seed = 1; seed <= replications; seed += 1) {
    const result = fit(createRandom(1000 + seed));
    if (result.kind === 'failed') continue;
    fitted += 1;
    for (const [name, value] of Object.entries(truth)) {
      const error = (result.standardErrors[name] ?? 0) / result.parameters[name];
      if (Math.abs(Math.log(result.parameters[name] / value)) <= 1.959963984540054 * error) inside[name] += 1;
    }
  }
  return { replications, fitted, inside };
}

export function measureStatistics(say: (text: string) => void): StatisticsReport {
  const million = 1_000_000;
  const timings: StatisticsReport['timings'] = {};
  say('BG/NBD on a million customers');
  timings['BG/NBD with standard errors'] = timeModel(
    'bgnbd',
    million,
    simulateBgNbd(createRandom(1), truths.bgnbd, million, 78, day),
  );
  say('Pareto/NBD on a million customers');
  timings['Pareto/NBD with standard errors'] = timeModel(
    'pnbd',
    million,
    simulateParetoNbd(createRandom(2), truths.pnbd, million, 78, day),
  );
  say('survival of a million customers');
  timings['Kaplan–Meier by 5 groups, log-rank, from single rows'] = timeSurvival(million, 5);
  say('Cox regression');
  timings['Cox, 10 covariates, with standard errors'] = timeCox(100_000, 10);

  const [replications, customers] = [300, 2000];
  say(`coverage over ${replications} replications`);
  const coverage: StatisticsReport['coverage'] = {
    'BG/NBD': countInside(truths.bgnbd, replications, (random) =>
      runToEnd(purchaseModels.bgnbd.fit(simulateBgNbd(random, truths.bgnbd, customers, 78))),
    ),
    'MBG/NBD': countInside(truths.mbgnbd, replications, (random) =>
      runToEnd(purchaseModels.mbgnbd.fit(simulateMbgNbd(random, truths.mbgnbd, customers, 78))),
    ),
    'Pareto/NBD': countInside(truths.pnbd, replications, (random) =>
      runToEnd(purchaseModels.pnbd.fit(simulateParetoNbd(random, truths.pnbd, customers, 78))),
    ),
    'BG/BB': countInside(truths.bgbb, replications, (random) =>
      runToEnd(fitBgBb(simulateBgBb(random, truths.bgbb, customers, 12))),
    ),
  };
  return { timings, coverage };
}
