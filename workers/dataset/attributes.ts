import type { DataOptions, Dataset, Role, SourceColumn } from '../api';
import type { Database } from '../duckdb/database';
import { identifier } from '../duckdb/sql-text';
import { textSql } from '../ingest/values/text-sql';
import type { AttributeQuery } from '../model/rollups';
import { metCustomerSql } from './join';
import { customerOfTextSql, customerTextSql, planLines, type LinesPlan } from './lines';
import { columnWithRole, fixesOf, rawName, roleOf, valueColumn, type RawTable } from './raw-table';

/** Roles whose values describe the customer and can group any analysis. */
const attributeRoles: readonly Role[] = ['attribute', 'channel', 'member', 'campaign', 'category', 'reason'];
/** Of a further table these describe the customer too: nothing else there is dated or paid. */
const furtherRoles: readonly Role[] = [...attributeRoles, 'score', 'product'];

interface Attribute {
  name: string;
  table: RawTable;
  column: SourceColumn;
}

/** All attributes of the tables. One that has the name of an earlier one gets its table's name behind it. */
export function listAttributes(tables: readonly RawTable[]): Attribute[] {
  const found: Attribute[] = [];
  tables.forEach((table, place) => {
    const roles = place === 0 ? attributeRoles : furtherRoles;
    for (const column of table.columns) {
      if (!roles.includes(roleOf(table, column))) continue;
      const isTaken = found.some(({ name }) => name === column.name);
      found.push({ name: isTaken ? `${column.name} (${table.name})` : column.name, table, column });
    }
  });
  return found;
}

/** By attribute: what gives customers their value; see first-values.sql. */
export function attributeQueries(
  catalog: string,
  tables: readonly RawTable[],
  options: DataOptions,
): Record<string, AttributeQuery> {
  const [main] = tables;
  return Object.fromEntries(
    listAttributes(tables).map(({ name, table, column }) => {
      const value = textSql(valueColumn(table, column), fixesOf(table, column));
      const lines =
        table === main
          ? mainLines(planLines(catalog, table, options), value)
          : furtherLines(catalog, table, value);
      return [name, { lines, customer: table === main ? 'customer' : metCustomerSql(table) }];
    }),
  );
}

/** The values of the first table's usable rows, with the day where rows have one. */
const mainLines = (plan: LinesPlan, value: string) =>
  `SELECT ${plan.customer} AS customer, ${plan.isDated ? 'day' : 'CAST(NULL AS INTEGER)'} AS day, value
FROM (${plan.lines({ value })}) AS lines_of_table WHERE problem IS NULL`;

const furtherLines = (catalog: string, table: RawTable, value: string) => {
  const customer = columnWithRole(table, 'customer')!;
  return `SELECT ${customerOfTextSql(table, customer)} AS customer, CAST(NULL AS INTEGER) AS day, value
FROM (SELECT ${customerTextSql(customer)} AS customer_text, ${value} AS value FROM ${rawName(catalog, table)}) AS rows_of_table`;
};

/** Above this many rows different values are counted by sketch (within about 2 %); below exactly. */
const exactRows = 2_000_000;

/** Of many expressions in one statement the engine compares each with each. */
const columnsAtOnce = 32;

/** How many different values each attribute has in its table. */
export async function countAttributes(
  database: Database,
  catalog: string,
  tables: readonly RawTable[],
  signal: AbortSignal,
): Promise<Dataset['attributes']> {
  const counted: Dataset['attributes'] = [];
  const attributes = listAttributes(tables);
  for (const table of tables) {
    const ofTable = attributes.filter((attribute) => attribute.table === table);
    if (ofTable.length === 0) continue;
    const count = (column: SourceColumn) =>
      table.rows > exactRows
        ? `approx_count_distinct(${identifier(column.name)})`
        : `COUNT(DISTINCT ${textSql(valueColumn(table, column), fixesOf(table, column))})`;
    for (let start = 0; start < ofTable.length; start += columnsAtOnce) {
      const some = ofTable.slice(start, start + columnsAtOnce);
      const counts = some.map(({ column }) => count(column));
      const row = await database.run(`SELECT ${counts.join(', ')} FROM ${rawName(catalog, table)}`, signal);
      counted.push(
        ...some.map(({ name }, place) => ({ name, distinct: Number(row.getChildAt(place)!.get(0)) })),
      );
    }
  }
  return counted;
}
