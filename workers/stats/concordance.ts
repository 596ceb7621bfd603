import { orderByRank, rankValues } from './rank-values';

/**
 * Predicted risks beside what happened, arrays of one length: the higher the risk, the sooner the event is expected.
 * time, event (1 happened, 0 censored), stratum and count as for a Cox model; only subjects of one stratum are compared.
 */
export interface RankedRisks {
  risk: Float64Array;
  time: Float64Array;
  event: Uint8Array;
  stratum?: Int32Array;
  count?: Float64Array;
}

/** Pairs of subjects: those tied in risk count half. tiedTime are pairs with events at one time, which are not compared. */
export interface Concordance {
  kind: 'fitted';
  concordance: number;
  standardError: number;
  concordant: number;
  discordant: number;
  tiedRisk: number;
  tiedTime: number;
}

export interface ConcordanceFailure {
  kind: 'failed';
  reason: 'invalidInput' | 'noPairs';
}

/**
 * Harrell's C (Harrell et al. 1982): of the pairs of which one is known to have had the event before the other, the
 * share in which that one had the higher risk. Somebody censored at the time of an event outlived it. Standard error by
 * the infinitesimal jackknife, as R `concordance()` and `summary(coxph())`. Takes n·ln n time.
 */
export function concordance(data: RankedRisks): Concordance | ConcordanceFailure {
  if (!isValid(data)) return { kind: 'failed', reason: 'invalidInput' };
  const rows = orderRows(data);
  const pairs = countPairs(rows);
  const compared = pairs.concordant + pairs.discordant + pairs.tiedRisk;
  if (!(compared > 0)) return { kind: 'failed', reason: 'noPairs' };
  const somers = (pairs.concordant - pairs.discordant) / compared;
  let variance = 0;
  for (let row = 0; row < rows.count.length; row++) {
    const influence = (rows.excess[row] - somers * rows.compared[row]) / compared;
    variance += rows.count[row] * influence ** 2;
  }
  return { kind: 'fitted', concordance: (somers + 1) / 2, standardError: Math.sqrt(variance) / 2, ...pairs };
}

function isValid({ risk, time, event, stratum, count }: RankedRisks): boolean {
  const rows = risk.length;
  if (time.length !== rows || event.length !== rows) return false;
  if ((stratum ?? risk).length !== rows || (count ?? risk).length !== rows) return false;
  if (!risk.every(Number.isFinite) || !time.every(Number.isFinite)) return false;
  return (
    event.every((value) => value <= 1) && (count?.every((value) => value >= 0 && value < Infinity) ?? true)
  );
}

/** Rows by stratum, then time, events of a time before those censored at it; and what the walks find out per subject. */
interface OrderedRows {
  /** Place of the risk among the distinct risks, and how many of those there are. */
  rank: Int32Array;
  ranks: number;
  event: Uint8Array;
  count: Float64Array;
  /** Where a group ends: rows of one stratum that share a time and were all censored or all not. */
  groupEnd: Uint32Array;
  groupEndsStratum: Uint8Array;
  /** Per subject of a row: concordant minus discordant pairs, and all pairs compared. */
  excess: Float64Array;
  compared: Float64Array;
}

function orderRows(data: RankedRisks): OrderedRows {
  const rows = data.risk.length;
  const risks = rankValues(data.risk);
  const times = rankValues(data.time);
  const strata = rankValues(Float64Array.from(data.stratum ?? new Int32Array(rows)));
  const censored = Int32Array.from(data.event, (value) => 1 - value);
  let order = orderByRank(Uint32Array.from(censored.keys()), censored, 2);
  order = orderByRank(order, times.rank, times.distinct.length);
  order = orderByRank(order, strata.rank, strata.distinct.length);
  const [groupEnd, groupEndsStratum]: [number[], number[]] = [[], []];
  order.forEach((row, at) => {
    const next = at + 1 < rows ? order[at + 1] : null;
    const endsStratum = next === null || strata.rank[next] !== strata.rank[row];
    const endsTime = endsStratum || times.rank[next] !== times.rank[row];
    if (!endsTime && data.event[next] === data.event[row]) return;
    groupEnd.push(at + 1);
    groupEndsStratum.push(Number(endsStratum));
  });
  return {
    rank: Int32Array.from(order, (row) => risks.rank[row]),
    ranks: risks.distinct.length,
    event: Uint8Array.from(order, (row) => data.event[row]),
    count: Float64Array.from(order, (row) => data.count?.[row] ?? 1),
    groupEnd: Uint32Array.from(groupEnd),
    groupEndsStratum: Uint8Array.from(groupEndsStratum),
    excess: new Float64Array(rows),
    compared: new Float64Array(rows),
  };
}

type Pairs = Pick<Concordance, 'concordant' | 'discordant' | 'tiedRisk' | 'tiedTime'>;

/** Back in time, each event meets those who outlived it; forth in time, everyone meets the events they outlived. */
function countPairs(rows: OrderedRows): Pairs {
  const pairs: Pairs = { concordant: 0, discordant: 0, tiedRisk: 0, tiedTime: 0 };
  const { groupEnd, groupEndsStratum, event, count } = rows;
  const tally = createTally(rows.ranks);
  let stratumEnd = event.length;
  for (let group = groupEnd.length - 1; group >= 0; group--) {
    const start = group === 0 ? 0 : groupEnd[group - 1];
    if (groupEndsStratum[group] === 1) {
      forget(tally, rows.rank, groupEnd[group], stratumEnd);
      stratumEnd = groupEnd[group];
    }
    if (event[start] === 1) {
      for (let row = start; row < groupEnd[group]; row++) {
        look(tally, rows.rank[row]);
        pairs.concordant += count[row] * tally.seen[0];
        pairs.discordant += count[row] * tally.seen[2];
        pairs.tiedRisk += count[row] * tally.seen[1];
        note(rows, row, tally.seen[0] - tally.seen[2], tally);
      }
      pairs.tiedTime += pairsWithin(count, start, groupEnd[group]);
    }
    for (let row = start; row < groupEnd[group]; row++) add(tally, rows.rank[row], count[row]);
  }
  meetEarlierEvents(rows);
  return pairs;
}

function meetEarlierEvents(rows: OrderedRows): void {
  const { groupEnd, event } = rows;
  const tally = createTally(rows.ranks);
  let stratumStart = 0;
  for (let group = 0; group < groupEnd.length; group++) {
    const start = group === 0 ? 0 : groupEnd[group - 1];
    if (group > 0 && rows.groupEndsStratum[group - 1] === 1) {
      forget(tally, rows.rank, stratumStart, start);
      stratumStart = start;
    }
    for (let row = start; row < groupEnd[group]; row++) {
      look(tally, rows.rank[row]);
      note(rows, row, tally.seen[2] - tally.seen[0], tally);
    }
    if (event[start] === 0) continue;
    for (let row = start; row < groupEnd[group]; row++) add(tally, rows.rank[row], rows.count[row]);
  }
}

function note(rows: OrderedRows, row: number, excess: number, tally: Tally): void {
  rows.excess[row] += excess;
  rows.compared[row] += tally.seen[0] + tally.seen[1] + tally.seen[2];
}

/** Pairs among subjects of these rows. */
function pairsWithin(count: Float64Array, start: number, end: number): number {
  let total = 0;
  let pairs = 0;
  for (let row = start; row < end; row++) {
    pairs += count[row] * total + (count[row] * (count[row] - 1)) / 2;
    total += count[row];
  }
  return pairs;
}

/** Subjects by rank of risk: a Fenwick tree (1994) of sums, one-based, beside the plain numbers. */
interface Tally {
  tree: Float64Array;
  here: Float64Array;
  total: number;
  /** Answer of the last look: subjects with a lower, an equal, a higher rank. */
  seen: Float64Array;
}

function createTally(ranks: number): Tally {
  const [tree, here] = [new Float64Array(ranks + 1), new Float64Array(ranks)];
  return { tree, here, total: 0, seen: new Float64Array(3) };
}

/** Takes everybody out, given the ranks of all who may be in. */
function forget(tally: Tally, rank: Int32Array, start: number, end: number): void {
  for (let row = start; row < end; row++) {
    tally.here[rank[row]] = 0;
    for (let at = rank[row] + 1; at < tally.tree.length; at += at & -at) tally.tree[at] = 0;
  }
  tally.total = 0;
}

function add(tally: Tally, rank: number, count: number): void {
  tally.here[rank] += count;
  tally.total += count;
  for (let at = rank + 1; at < tally.tree.length; at += at & -at) tally.tree[at] += count;
}

function look(tally: Tally, rank: number): void {
  let lower = 0;
  for (let at = rank; at > 0; at -= at & -at) lower += tally.tree[at];
  tally.seen[0] = lower;
  tally.seen[1] = tally.here[rank];
  tally.seen[2] = tally.total - lower - tally.here[rank];
}
