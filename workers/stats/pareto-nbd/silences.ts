import type { GroupedCustomers } from '../purchase-history/group-customers';
import { rankValues } from '../rank-values';

/**
 * The distinct silences of customers, from the last purchase to the end of observation. `times` holds, one frequency
 * after the other, the distinct times at which a silence of customers with that frequency begins or ends, ascending:
 * frequency i has those from firstTime[i] to before firstTime[i + 1]. Silence j goes from times[begin[j]] to
 * times[end[j]] and is that of count[j] customers.
 */
export interface Silences {
  times: Float64Array;
  firstTime: Int32Array;
  begin: Int32Array;
  end: Int32Array;
  count: Float64Array;
}

/** Silences in the order of their frequency, with begin and end as ranks among the times of all customers. */
interface RankedSilences extends Omit<Silences, 'firstTime'> {
  frequency: Int32Array;
}

/** Equal silences once, and their times in the order in which integrals over them are built up. */
export function groupSilences(grouped: GroupedCustomers): Silences {
  const ranked = rankSilences(grouped);
  const { frequency, begin, end } = ranked;
  const place = new Int32Array(ranked.times.length);
  const seenBy = new Int32Array(ranked.times.length).fill(-1);
  const used = new Int32Array(2 * begin.length);
  const firstTime = new Int32Array(grouped.frequencies.length + 1);
  let row = 0;
  let total = 0;
  for (let index = 0; index < grouped.frequencies.length; index++) {
    const firstRow = row;
    for (; row < begin.length && frequency[row] === index; row++) {
      for (const rank of [begin[row], end[row]]) {
        if (seenBy[rank] === index) continue;
        seenBy[rank] = index;
        used[total++] = rank;
      }
    }
    const ours = used.subarray(firstTime[index], total).sort();
    ours.forEach((rank, at) => (place[rank] = firstTime[index] + at));
    for (let at = firstRow; at < row; at++) {
      begin[at] = place[begin[at]];
      end[at] = place[end[at]];
    }
    firstTime[index + 1] = total;
  }
  const times = Float64Array.from(used.subarray(0, total), (rank) => ranked.times[rank]);
  return { times, firstTime, begin, end, count: ranked.count };
}

function rankSilences(grouped: GroupedCustomers): RankedSilences {
  const { ages, recencies, rowFrequency, rowAge, rowRecency, rowCount } = grouped;
  const once = oneTimeBuyers(grouped);
  const onceAges = once.flatMap((customers, age) => (customers > 0 ? [age] : []));
  const length = onceAges.length + rowCount.length;
  const joined = new Float64Array(1 + ages.length + recencies.length);
  joined.set(ages, 1);
  joined.set(recencies, 1 + ages.length);
  const { distinct: times, rank } = rankValues(joined);
  const ranked: RankedSilences = {
    times,
    frequency: new Int32Array(length),
    begin: new Int32Array(length),
    end: new Int32Array(length),
    count: new Float64Array(length),
  };
  onceAges.forEach((age, row) => {
    ranked.begin[row] = rank[0];
    ranked.end[row] = rank[1 + age];
    ranked.count[row] = once[age];
  });
  for (let row = 0; row < rowCount.length; row++) {
    const at = onceAges.length + row;
    ranked.frequency[at] = rowFrequency[row];
    ranked.begin[at] = rank[1 + ages.length + rowRecency[row]];
    ranked.end[at] = rank[1 + rowAge[row]];
    ranked.count[at] = rowCount[row];
  }
  return ranked;
}

/** How many of each age never came back: those who are in no row. */
function oneTimeBuyers({ frequencies, customersOfAge, rowAge, rowCount }: GroupedCustomers): number[] {
  if (frequencies[0] !== 0) return [];
  const customers = Array.from(customersOfAge);
  for (let row = 0; row < rowCount.length; row++) customers[rowAge[row]] -= rowCount[row];
  return customers;
}
