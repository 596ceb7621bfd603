import type { CountedDataset, FilteredCounts, OnProgress } from '../api';
import type { Database } from '../duckdb/database';
import { cancelled, EngineError } from '../duckdb/engine-error';
import type { Rollups } from '../model/rollups';
import type { CheckedFilters } from './check-filters';
import { Chosen } from './chosen';
import { CustomerCodes } from './customer-codes';
import { Cuts } from './cuts';
import { eitherSignal } from './either-signal';
import { FilterSchemas } from './filter-schemas';
import { Lease } from './lease';
import { Observation } from './observation';
import type { Selection } from './selected';

/** Selections kept for the next question, and how many of them may be of other last days, whose tables are large. */
const most = { selections: 4, cuts: 2 };
/** The page draws what it was just told, on the same few cores: what nobody waits for begins after that. */
const restMilliseconds = 100;

interface SelectionsInput {
  database: Database;
  catalog: string;
  model: string;
  rollups: Rollups;
}

export interface Asker {
  /** All customers, counted. */
  dataset: CountedDataset;
  signal: AbortSignal;
  onProgress: OnProgress;
}

/** The filtered customers of one notebook's data: made when asked for, once whoever asks, and kept for a while. */
export class Selections {
  /** All customers. */
  readonly all: Observation;
  private readonly codes: CustomerCodes;
  private readonly cuts: Cuts;
  private readonly schemas: FilterSchemas;
  /** By the filters' key, the one used last at the end. */
  private readonly chosen = new Map<string, Chosen>();
  /** What is to be dropped once nobody has asked anything for a moment: a click does not wait for it. */
  private readonly leaving: Chosen[] = [];
  private readonly dropping = new Set<Promise<void>>();
  private readonly givenUp = new AbortController();
  private rest: ReturnType<typeof setTimeout> | null = null;
  private wake: () => void = () => undefined;

  constructor(private readonly input: SelectionsInput) {
    const { database, catalog, model, rollups } = input;
    const attribute = rollups.attribute.bind(rollups);
    this.all = new Observation({ database, namespace: `${catalog}.${model}`, derived: rollups, attribute });
    this.codes = new CustomerCodes(database, this.all);
    this.cuts = new Cuts({ database, catalog, all: this.all, rollups });
    this.schemas = new FilterSchemas(database, catalog);
  }

  /** @throws EngineError `noUsableRows` when no customer passes, `cancelled` when the data is given up */
  async select(filters: CheckedFilters, asker: Asker): Promise<Selection> {
    const isCutMade = filters.until === null || this.cuts.has(filters.until);
    return this.holding(filters, asker, async (chosen, signal, release) => {
      const choice = await chosen.choose(asker.dataset, signal);
      const { counts, cut } = choice;
      if (counts.customers === 0) throw new EngineError('noUsableRows', 'No customer passes the filters.');
      const { fills, namespace } = await chosen.tables(choice, signal);
      return new Lease({
        namespace,
        fills,
        dataset: { ...asker.dataset, ...counts },
        cache: chosen.cache,
        calendarCache: (cut?.observation ?? this.all).calendarCache,
        signal,
        workDone: () => cut?.observation.jobsDone ?? 0,
        wentToRows: !isCutMade,
        onRelease: release,
      });
    });
  }

  /** How many customers pass; none is an answer too. */
  count(filters: CheckedFilters, asker: Asker): Promise<FilteredCounts> {
    return this.holding(filters, asker, async (chosen, signal, release) => {
      const { customers, orders, revenue } = (await chosen.choose(asker.dataset, signal)).counts;
      release();
      return { customers, orders, revenue };
    });
  }

  /** Gives up all of it, before the data goes: what is asked of it is cancelled, and what comes later too. */
  async close(): Promise<void> {
    this.givenUp.abort();
    if (this.rest !== null) clearTimeout(this.rest);
    while (this.isAsked()) await this.someRelease();
    await Promise.all([this.all.stop(), this.codes.stop(), this.cuts.stop(), this.schemas.stop()]);
    this.trim({ selections: 0, cuts: 0 });
    this.tidy();
    await Promise.all(this.dropping);
  }

  /** Does work with chosen customers, who stay at least until they are released, which is done here when the work fails. */
  private async holding<T>(
    filters: CheckedFilters,
    { signal, onProgress }: Asker,
    work: (chosen: Chosen, signal: AbortSignal, release: () => void) => Promise<T>,
  ): Promise<T> {
    if (this.givenUp.signal.aborted) throw cancelled();
    const chosen = this.chosen.get(filters.key) ?? this.create(filters);
    this.chosen.delete(filters.key);
    this.chosen.set(filters.key, chosen);
    chosen.holders += 1;
    const either = eitherSignal(signal, this.givenUp.signal);
    const release = () => {
      either.forget();
      chosen.holders -= 1;
      this.trim(most);
      if (!this.isAsked() && !this.givenUp.signal.aborted)
        this.rest ??= setTimeout(this.useRest, restMilliseconds);
      const { wake } = this;
      this.wake = () => undefined;
      wake();
    };
    try {
      onProgress({ stage: 'filter', fraction: null });
      return await work(chosen, either.signal, release);
    } catch (thrown) {
      release();
      throw thrown;
    }
  }

  private create(filters: CheckedFilters): Chosen {
    return new Chosen({
      database: this.input.database,
      filters,
      all: this.all,
      codes: this.codes,
      schemas: this.schemas,
      cuts: this.cuts,
    });
  }

  /** Drops what was used longest ago, but nothing that is held. */
  private trim(limit: typeof most): void {
    const untils = () => new Set([...this.chosen.values()].map(({ until }) => until).filter(isDay));
    for (const [key, chosen] of this.chosen) {
      const isCutTooMuch = isDay(chosen.until) && untils().size > limit.cuts;
      if (chosen.holders > 0 || (this.chosen.size <= limit.selections && !isCutTooMuch)) continue;
      this.chosen.delete(key);
      this.leaving.push(chosen);
    }
    this.cuts.keepOnly(untils()).forEach((dropped) => this.drop(dropped));
  }

  private isAsked(): boolean {
    return [...this.chosen.values()].some(({ holders }) => holders > 0);
  }

  private readonly useRest = (): void => {
    this.rest = null;
    this.schemas.prepare(this.all.namespace);
    if (!this.isAsked()) this.tidy();
  };

  private tidy(): void {
    for (const chosen of this.leaving.splice(0)) this.drop(chosen.drop());
  }

  private drop(dropped: Promise<void>): void {
    this.dropping.add(dropped);
    void dropped.finally(() => this.dropping.delete(dropped));
  }

  private someRelease(): Promise<void> {
    const former = this.wake;
    return new Promise((resolve) => {
      this.wake = () => {
        former();
        resolve();
      };
    });
  }
}

const isDay = (until: number | null): until is number => until !== null;
