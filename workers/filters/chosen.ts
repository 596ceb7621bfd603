import type { CountedDataset } from '../api';
import { QueryCache } from '../analyses/query-cache';
import type { Database } from '../duckdb/database';
import { dayToIso } from '../model/calendar';
import type { CheckedFilters } from './check-filters';
import { chooseCustomers } from './choose';
import type { CustomerCodes } from './customer-codes';
import { countChosen } from './customer-columns';
import type { Cut } from './cut';
import type { Cuts } from './cuts';
import type { Fills } from './fills';
import type { FilterSchemas } from './filter-schemas';
import { FilteredTables } from './filtered-tables';
import type { Observation } from './observation';
import { Remembered } from './remembered';

interface ChosenInput {
  database: Database;
  filters: CheckedFilters;
  all: Observation;
  codes: CustomerCodes;
  schemas: FilterSchemas;
  cuts: Cuts;
}

interface Choice {
  cut: Cut | null;
  mask: Uint8Array;
  /** What the data's counts are for these customers, and the last day where that is another. */
  counts: Pick<CountedDataset, 'asOf' | 'customers' | 'orders' | 'revenue' | 'returns' | 'zeroOrders'>;
  /** Every customer of the observation passes, so its tables are theirs. */
  isEverybody: boolean;
}

interface ChosenTables {
  namespace: string;
  fills: Fills;
  cut: Cut | null;
}

/** Rows of answers kept for one selection, of which there are several. */
const mostCachedRows = 750_000;

/** The customers that pass some filters: who they are, and, when a question is asked of them, their canonical tables. */
export class Chosen {
  readonly cache = new QueryCache(mostCachedRows);
  /** Questions that are being answered of them. */
  holders = 0;
  private readonly work = new Remembered();
  private filtered: FilteredTables | null = null;

  constructor(private readonly input: ChosenInput) {}

  get until(): number | null {
    return this.input.filters.until;
  }

  /** Finds them, once. */
  choose(dataset: CountedDataset, signal: AbortSignal): Promise<Choice> {
    return this.work.get('choice', signal, (shared) => this.find(dataset, shared));
  }

  /** Makes the tables of those who were found, once. */
  tables({ cut, mask, isEverybody }: Choice, signal: AbortSignal): Promise<ChosenTables> {
    return this.work.get('tables', signal, async (shared) => {
      const observation = cut?.observation ?? this.input.all;
      if (isEverybody) return { namespace: observation.namespace, fills: observation, cut };
      const { database, schemas } = this.input;
      const schema = await schemas.take(observation.namespace, shared);
      this.filtered = new FilteredTables({ database, schema, observation, mask });
      return { namespace: this.filtered.namespace, fills: this.filtered, cut };
    });
  }

  /** Ends what is being made, and drops what was. */
  async drop(): Promise<void> {
    await this.work.stop();
    await this.filtered?.drop();
  }

  private async find(dataset: CountedDataset, signal: AbortSignal): Promise<Choice> {
    const { filters, all, codes } = this.input;
    const { until } = filters;
    const cut = until === null ? null : await this.input.cuts.get(until, dataset, signal);
    const observed = cut?.dataset ?? dataset;
    const asOf = until === null ? dataset.asOf : dayToIso(until);
    const customers = await all.customers(dataset, signal);
    const mask = await chooseCustomers({ filters, customers, codes, dataset, signal });
    const columns = cut ? await cut.observation.customers(cut.dataset, signal) : customers;
    const chosen = countChosen(columns, mask);
    const isEverybody = chosen.customers === observed.customers;
    const { customers: count, orders, returns, zeroOrders } = isEverybody ? observed : chosen;
    const revenue = isEverybody || observed.revenue === null ? observed.revenue : chosen.revenue;
    return {
      cut,
      mask,
      isEverybody,
      counts: { asOf, customers: count, orders, revenue, returns, zeroOrders },
    };
  }
}
