import type { Vector } from 'apache-arrow';
import type { CountedDataset } from '../api';
import type { Database } from '../duckdb/database';
import { fillIn } from '../duckdb/sql-text';
import { isoToDay } from '../model/calendar';
import cutPointsSql from '../model/rfm-cut-points.sql?raw';
import { readCutPoints, segmentsOf } from '../model/rfm-segments';
import attributeCodesSql from './attribute-codes.sql?raw';
import attributeWordsSql from './attribute-words.sql?raw';
import { highestKey, placeByKey } from './by-key';
import type { Observation } from './observation';
import { Remembered } from './remembered';

export interface AttributeCodes {
  /** By key: the place of the customer's value in `words`, from 1; 0 without a value. Later keys have none. */
  codes: Int32Array;
  words: Vector;
}

/** What filters ask of customers, as numbers by key, worked out when first asked for. All of it is of all customers. */
export class CustomerCodes {
  private readonly remembered = new Remembered();

  constructor(
    private readonly database: Database,
    private readonly all: Observation,
  ) {}

  /** The place of each customer's RFM segment in the list of segments; of other keys it means nothing. */
  segments(dataset: CountedDataset, signal: AbortSignal): Promise<Int32Array> {
    return this.remembered.get('segments', signal, async (shared) => {
      const asOf = isoToDay(dataset.asOf ?? '')!;
      const { lastDay, orders } = await this.all.customers(dataset, shared);
      const cuts = await this.run(fillIn(cutPointsSql, { as_of_day: asOf }), shared);
      const silentDays = Float64Array.from(lastDay, (day) => asOf + 1 - day);
      return segmentsOf(silentDays, Float64Array.from(orders), readCutPoints(cuts));
    });
  }

  async attribute(attribute: string, signal: AbortSignal): Promise<AttributeCodes> {
    await this.all.attribute(attribute, signal);
    return this.remembered.get(`attribute ${attribute}`, signal, async (shared) => {
      const table = await this.run(fillIn(attributeCodesSql, { attribute }), shared);
      const codes = new Int32Array(highestKey(table) + 1);
      placeByKey(table, 'code', codes);
      const words = await this.run(fillIn(attributeWordsSql, { attribute }), shared);
      return { codes, words: words.getChild('value')! };
    });
  }

  /** Ends what is being worked out. */
  stop(): Promise<void> {
    return this.remembered.stop();
  }

  private run(sql: string, signal: AbortSignal) {
    return this.database.run(sql, signal, this.all.namespace);
  }
}
