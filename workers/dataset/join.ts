import { fixes, type Fix, type JoinReport } from '../api';
import type { Database } from '../duckdb/database';
import { customerSql } from '../ingest/values/text-sql';
import { customerOfTextSql, customerTextSql } from './lines';
import { columnWithRole, fixesOf, rawName, type RawTable } from './raw-table';

const shownExamples = 5;

const customersOf = (catalog: string, table: RawTable) => {
  const column = columnWithRole(table, 'customer')!;
  return `SELECT ${customerOfTextSql(table, column)} AS customer, COUNT(*) AS rows
FROM (SELECT ${customerTextSql(column)} AS customer_text FROM ${rawName(catalog, table)}) AS texts
GROUP BY 1 HAVING customer IS NOT NULL`;
};

/** The model's `customer` mended as the further table's are, so that both sides of the join are written alike. */
export function metCustomerSql(table: RawTable): string {
  const fixesInForce = fixesOf(table, columnWithRole(table, 'customer')!);
  return customerSql({ name: 'customer', type: 'VARCHAR', values: [] }, fixesInForce);
}

/** How the customers of a further table meet those of the model. */
export async function joinReport(
  database: Database,
  catalog: string,
  model: string,
  table: RawTable,
  signal: AbortSignal,
): Promise<JoinReport> {
  const added = `ours AS (SELECT DISTINCT ${metCustomerSql(table)} AS customer FROM customers), added AS (${customersOf(catalog, table)})`;
  const counts = (
    await database.run(
      `WITH ${added}
SELECT
  CAST(COUNT(*) FILTER (WHERE ours.customer IS NOT NULL AND added.customer IS NOT NULL) AS DOUBLE) AS matched,
  CAST(COUNT(*) FILTER (WHERE added.customer IS NULL) AS DOUBLE) AS unmatched,
  CAST(COUNT(*) FILTER (WHERE ours.customer IS NULL) AS DOUBLE) AS strangers,
  CAST(COUNT(*) FILTER (WHERE ours.customer IS NOT NULL AND added.rows > 1) AS DOUBLE) AS several
FROM ours FULL JOIN added ON added.customer = ours.customer`,
      signal,
      model,
    )
  )
    .get(0)!
    .toJSON() as Record<string, number>;
  const examples = async (sql: string) =>
    [...(await database.run(`WITH ${added} ${sql} ORDER BY 1 LIMIT ${shownExamples}`, signal, model))].map(
      (row) => String(row.customer),
    );
  const matched = Number(counts.matched);
  return {
    matched,
    unmatched: Number(counts.unmatched),
    strangers: Number(counts.strangers),
    severalRows: Number(counts.several),
    exampleStrangers: await examples(
      'SELECT customer FROM added WHERE customer NOT IN (SELECT customer FROM ours)',
    ),
    exampleUnmatched: await examples(
      'SELECT customer FROM ours WHERE customer NOT IN (SELECT customer FROM added)',
    ),
    better:
      Number(counts.strangers) > 0 ? await betterFix(database, catalog, model, table, matched, signal) : null,
  };
}

/** The mending of both customer columns by which the most more would meet. */
async function betterFix(
  database: Database,
  catalog: string,
  model: string,
  table: RawTable,
  matched: number,
  signal: AbortSignal,
): Promise<JoinReport['better']> {
  const inForce = fixesOf(table, columnWithRole(table, 'customer')!);
  let better: { fix: Fix; matched: number } | null = null;
  for (const fix of fixes) {
    if (inForce.includes(fix)) continue;
    const mended = customerSql({ name: 'customer', type: 'VARCHAR', values: [] }, [...inForce, fix]);
    const sql = `WITH added AS (${customersOf(catalog, table)})
SELECT CAST(COUNT(DISTINCT ${mended}) AS DOUBLE) AS matched FROM customers
WHERE ${mended} IN (SELECT ${mended} FROM added)`;
    const found = Number((await database.run(sql, signal, model)).get(0)!.matched);
    if (found > (better?.matched ?? matched)) better = { fix, matched: found };
  }
  return better;
}
