import type { DataOptions, Role, SourceColumn } from '../api';
import { identifier, literal } from '../duckdb/sql-text';
import { booleanSql } from '../ingest/values/boolean';
import { daySql } from '../ingest/values/date-sql';
import { isFilledSql } from '../ingest/values/missing';
import { numberSql } from '../ingest/values/number-sql';
import { customerSql, textSql } from '../ingest/values/text-sql';
import type { LinesInput } from '../model/key-lines';
import {
  columnWithRole,
  fixesOf,
  formatAs,
  numberFormatOf,
  rawName,
  valueColumn,
  type Problem,
  type RawTable,
} from './raw-table';

/** How each row of a raw table becomes a row of `lines`, and what is needed to explain the rows that can't be used. */
export interface LinesPlan {
  /** A query of the rows with the columns of `lines` that the table has; `more` adds columns over the raw table. */
  lines: (more?: Record<string, string>) => string;
  /** Select list of the columns of `lines` that the table does not have, as NULL. */
  absent: string;
  /** From `customer_text` to the customer. */
  customer: string;
  /** What `problem` in a row of `lines` means: the place in this list, from 1. */
  problems: Problem[];
  /** Rows have a day. */
  isDated: boolean;
}

/** What the model reads. */
export const linesInput = ({ lines, absent, customer }: LinesPlan): LinesInput => ({
  lines: lines(),
  absent,
  customer,
});

const columnTypes: Record<string, string> = {
  day: 'INTEGER',
  order_id: 'VARCHAR',
  amount: 'DOUBLE',
  start_day: 'INTEGER',
  end_day: 'INTEGER',
  duration_months: 'DOUBLE',
  churned: 'BOOLEAN',
};

/** SQL for the values of one table, by role. */
class TableValues {
  constructor(
    readonly table: RawTable,
    private readonly options: DataOptions,
  ) {}

  column(role: Role): SourceColumn | undefined {
    return columnWithRole(this.table, role);
  }

  day(role: Role): string | null {
    const column = this.column(role);
    if (!column) return null;
    const format = formatAs('date', this.table, column);
    return daySql(valueColumn(this.table, column), format, this.options.timeZone);
  }

  number(role: Role): string | null {
    const column = this.column(role);
    return column ? numberSql(valueColumn(this.table, column), numberFormatOf(this.table, column)) : null;
  }

  text(role: Role): string | null {
    const column = this.column(role);
    return column ? textSql(valueColumn(this.table, column), fixesOf(this.table, column)) : null;
  }

  flag(role: Role): string | null {
    const column = this.column(role);
    return column ? booleanSql(valueColumn(this.table, column)) : null;
  }
}

/** The raw customer column as the text that stands in the file. */
export function customerTextSql(column: SourceColumn): string {
  return column.type === 'VARCHAR' ? identifier(column.name) : textSql({ ...column, values: [] });
}

/** From the text of a customer (`customer_text`) to who that is. */
export function customerOfTextSql(table: RawTable, column: SourceColumn): string {
  return customerSql({ name: 'customer_text', type: 'VARCHAR', values: [] }, fixesOf(table, column));
}

/** The rows a share of whole customers keeps, and those from a day on. */
function whereSql(table: RawTable, customerText: string, day: string | null): string {
  const { customerShare, fromDay } = table.settings;
  const conditions: string[] = [];
  // The same customers whatever the order of rows, since the choice hangs on the text alone.
  if (customerShare < 1)
    conditions.push(`hash(trim(${customerText})) % 1000 < ${literal(Math.round(customerShare * 1000))}`);
  if (fromDay !== null && day !== null)
    conditions.push(`${day} >= CAST(DATE ${literal(fromDay)} - DATE '1970-01-01' AS INTEGER)`);
  return conditions.length > 0 ? ` WHERE ${conditions.join(' AND ')}` : '';
}

/** @param catalog of the store that holds the table */
export function planLines(catalog: string, table: RawTable, options: DataOptions): LinesPlan {
  const values = new TableValues(table, options);
  const customer = values.column('customer')!;
  const read = valuesOf(values);
  const checks = checksOf(values, read);
  const customerText = customerTextSql(customer);
  const amount = read.price ? { amount: 'price * quantity' } : {};
  const shown = { ...Object.fromEntries(Object.keys(read).map((name) => [name, name])), ...amount };
  const present = Object.entries(shown).filter(([name]) => name in columnTypes);
  const problem = checks.map(({ condition }, place) => `WHEN ${condition} THEN ${place + 1}`).join(' ');
  const filled = checks.flatMap(({ filled: column }) => (column ? [column] : []));
  const inner = {
    customer_text: customerText,
    ...read,
    ...Object.fromEntries(
      filled.map((column) => [filledName(values, column), isFilledSql(valueColumn(table, column))]),
    ),
  };
  const where = whereSql(table, customerText, read.day ?? read.start_day ?? null);
  return {
    // Each value is worked out once, inside; what is wrong with a row is told from the values.
    lines: (more = {}) => `SELECT ${[
      'customer_text',
      ...present.map(([name, sql]) => `${sql} AS ${name}`),
      `CAST(${problem ? `CASE ${problem} END` : 'NULL'} AS TINYINT) AS problem`,
      ...Object.keys(more),
    ].join(', ')}
FROM (
  SELECT
    ${[...Object.entries(inner), ...Object.entries(more)].map(([name, sql]) => `${sql} AS ${name}`).join(',\n    ')}
  FROM ${rawName(catalog, table)}${where}
) AS values_of_rows`,
    absent: Object.entries(columnTypes)
      .filter(([name]) => !(name in shown))
      .map(([name, type]) => `CAST(NULL AS ${type}) AS ${name}`)
      .join(', '),
    customer: customerOfTextSql(table, customer),
    problems: checks.map(({ reason, column }) => ({ reason, column })),
    isDated: 'day' in read,
  };
}

/** SQL of the values that the table has, by their name in `lines`; price and quantity stand for an amount that is not there. */
function valuesOf(values: TableValues): Record<string, string> {
  const [amount, price, quantity] = [
    values.number('amount'),
    values.number('price'),
    values.number('quantity'),
  ];
  const all = {
    day: values.day('time'),
    order_id: values.text('order'),
    amount,
    ...(amount === null && price !== null && quantity !== null && { price, quantity }),
    start_day: values.day('start'),
    end_day: values.day('end'),
    duration_months: values.number('durationMonths'),
    churned: values.flag('churned'),
  };
  return Object.fromEntries(
    Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== null),
  );
}

const filledName = (values: TableValues, column: SourceColumn) =>
  `filled_${values.table.columns.indexOf(column)}`;

/** The rows that can be used, with their customer. */
export const usableLinesSql = ({ lines, absent, customer }: LinesPlan) => `
SELECT ${customer} AS customer, *${absent && `, ${absent}`}
FROM (${lines()}) AS lines_of_table
WHERE problem IS NULL AND ${customer} IS NOT NULL`;

/** Something that makes a row useless. */
interface Check extends Problem {
  /** Over the values of the row. */
  condition: string;
  /** The column of which the condition asks whether anything stands in it. */
  filled?: SourceColumn;
}

/** What can be wrong with a row, in the order in which it is told. */
function checksOf(values: TableValues, read: Record<string, string>): Check[] {
  const checks: Check[] = [];
  const unreadable = (role: Role, name: string, reason: Problem['reason']) => {
    const column = values.column(role);
    // A column that the engine holds as its own type has no unreadable values.
    if (!(name in read) || column?.type !== 'VARCHAR') return;
    const condition = `${name} IS NULL AND ${filledName(values, column)}`;
    checks.push({ reason, column: column.name, condition, filled: column });
  };
  const missing = (role: Role, reason: Problem['reason'], condition: string) =>
    checks.push({
      reason,
      column: (values.column(role) ?? values.column('durationMonths')!).name,
      condition,
    });
  if ('day' in read) {
    unreadable('time', 'day', 'badDate');
    missing('time', 'noDate', 'day IS NULL');
  } else if ('start_day' in read) {
    unreadable('start', 'start_day', 'badDate');
    missing('start', 'noDate', 'start_day IS NULL');
  }
  unreadable('end', 'end_day', 'badDate');
  unreadable('amount', 'amount', 'badAmount');
  unreadable('price', 'price', 'badAmount');
  unreadable('quantity', 'quantity', 'badAmount');
  if (!('day' in read) && !('start_day' in read) && 'duration_months' in read) {
    missing('durationMonths', 'other', 'duration_months IS NULL OR duration_months < 0');
    missing('churned', 'other', 'churned IS NULL');
  }
  return checks;
}
