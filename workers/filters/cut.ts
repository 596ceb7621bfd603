import type { CountedDataset } from '../api';
import type { Database } from '../duckdb/database';
import { fillIn } from '../duckdb/sql-text';
import { dayToIso } from '../model/calendar';
import customersOfContractsSql from '../model/customers-of-contracts.sql?raw';
import customersOfOrdersSql from '../model/customers-of-orders.sql?raw';
import type { DerivedTables } from '../model/derived-tables';
import { firstRow, type Run } from '../model/statements';
import tablesSql from '../model/tables.sql?raw';
import totalsSql from '../model/totals.sql?raw';
import { dropSchema } from './filter-schemas';
import { Observation } from './observation';

interface CutInput {
  database: Database;
  /** Where the tables are to stand, which is not there yet. */
  schema: string;
  all: Observation;
  derived: DerivedTables;
  dataset: CountedDataset;
  /** Last day that counts, from 1970-01-01. */
  until: number;
}

/** All customers as they were seen on an earlier day. */
export interface Cut {
  schema: string;
  observation: Observation;
  derived: DerivedTables;
  dataset: CountedDataset;
}

/** Works customers out anew from the orders until a day; after a failure nothing is left of it. */
export async function cutAt(input: CutInput, signal: AbortSignal): Promise<Cut> {
  const { database, schema, all, until } = input;
  try {
    await database.run(`CREATE SCHEMA ${schema}`, signal);
    const counts = await database.session(schema, signal, (run) => fillCut(run, input));
    const asOf = dayToIso(until);
    const derived = input.derived.elsewhere(schema, asOf);
    const attribute = all.attribute.bind(all);
    const observation = new Observation({ database, namespace: schema, derived, attribute });
    return { schema, observation, derived, dataset: { ...input.dataset, asOf, ...counts } };
  } catch (thrown) {
    await dropSchema(database, schema);
    throw thrown;
  }
}

/** Fills the customers; orders and attributes are views of those of all. */
async function fillCut(run: Run, { all, schema, dataset, until }: CutInput) {
  const from = all.namespace;
  await run(tablesSql);
  await run('DROP TABLE orders; DROP TABLE attributes');
  await run(`CREATE VIEW orders AS SELECT * FROM ${from}.orders WHERE day <= ${until}`);
  await run(
    `CREATE TEMP VIEW customer_keys AS SELECT customer_key, customer FROM ${from}.customers;
CREATE TEMP VIEW used_lines AS SELECT * FROM ${from}.customers`,
  );
  const sql = dataset.kind === 'contracts' ? customersOfContractsSql : customersOfOrdersSql;
  await run(fillIn(sql, { as_of_day: until }));
  await run('DROP VIEW temp.customer_keys; DROP VIEW temp.used_lines');
  await run(
    `CREATE VIEW attributes AS SELECT * FROM ${from}.attributes WHERE customer_key IN (SELECT customer_key FROM ${schema}.customers)`,
  );
  const totals = await firstRow(run, totalsSql);
  return {
    customers: Number(totals.customers),
    orders: Number(totals.orders),
    revenue: dataset.revenue === null ? null : Number(totals.revenue ?? 0),
    returns: Number(totals.returns),
    zeroOrders: Number(totals.zero_orders),
  };
}
