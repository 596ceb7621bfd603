import type { CountedDataset, CustomerFilter, FilteredCounts } from '../api';
import type { Loaded } from '../dataset/build-data';
import type { Database } from '../duckdb/database';
import { checkFilters, type CheckedFilters } from './check-filters';
import type { Selection } from './selected';
import type { Asker } from './selections';

export type { Selection } from './selected';

export interface SelectionInput extends Asker {
  database: Database;
  loaded: Loaded;
  filters: readonly CustomerFilter[];
}

/**
 * The customers that pass the filters; all of them where there is no filter. Whoever asks releases them afterwards.
 * @throws EngineError `parametersInvalid` for a filter that does not fit the data, `noUsableRows` when nobody passes,
 * `cancelled`, also when the data is given up
 */
export async function select(input: SelectionInput): Promise<Selection> {
  const filters = checkFilters(input.filters, input.dataset);
  return chooses(filters) ? input.loaded.selections.select(filters, input) : everybody(input);
}

/** How many customers pass the filters, who may be none. @throws EngineError `parametersInvalid`, `cancelled` */
export async function countSelected(input: SelectionInput): Promise<FilteredCounts> {
  const filters = checkFilters(input.filters, input.dataset);
  return chooses(filters) ? input.loaded.selections.count(filters, input) : countsOf(input.dataset);
}

const chooses = ({ conditions, until }: CheckedFilters) => conditions.length > 0 || until !== null;

const countsOf = ({ customers, orders, revenue }: CountedDataset) => ({ customers, orders, revenue });

function everybody({ loaded, dataset, signal }: SelectionInput): Selection {
  const fills = loaded.selections.all;
  const { namespace } = fills;
  return {
    namespace,
    dataset,
    fills,
    cache: loaded.cache,
    calendarCache: fills.calendarCache,
    signal,
    origin: 'rollup',
    release: () => undefined,
  };
}
