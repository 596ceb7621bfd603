import type { Table } from 'apache-arrow';
import type { ContractLives } from '../../stats/sbg';

export interface Lives extends ContractLives {
  /** Customers still there by how many renewals they have behind them, from none on. */
  current: Float64Array;
  /** Departures known to the month, and the shares of them that lie between two renewals, or on a whole year or quarter. */
  departures: number;
  betweenShare: number;
  yearShare: number;
  quarterShare: number;
}

interface LengthRow {
  months: number;
  observedMonths: number;
  ended: number;
  open: number;
}

/** Months written as fractions by another program may miss the whole by this. */
const rounding = 1e-6;

const wholeAbove = (value: number) => Math.ceil(value - rounding);
const wholeBelow = (value: number) => Math.max(0, Math.floor(value + rounding));

/**
 * Lengths in months as numbers of renewals. Whoever left within a period did not renew at its end. Such a departure
 * counts once that end has been observed: until then those who started with them and stay have not come to the renewal
 * either, and counting only the departures would make leaving look more frequent.
 */
export function readLives(table: Table, monthsPerPeriod: number): Lives {
  const rows = [...table].map((row): LengthRow => ({
    months: Number(row.months),
    observedMonths: row.observed_months === undefined ? Infinity : Number(row.observed_months),
    ended: Number(row.ended),
    open: Number(row.open),
  }));
  const lives = rows.map(({ months, observedMonths, ended, open }) => {
    const left = Math.max(1, wholeAbove(months / monthsPerPeriod));
    const isKnown = left <= wholeBelow(observedMonths / monthsPerPeriod);
    return { left, isKnown, ended, open, stayed: wholeBelow(months / monthsPerPeriod) };
  });
  const pairs = lives.flatMap(({ left, isKnown, ended, open, stayed }) => [
    { renewal: isKnown ? left : left - 1, churned: isKnown ? ended : 0, censored: isKnown ? 0 : ended },
    { renewal: stayed, churned: 0, censored: open },
  ]);
  const current = new Float64Array(1 + Math.max(0, ...lives.map(({ stayed }) => stayed)));
  lives.forEach(({ stayed, open }) => (current[stayed] += open));
  return {
    renewal: Float64Array.from(pairs, ({ renewal }) => renewal),
    churned: Float64Array.from(pairs, ({ churned }) => churned),
    censored: Float64Array.from(pairs, ({ censored }) => censored),
    current,
    ...departuresOf(rows, monthsPerPeriod),
  };
}

function departuresOf(rows: LengthRow[], monthsPerPeriod: number) {
  const departures = rows.reduce((sum, { ended }) => sum + ended, 0);
  const shareOn = (length: number, written: (months: number) => number) => {
    const on = rows.filter(({ months }) => {
      const periods = Math.max(1, written(months)) / length;
      return Math.abs(periods - Math.round(periods)) < rounding;
    });
    return departures === 0 ? 0 : on.reduce((sum, { ended }) => sum + ended, 0) / departures;
  };
  const exactly = (months: number) => months;
  return {
    departures,
    betweenShare: departures === 0 ? 0 : 1 - shareOn(monthsPerPeriod, exactly),
    yearShare: shareOn(12, wholeAbove),
    quarterShare: shareOn(3, wholeAbove),
  };
}
