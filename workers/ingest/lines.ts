import type { DataOptions, Mapping, Role } from '../api';
import { identifier, literal } from '../duckdb/sql-text';
import { flagSql, daySql, decimalComma, isMonthFirst, numberSql, rawTextSql, textSql } from './lines-values';
import type { ColumnSample } from './roles';

/** How each row of the file becomes one row of `lines`: the statement, and what is needed to explain its rejects. */
export interface LinesPlan {
  /** CSV columns that the engine reads as something else than text; rows that don't fit are rejected with their line. */
  types: Record<string, string>;
  /** The columns that are read at all. */
  columns: string[];
  /** Select list of `read_lines`: what the file has. */
  select: string;
  /** Select list of the columns of `lines` that the file does not have; as constants they cost nothing. */
  absent: string;
  /** Columns of the file that become attributes of the customer, by the name they have in `customers`. */
  attributes: { name: string; column: string }[];
}

/** Why a row that was read is not used; the value of `lines.problem`. */
export const problems = { noDate: 1, badDate: 2, badAmount: 3, other: 4 } as const;

const attributeRoles: readonly Role[] = ['attribute', 'channel', 'member', 'campaign', 'category', 'reason'];
/** Read for later questions only; they describe a line, not a customer. */
const customerColumns = [
  'customer_key',
  'customer',
  'first_day',
  'last_day',
  'orders',
  'revenue',
  'start_day',
  'end_day',
  'duration_months',
  'churned',
];

/** A CSV column's engine type when its role wants one and the sniffer found it; otherwise it is read as text. */
function csvType(role: Role, type: string): string | null {
  const wantsNumber = ['amount', 'price', 'quantity', 'durationMonths'].includes(role);
  if (wantsNumber && /^(BIGINT|INTEGER|DOUBLE|HUGEINT|DECIMAL)/.test(type)) return 'DOUBLE';
  if (['time', 'start', 'end'].includes(role) && /^(DATE|TIMESTAMP)$/.test(type)) return type;
  return null;
}

/** The name of an attribute's column in `customers`, which must not clash with the columns that are always there. */
export function attributeColumn(name: string): string {
  return customerColumns.includes(name.toLowerCase()) ? `${name} (attribute)` : name;
}

export function planLines(
  samples: ColumnSample[],
  mapping: Mapping,
  options: DataOptions,
  isCsv: boolean,
): LinesPlan {
  const used = samples.filter(({ name }) => mapping[name] !== 'ignored');
  const byRole = (role: Role) => used.find(({ name }) => mapping[name] === role);
  const types: Record<string, string> = {};
  const typed = (column: ColumnSample): ColumnSample => {
    if (!isCsv) return column;
    const type = csvType(mapping[column.name], column.type);
    if (type) types[column.name] = type;
    return { ...column, type: type ?? 'VARCHAR' };
  };
  const day = (role: Role) => {
    const column = byRole(role);
    return column && daySql(typed(column), options.timeZone, isMonthFirst(column));
  };
  const number = (role: Role) => {
    const column = byRole(role);
    return column && numberSql(typed(column), decimalComma(column));
  };
  const text = (role: Role) => {
    const column = byRole(role);
    return column && textSql(typed(column));
  };
  const churned = byRole('churned');
  const [price, quantity] = [number('price'), number('quantity')];
  const values = {
    customer: text('customer'),
    day: day('time'),
    order_id: text('order'),
    amount: number('amount') ?? (price && quantity ? `${price} * ${quantity}` : undefined),
    start_day: day('start'),
    end_day: day('end'),
    duration_months: number('durationMonths'),
    churned: churned && flagSql(textSql(typed(churned))),
  };
  const typedByRole = (role: Role) => {
    const column = byRole(role);
    return column && typed(column);
  };
  const attributes = used.filter(({ name }) => attributeRoles.includes(mapping[name]));
  const select = [
    ...Object.entries(values).flatMap(([name, sql]) => (sql ? [`${sql} AS ${name}`] : [])),
    `CAST(${problemSql(values, typedByRole)} AS TINYINT) AS problem`,
    ...attributes.map(
      (column) => `${rawTextSql(typed(column))} AS ${identifier(`attribute ${column.name}`)}`,
    ),
  ];
  const readRoles: Role[] = [
    'customer',
    'time',
    'order',
    'amount',
    'price',
    'quantity',
    'start',
    'end',
    'durationMonths',
    'churned',
    ...attributeRoles,
  ];
  return {
    types,
    columns: used.filter(({ name }) => readRoles.includes(mapping[name])).map(({ name }) => name),
    select: select.join(',\n  '),
    absent: Object.entries(values)
      .flatMap(([name, sql]) => (sql ? [] : [`CAST(NULL AS ${emptyType(name)}) AS ${name}`]))
      .join(', '),
    attributes: attributes.map(({ name }) => ({ name, column: attributeColumn(name) })),
  };
}

const emptyType = (name: string) =>
  ({
    customer: 'VARCHAR',
    order_id: 'VARCHAR',
    churned: 'BOOLEAN',
    amount: 'DOUBLE',
    duration_months: 'DOUBLE',
  })[name] ?? 'INTEGER';

/**
 * NULL for a row that can be used, else the code of what is wrong with it. A column that the engine reads as its own
 * type has no bad values: the engine has rejected those rows itself.
 */
function problemSql(
  values: Record<string, string | undefined>,
  byRole: (role: Role) => ColumnSample | undefined,
): string {
  const cases: string[] = [];
  const reject = (condition: string, code: number) => cases.push(`WHEN ${condition} THEN ${literal(code)}`);
  const rejectUnreadable = (role: Role, value: string, code: number) => {
    const column = byRole(role);
    if (column?.type !== 'VARCHAR') return;
    reject(
      `${value} IS NULL AND nullif(trim(CAST(${identifier(column.name)} AS VARCHAR)), '') IS NOT NULL`,
      code,
    );
  };
  const dateRole = (['time', 'start'] as const).find((role) => byRole(role));
  const date = dateRole === 'time' ? values.day : values.start_day;
  if (dateRole && date) {
    rejectUnreadable(dateRole, date, problems.badDate);
    reject(`${date} IS NULL`, problems.noDate);
  }
  if (values.end_day) rejectUnreadable('end', values.end_day, problems.badDate);
  const amountRoles: Role[] = byRole('amount') ? ['amount'] : ['price', 'quantity'];
  for (const role of amountRoles)
    if (values.amount) rejectUnreadable(role, values.amount, problems.badAmount);
  if (!dateRole && values.duration_months) {
    reject(`${values.duration_months} IS NULL OR ${values.duration_months} < 0`, problems.other);
    reject(`${values.churned} IS NULL`, problems.other);
  }
  return cases.length > 0 ? `CASE ${cases.join(' ')} END` : 'NULL';
}
