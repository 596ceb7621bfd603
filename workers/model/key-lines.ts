import type { OnProgress } from '../api';
import { identifier } from '../duckdb/sql-text';
import customerKeysSql from './customer-keys.sql?raw';
import keyedRowsSql from './keyed-rows.sql?raw';
import { firstRow, type Run } from './statements';
import writtenCustomersSql from './written-customers.sql?raw';

/** What the model reads: SQL over the raw table, made by the import. */
export interface LinesInput {
  /** A query whose rows are those of the table, with the columns of `lines` that it has. */
  lines: string;
  /** Select list of the columns of `lines` that the table does not have, as NULL. */
  absent: string;
  /** From `customer_text` to the customer: trimmed, mended, NULL where the text says that there is none. */
  customer: string;
}

/** Drops what the steps in between leave on the connection, also after a build that failed. */
export async function dropTemporary(run: Run): Promise<void> {
  const left = await run(
    "SELECT table_name, table_type FROM information_schema.tables WHERE table_catalog = 'temp' ORDER BY table_type DESC",
  );
  for (const row of left) {
    const { table_name, table_type } = row.toJSON() as Record<string, string>;
    await run(`DROP ${table_type === 'VIEW' ? 'VIEW' : 'TABLE'} IF EXISTS temp.${identifier(table_name)}`);
  }
}

/**
 * Numbers the customers and makes the temporary `keyed_lines`: all rows of the table, the customer by key. Texts are mended
 * once for each way of writing, not once for each row.
 */
export async function keyLines(run: Run, input: LinesInput, onProgress: OnProgress): Promise<void> {
  onProgress({ stage: 'customers', fraction: null });
  await dropTemporary(run);
  await run(`CREATE TEMP VIEW lines AS ${input.lines}`);
  await run(writtenCustomersSql);
  await numberCustomers(run, input.customer);
  onProgress({ stage: 'orders', fraction: null });
  await run(keyedRowsSql);
  await run(`CREATE TEMP VIEW keyed_lines AS SELECT *${input.absent && `, ${input.absent}`} FROM keyed_rows`);
  await run(
    'CREATE TEMP VIEW used_lines AS SELECT * FROM keyed_lines WHERE customer_key IS NOT NULL AND problem IS NULL',
  );
}

/** Makes `customer_keys`, one row a customer, and `text_keys`, one row a way of writing one. */
async function numberCustomers(run: Run, customer: string): Promise<void> {
  const mended = await firstRow(
    run,
    `SELECT COUNT(*) AS texts FROM written_customers WHERE ${customer} IS DISTINCT FROM customer_text`,
  );
  const isClean = Number(mended.texts) === 0;
  const canonical = isClean ? 'customer_text' : customer;
  const make = isClean ? 'CREATE TEMP VIEW' : 'CREATE TEMP TABLE';
  await run(
    `${make} customer_texts AS SELECT customer_text, ${canonical} AS customer FROM written_customers`,
  );
  await run(isClean ? numberedTextsSql : customerKeysSql);
  await run(
    isClean
      ? 'CREATE TEMP VIEW text_keys AS SELECT customer AS customer_text, customer_key FROM customer_keys'
      : textKeysSql,
  );
}

/** Where nothing is mended every way of writing is a customer, and need not be compared again. */
const numberedTextsSql = `CREATE TEMP TABLE customer_keys AS
SELECT CAST(row_number() OVER () AS INTEGER) AS customer_key, customer_text AS customer FROM written_customers`;

const textKeysSql = `CREATE TEMP TABLE text_keys AS
SELECT texts.customer_text, keys.customer_key
FROM customer_texts AS texts JOIN customer_keys AS keys ON keys.customer = texts.customer`;

/** The highest customer key in use. */
export async function lastKey(run: Run): Promise<number> {
  return Number((await firstRow(run, 'SELECT MAX(customer_key) AS last_key FROM customer_keys')).last_key);
}
