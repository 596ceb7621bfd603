import { cancelled, throwIfCancelled } from '../duckdb/engine-error';

/** Rows over all kept orders; each row takes four bytes. The newest order is kept however long it is. */
const mostRows = 24_000_000;
/** Whoever scrolls on while an order is made drops a request and asks again at once: the work goes on for that long. */
const graceMilliseconds = 300;

type Build = (signal: AbortSignal) => Promise<Int32Array>;

interface Work {
  order: Promise<Int32Array>;
  stop: AbortController;
  waiting: number;
}

/**
 * Which rows pass which filters, in which order: places in the table, made once for each wish and then cut into pages.
 * The newest are kept.
 */
export class RowOrders {
  private readonly kept = new Map<string, Int32Array>();
  private readonly underWay = new Map<string, Work>();

  /** The order under `key`, kept or made by `build`; several requests for one order share the work. */
  async get(key: string, build: Build, signal: AbortSignal): Promise<Int32Array> {
    throwIfCancelled(signal);
    const kept = this.kept.get(key);
    if (kept) {
      // Asked again: the youngest, so the last to go.
      this.kept.delete(key);
      this.kept.set(key, kept);
      return kept;
    }
    for (const [other, work] of this.underWay) if (other !== key && work.waiting === 0) work.stop.abort();
    return this.waitFor(this.underWay.get(key) ?? this.begin(key, build), signal);
  }

  /** Stops all work and forgets what was made. */
  close(): void {
    for (const { stop } of this.underWay.values()) stop.abort();
    this.kept.clear();
  }

  private begin(key: string, build: Build): Work {
    const stop = new AbortController();
    const order = build(stop.signal).then((made) => {
      if (!stop.signal.aborted) this.keep(key, made);
      return made;
    });
    const work = { order, stop, waiting: 0 };
    this.underWay.set(key, work);
    const forget = () => {
      if (this.underWay.get(key) === work) this.underWay.delete(key);
    };
    stop.signal.addEventListener('abort', forget);
    void order.then(forget, forget);
    return work;
  }

  private waitFor(work: Work, signal: AbortSignal): Promise<Int32Array> {
    work.waiting += 1;
    return new Promise((resolve, reject) => {
      const leave = () => {
        work.waiting -= 1;
        signal.removeEventListener('abort', giveUp);
      };
      const giveUp = () => {
        leave();
        reject(cancelled());
        setTimeout(() => work.waiting === 0 && work.stop.abort(), graceMilliseconds);
      };
      signal.addEventListener('abort', giveUp);
      const settle =
        <T>(use: (value: T) => void) =>
        (value: T) => {
          if (signal.aborted) return;
          leave();
          use(value);
        };
      work.order.then(settle(resolve), settle(reject));
    });
  }

  private keep(key: string, order: Int32Array): void {
    this.kept.set(key, order);
    let rows = [...this.kept.values()].reduce((sum, { length }) => sum + length, 0);
    for (const [oldest, { length }] of this.kept) {
      if (rows <= mostRows || this.kept.size === 1) return;
      this.kept.delete(oldest);
      rows -= length;
    }
  }
}
