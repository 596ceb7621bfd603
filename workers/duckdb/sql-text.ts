import type { Scalar } from '../api';

/** The one place where values and names become SQL text. */

/** A text as an SQL literal. NUL cannot be written in SQL and never occurs in what we read. */
export function literal(value: Scalar): string {
  if (value === null) return 'NULL';
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new RangeError(`Not a number that SQL can hold: ${value}`);
    // A number that is not whole must not become a DECIMAL, which the engines round differently.
    return Number.isInteger(value) ? String(value) : `CAST('${value}' AS DOUBLE PRECISION)`;
  }
  return `'${value.replaceAll('\0', '').replaceAll("'", "''")}'`;
}

/** A column's or table's name as an SQL identifier. */
export function identifier(name: string): string {
  return `"${name.replaceAll('\0', '').replaceAll('"', '""')}"`;
}

/**
 * Fills the `$name` blanks of a .sql file. The text that results is what runs, on DuckDB as on PostgreSQL, and what
 * the page shows. Comments and quoted texts of our own files hold no blanks.
 * @throws RangeError for a blank without a value
 */
export function fillIn(sql: string, values: Record<string, Scalar>): string {
  return sql.replace(/\$([a-z_]+)/g, (_, name: string) => {
    if (!(name in values)) throw new RangeError(`The SQL asks for $${name}, which was not given`);
    return literal(values[name]);
  });
}
