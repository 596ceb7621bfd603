import type { CountedDataset } from '../api';
import type { Database } from '../duckdb/database';
import type { Rollups } from '../model/rollups';
import { cutAt, type Cut } from './cut';
import { dropSchema } from './filter-schemas';
import type { Observation } from './observation';
import { Remembered } from './remembered';
import { freshSchema } from './schema-names';

interface CutsInput {
  database: Database;
  catalog: string;
  all: Observation;
  rollups: Rollups;
}

/** All customers as they were seen on earlier days, each worked out when first asked for. */
export class Cuts {
  private readonly work = new Remembered();
  private readonly made = new Map<number, Cut>();

  constructor(private readonly input: CutsInput) {}

  has(until: number): boolean {
    return this.made.has(until);
  }

  get(until: number, dataset: CountedDataset, signal: AbortSignal): Promise<Cut> {
    const { database, catalog, all, rollups } = this.input;
    return this.work.get(String(until), signal, async (shared) => {
      const schema = freshSchema('observation', catalog);
      const cut = await cutAt({ database, schema, all, derived: rollups, dataset, until }, shared);
      this.made.set(until, cut);
      return cut;
    });
  }

  /** Drops those of other days. @returns what has to be waited for */
  keepOnly(days: ReadonlySet<number>): Promise<void>[] {
    return [...this.made]
      .filter(([until]) => !days.has(until))
      .map(([until, cut]) => {
        this.made.delete(until);
        this.work.forget(String(until));
        return this.drop(cut);
      });
  }

  /** Ends what is being worked out. */
  stop(): Promise<void> {
    return this.work.stop();
  }

  private async drop({ schema, observation, derived }: Cut): Promise<void> {
    await Promise.all([observation.stop(), derived.stop()]);
    await dropSchema(this.input.database, schema);
  }
}
