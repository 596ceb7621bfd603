import type { Table } from 'apache-arrow';
import { inSlices } from './in-slices';
import { sortSteps } from './sorted-order';
import type { TableColumn } from './table-columns';

interface Sorted {
  table: Table;
  column: string;
  descending: boolean;
  /** Rows of the table in their order; null while it is being worked out for the first time. */
  order: Uint32Array | null;
  busy: boolean;
}

/** By what a table is sorted. The latest press wins; the former order is shown until the new one is there. */
export class TableSorting {
  #sorted = $state.raw<Sorted | null>(null);
  #running: AbortController | null = null;

  /** Null for a table that is not sorted: what belonged to another one is forgotten without being cleared. */
  of(table: Table): Sorted | null {
    return this.#sorted?.table === table ? this.#sorted : null;
  }

  /**
   * Numbers begin with the largest, words with the first of the alphabet; a second press turns the order round, a third
   * restores the table's own. Tells whether the order changed.
   */
  async press(table: Table, { name, numeric }: TableColumn): Promise<boolean> {
    this.stop();
    const former = this.of(table);
    const again = former?.column === name;
    const column = table.getChild(name);
    if (!column || (again && former.descending !== numeric)) {
      this.#sorted = null;
      return true;
    }
    const descending = again ? !former.descending : numeric;
    const wish = { table, column: name, descending };
    this.#sorted = { ...wish, order: former?.order ?? null, busy: true };
    const stop = new AbortController();
    this.#running = stop;
    const steps = sortSteps(column, { numeric, descending, locale: document.documentElement.lang });
    const order = await inSlices(steps, stop.signal);
    if (!order) return false;
    this.#sorted = { ...wish, order, busy: false };
    return true;
  }

  stop(): void {
    this.#running?.abort();
  }
}
