import { orderByRank, rankValues } from '../rank-values';
import { type CoxData, type CoxFailure, isValidCoxData } from './data';
import { type Design, standardise } from './design';

/**
 * Rows by stratum, then time. Rows of one stratum and time are a tie; tie t has the rows from tieStart[t] to
 * tieStart[t + 1].
 */
export interface PreparedCox extends Design {
  termNames: string[];
  time: Float64Array;
  event: Uint8Array;
  count: Float64Array;
  stratum: Int32Array;
  tieStart: Uint32Array;
  /** Subjects with an event at each tie, and whether the tie is the last of its stratum. */
  tieEvents: Float64Array;
  tieEndsStratum: Uint8Array;
  /** Per column, the sum of the standardised covariate over subjects with an event. */
  eventSum: Float64Array;
  subjects: number;
  events: number;
}

/** Checks, sorts and standardises; or says why there is nothing to fit. */
export function prepareCox(data: CoxData): PreparedCox | CoxFailure {
  if (!isValidCoxData(data)) return { kind: 'failed', reason: 'invalidInput' };
  const order = sortRows(data);
  const sorted = {
    time: gather(data.time, order),
    event: gather(data.event, order),
    count: data.count ? gather(data.count, order) : new Float64Array(order.length).fill(1),
    stratum: data.stratum ? gather(data.stratum, order) : new Int32Array(order.length),
  };
  const subjects = sorted.count.reduce((sum, value) => sum + value, 0);
  const events = sorted.count.reduce((sum, value, row) => sum + value * sorted.event[row], 0);
  if (data.terms.length === 0) return { kind: 'failed', reason: 'noCovariates' };
  if (subjects < 2) return { kind: 'failed', reason: 'tooFewSubjects' };
  if (events === 0) return { kind: 'failed', reason: 'noEvents' };
  const design = standardise(data.terms, order, sorted.count, subjects);
  if ('kind' in design) return design;
  return {
    ...design,
    ...sorted,
    ...findTies(sorted),
    termNames: data.terms.map(({ name }) => name),
    eventSum: sumOverEvents(design.values, design.columns.length, sorted),
    subjects,
    events,
  };
}

function gather<Values extends Float64Array | Int32Array | Uint8Array>(
  values: Values,
  order: Uint32Array,
): Values {
  const gathered = values.slice(0, order.length) as Values;
  for (let at = 0; at < order.length; at++) gathered[at] = values[order[at]];
  return gathered;
}

/** The input rows that stand for anyone, by stratum, then time. */
function sortRows({ time, stratum, count }: CoxData): Uint32Array {
  let used = new Uint32Array(time.length);
  for (let row = 0; row < used.length; row++) used[row] = row;
  if (count !== undefined) used = used.filter((row) => count[row] > 0);
  const times = rankValues(time);
  const byTime = orderByRank(used, times.rank, times.distinct.length);
  if (stratum === undefined) return byTime;
  const strata = rankValues(Float64Array.from(stratum));
  return orderByRank(byTime, strata.rank, strata.distinct.length);
}

type SortedRows = Pick<PreparedCox, 'time' | 'event' | 'count' | 'stratum'>;

function findTies(rows: SortedRows): Pick<PreparedCox, 'tieStart' | 'tieEvents' | 'tieEndsStratum'> {
  const { time, event, count, stratum } = rows;
  const tieStart = new Uint32Array(time.length + 1);
  const tieEvents = new Float64Array(time.length);
  const tieEndsStratum = new Uint8Array(time.length);
  let ties = 0;
  for (let row = 0; row < time.length; row++) {
    const newStratum = row === 0 || stratum[row] !== stratum[row - 1];
    if (newStratum && ties > 0) tieEndsStratum[ties - 1] = 1;
    if (newStratum || time[row] !== time[row - 1]) tieStart[ties++] = row;
    tieEvents[ties - 1] += event[row] * count[row];
  }
  tieEndsStratum[ties - 1] = 1;
  tieStart[ties] = time.length;
  return {
    tieStart: tieStart.slice(0, ties + 1),
    tieEvents: tieEvents.slice(0, ties),
    tieEndsStratum: tieEndsStratum.slice(0, ties),
  };
}

function sumOverEvents(values: Float64Array, width: number, { event, count }: SortedRows): Float64Array {
  const sum = new Float64Array(width);
  for (let row = 0; row < event.length; row++) {
    if (event[row] === 0) continue;
    for (let column = 0; column < width; column++) sum[column] += count[row] * values[row * width + column];
  }
  return sum;
}
