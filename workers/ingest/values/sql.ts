/**
 * SQL expressions of what a column's values mean, for DuckDB. All take a column of the table that they will stand over
 * and never fail: what cannot be read is NULL.
 */
export { booleanSql } from './boolean';
export { daySql } from './date-sql';
export { isFilledSql } from './missing';
export { numberSql } from './number-sql';
export { customerSql, textSql } from './text-sql';
