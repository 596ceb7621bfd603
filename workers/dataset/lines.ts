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
export interface LinesPlan extends LinesInput {
  /** NULL for a row that can be used, else its place in `problems`. */
  problemSql: string;
  problems: Problem[];
  /** The day of a row; null for data without dates. */
  daySql: string | null;
}

const emptyTypes = {
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

  amount(): string | null {
    const [price, quantity] = [this.number('price'), this.number('quantity')];
    return this.number('amount') ?? (price && quantity ? `${price} * ${quantity}` : null);
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
  const columns: Record<keyof typeof emptyTypes, string | null> = {
    day: values.day('time'),
    order_id: values.text('order'),
    amount: values.amount(),
    start_day: values.day('start'),
    end_day: values.day('end'),
    duration_months: values.number('durationMonths'),
    churned: values.flag('churned'),
  };
  const { problemSql, problems } = problemsOf(values, columns);
  const customerText = customerTextSql(customer);
  const present = Object.entries(columns).filter(([, sql]) => sql !== null);
  const absent = Object.entries(emptyTypes).filter(
    ([name]) => columns[name as keyof typeof columns] === null,
  );
  const select = [
    `${customerText} AS customer_text`,
    ...present.map(([name, sql]) => `${sql} AS ${name}`),
    `CAST(${problemSql} AS TINYINT) AS problem`,
  ];
  const where = whereSql(table, customerText, columns.day ?? columns.start_day);
  return {
    lines: `SELECT\n  ${select.join(',\n  ')}\nFROM ${rawName(catalog, table)}${where}`,
    absent: absent.map(([name, type]) => `CAST(NULL AS ${type}) AS ${name}`).join(', '),
    customer: customerOfTextSql(table, customer),
    problemSql,
    problems,
    daySql: columns.day,
  };
}

/** The rows that can be used, with their customer. */
export const usableLinesSql = ({ lines, absent, customer }: LinesPlan) => `
SELECT ${customer} AS customer, *${absent && `, ${absent}`}
FROM (${lines}) AS lines_of_table
WHERE problem IS NULL AND ${customer} IS NOT NULL`;

/** What can be wrong with a row, as one CASE. */
function problemsOf(
  values: TableValues,
  columns: Record<keyof typeof emptyTypes, string | null>,
): { problemSql: string; problems: Problem[] } {
  const problems: Problem[] = [];
  const cases: string[] = [];
  const reject = (condition: string, reason: Problem['reason'], column: string) => {
    problems.push({ reason, column });
    cases.push(`WHEN ${condition} THEN ${problems.length}`);
  };
  const valuesOf = (column: SourceColumn) => valueColumn(values.table, column);
  const rejectUnreadable = (role: Role, value: string | null, reason: Problem['reason']) => {
    const column = values.column(role);
    // A column that the engine holds as its own type has no unreadable values.
    if (column?.type !== 'VARCHAR' || value === null) return;
    reject(`${value} IS NULL AND ${isFilledSql(valuesOf(column))}`, reason, column.name);
  };
  const dateRole = (['time', 'start'] as const).find((role) => values.column(role));
  const date = dateRole === 'time' ? columns.day : columns.start_day;
  if (dateRole && date) {
    rejectUnreadable(dateRole, date, 'badDate');
    reject(`${date} IS NULL`, 'noDate', values.column(dateRole)!.name);
  }
  rejectUnreadable('end', columns.end_day, 'badDate');
  const amountRoles: Role[] = values.column('amount') ? ['amount'] : ['price', 'quantity'];
  if (columns.amount)
    for (const role of amountRoles) rejectUnreadable(role, values.number(role), 'badAmount');
  if (!dateRole && columns.duration_months) {
    const duration = values.column('durationMonths')!.name;
    reject(`${columns.duration_months} IS NULL OR ${columns.duration_months} < 0`, 'other', duration);
    reject(`${columns.churned} IS NULL`, 'other', values.column('churned')?.name ?? duration);
  }
  return { problemSql: cases.length > 0 ? `CASE ${cases.join(' ')} END` : 'NULL', problems };
}
