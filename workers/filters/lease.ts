import type { CountedDataset } from '../api';
import type { QueryCache } from '../analyses/query-cache';
import type { Fills } from './fills';
import type { Selection } from './selected';

interface LeaseInput {
  namespace: string;
  dataset: CountedDataset;
  fills: Fills;
  cache: QueryCache;
  calendarCache: QueryCache;
  signal: AbortSignal;
  /** How much has been worked out anew from the orders so far. */
  workDone: () => number;
  /** Something was already, for this question. */
  wentToRows: boolean;
  onRelease: () => void;
}

/** Filtered customers for the time of one question, which notes whether it goes to their rows. */
export class Lease implements Selection {
  readonly namespace: string;
  readonly dataset: CountedDataset;
  readonly cache: QueryCache;
  readonly calendarCache: QueryCache;
  readonly signal: AbortSignal;
  readonly fills: Fills;
  private wentToRows: boolean;
  private isReleased = false;

  constructor(private readonly input: LeaseInput) {
    this.namespace = input.namespace;
    this.dataset = input.dataset;
    this.cache = input.cache;
    this.calendarCache = input.calendarCache;
    this.signal = input.signal;
    this.wentToRows = input.wentToRows;
    this.fills = this.noting(input.fills);
  }

  get origin(): 'rollup' | 'rows' {
    return this.wentToRows ? 'rows' : 'rollup';
  }

  release(): void {
    if (this.isReleased) return;
    this.isReleased = true;
    this.input.onRelease();
  }

  private noting(fills: Fills): Fills {
    const noted = async (fill: () => Promise<void>) => {
      const before = this.input.workDone();
      await fill();
      if (this.input.workDone() > before) this.wentToRows = true;
    };
    return {
      calendar: (unit, signal) => fills.calendar(unit, signal),
      activity: (unit, signal) => noted(() => fills.activity(unit, signal)),
      moves: (unit, signal) => noted(() => fills.moves(unit, signal)),
      purchases: (signal) => noted(() => fills.purchases(signal)),
      gaps: (signal) => noted(() => fills.gaps(signal)),
      attribute: (name, signal) => fills.attribute(name, signal),
      rows: (signal) => {
        this.wentToRows = true;
        return fills.rows(signal);
      },
    };
  }
}
