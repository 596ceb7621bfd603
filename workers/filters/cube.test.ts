import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openText, rounded, startEngine, type Row } from '../../test/helpers/engine';
import { contractsCsv, ordersCsv, smallOrderLines } from '../../test/helpers/small-data';
import type { PeriodUnit } from '../api';
import type { Loaded } from '../dataset/build-data';
import type { Database } from '../duckdb/database';
import { fillIn, literal } from '../duckdb/sql-text';
import type { RetentionEngine } from '../engine';
import activityMovesSql from '../model/activity-moves.sql?raw';
import cohortActivitySql from '../model/cohort-activity.sql?raw';
import purchaseGapsSql from '../model/purchase-gaps.sql?raw';
import { sumGaps } from './gap-cube';
import { NumberIndex } from './number-index';
import { sumCohorts } from './sum-cohorts';
import { sumMoves } from './sum-moves';
import { cohortTable, gapTable, moveTable } from './sum-tables';

/** What the engine has open, which only tests reach into. */
interface Opened {
  database: Database;
  open: { current: { loaded: Loaded } };
}

const never = new AbortController().signal;
const schemas = { sql: 'memory.by_sql', cube: 'memory.by_cube' };
const ofUnit = ['cohort_activity', 'activity_moves'];
let engine: RetentionEngine;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());

const files = {
  'orders with ids, returns and lines without a customer': ordersCsv(smallOrderLines(3, 40)),
  'orders by day': ordersCsv(smallOrderLines(4, 40), false),
  'orders without amounts': ordersCsv(smallOrderLines(5, 30), false)
    .split('\n')
    .map((line) => line.split(',').slice(0, 2).join(','))
    .join('\n'),
  contracts: contractsCsv(6, 40),
  // Every 97th day and 150 days later, for seven years: by day too many pairs of days for a table of them.
  'orders of many years': [
    'customer,date,amount',
    ...Array.from({ length: 54 }, (_, place) => {
      const day = new Date(Date.UTC(2015, 0, 1 + 97 * Math.floor(place / 2) + 150 * (place % 2)));
      return `c${(place * 7) % 10},${day.toISOString().slice(0, 10)},${place}`;
    }),
  ].join('\n'),
};

/** The same tables twice: filled by the files of the model from filtered rows, and from the cubes. */
async function addUp({ database, open }: Opened, unit: PeriodUnit, isChosen: (key: number) => boolean) {
  const { all } = open.current.loaded.selections;
  const run = (sql: string, schema?: string) => database.run(sql, never, schema);
  await all.moves(unit, never);
  const { isCustomer } = await all.customers({ returns: 0, zeroOrders: 0 } as never, never);
  const mask = isCustomer.map((value, key) => (value === 1 && isChosen(key) ? 1 : 0));
  const keys = [...mask.keys()].filter((key) => mask[key] === 1);
  const where = `WHERE customer_key IN (${[-1, ...keys].map(literal).join(', ')})`;
  for (const schema of Object.values(schemas)) {
    await run(`DROP SCHEMA IF EXISTS ${schema} CASCADE; CREATE SCHEMA ${schema}`);
    for (const table of [...ofUnit, 'purchase_gaps'])
      await run(`CREATE TABLE ${schema}.${table} AS SELECT * FROM ${all.namespace}.${table} LIMIT 0`);
  }
  const { sql, cube } = schemas;
  await run(`CREATE VIEW ${sql}.periods AS SELECT * FROM ${all.namespace}.periods`);
  await run(`CREATE VIEW ${sql}.activity AS SELECT * FROM ${all.namespace}.activity ${where}`);
  await run(fillIn(cohortActivitySql, { unit }), sql);
  await run(fillIn(activityMovesSql, { unit }), sql);
  const activity = await all.cube(unit, never);
  const insert = async (table: string, bytes: Uint8Array | null) => {
    if (bytes !== null) await database.insertArrow(bytes, cube, table, false);
  };
  await insert('cohort_activity', cohortTable(unit, sumCohorts(activity, mask)));
  await insert('activity_moves', moveTable(unit, sumMoves(activity, mask)));
  if (open.current.loaded.dataset.kind === 'purchases') {
    await all.purchases(never);
    await run(`CREATE VIEW ${sql}.purchases AS SELECT * FROM ${all.namespace}.purchases ${where}`);
    await run(purchaseGapsSql, sql);
    await insert('purchase_gaps', gapTable(sumGaps(await all.gapCube(never), mask)));
  }
  return keys.length;
}

async function rowsIn({ database }: Opened, schema: string, table: string): Promise<Row[]> {
  const found = await database.run(`SELECT * FROM ${schema}.${table} ORDER BY ALL`, never);
  return rounded([...found].map((row) => row.toJSON() as Row));
}

describe.each(Object.entries(files))('%s', (_, text) => {
  beforeAll(() => openText(engine, text));

  it.each(['month', 'week', 'day', 'year'] as const)(
    'are added up by %s as SQL adds them up',
    async (unit) => {
      const opened = engine as unknown as Opened;
      await fc.assert(
        fc.asyncProperty(fc.array(fc.boolean(), { minLength: 1, maxLength: 50 }), async (chosen) => {
          const customers = await addUp(opened, unit, (key) => chosen[key % chosen.length]);
          for (const table of [...ofUnit, 'purchase_gaps']) {
            const rows = await rowsIn(opened, schemas.sql, table);
            expect(await rowsIn(opened, schemas.cube, table)).toEqual(rows);
            if (table === 'cohort_activity') expect(rows.length > 0).toBe(customers > 0);
          }
        }),
        { numRuns: 3, examples: [[[true]], [[false]]] },
      );
    },
  );
});

it('numbers numbers in the order in which they are met, in a small range and in a large one', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(5000, 2 ** 45),
      fc.array(fc.integer({ min: 0, max: 4000 }), { maxLength: 6000 }),
      fc.integer({ min: 1, max: 2 ** 33 }),
      (range, values, step) => {
        const numbers = range === 5000 ? values : values.map((value) => value * step);
        const index = new NumberIndex(range);
        const places = numbers.map((number) => index.place(number));
        const met = [...new Set(numbers)];
        expect([...index.numbers]).toEqual(met);
        const placeOf = new Map(met.map((number, place) => [number, place]));
        expect(places).toEqual(numbers.map((number) => placeOf.get(number)));
      },
    ),
    { numRuns: 50, examples: [[2 ** 45, Array.from({ length: 6000 }, (_, place) => place), 7_777_777_777]] },
  );
});
