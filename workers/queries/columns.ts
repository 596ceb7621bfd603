import type { SqlColumn } from '../api';
import { identifier } from '../duckdb/sql-text';

const whole = /^(U?(TINY|SMALL)INT|INTEGER)$/;
const numeric = /^(UINTEGER|U?BIGINT|U?HUGEINT|FLOAT|DOUBLE|DECIMAL\b.*|BIGNUM|VARINT)$/;

/** A column in the form in which it crosses to the page: numbers as INTEGER or DOUBLE, BOOLEAN, else as texts. */
export function valueSql(name: string, type: string): string {
  const value = identifier(name);
  if (whole.test(type)) return `CAST(${value} AS INTEGER)`;
  if (numeric.test(type)) return `CAST(${value} AS DOUBLE)`;
  return type === 'BOOLEAN' || type === 'VARCHAR' ? value : `CAST(${value} AS VARCHAR)`;
}

/** The type without what belongs to one column alone: an ENUM names all its values. */
export const typeName = (type: string): string => type.replace(/^ENUM\(.*\)$/s, 'ENUM');

/** Columns of the same name get ` 2`, ` 3` behind it. */
export function uniqueNames(columns: readonly SqlColumn[]): SqlColumn[] {
  const given = new Set(columns.map(({ name }) => name));
  const taken = new Set<string>();
  return columns.map(({ name, type }) => {
    let unique = name;
    for (let number = 2; taken.has(unique) || (unique !== name && given.has(unique)); number += 1)
      unique = `${name} ${number}`;
    taken.add(unique);
    return { name: unique, type };
  });
}
