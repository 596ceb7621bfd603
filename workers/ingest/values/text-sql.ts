import type { Fix } from '../../api';
import { identifier } from '../../duckdb/sql-text';
import { isFloat, isText, type ValueColumn } from './column';
import { isMarkerSql, isTrimmedSql, longestPlainMarker, trimSql } from './missing';
import { bind } from './western';

/** A column as text. A whole number that the file stores as a float has no ".0". */
function asText(column: ValueColumn, name: string): string {
  if (column.type === 'VARCHAR') return name;
  const text = `CAST(${name} AS VARCHAR)`;
  if (!isFloat(column)) return text;
  return `CASE WHEN ${name} = floor(${name}) AND abs(${name}) < 9e15 THEN CAST(CAST(${name} AS BIGINT) AS VARCHAR) ELSE ${text} END`;
}

const mendings: Record<Fix, (text: string) => string> = {
  wholeNumber: (text) =>
    `CASE WHEN suffix(${text}, '0') AND regexp_full_match(${text}, '[0-9]+[.]00?') THEN split_part(${text}, '.', 1) ELSE ${text} END`,
  // An e-mail address has no blanks; a name has single ones.
  noBlanks: (text) =>
    bind(text, (bound) => {
      const single = `regexp_replace(${bound}, ' +', ' ', 'g')`;
      return `CASE WHEN NOT contains(${bound}, ' ') THEN ${bound} WHEN contains(${bound}, '@') THEN replace(${bound}, ' ', '') ELSE ${single} END`;
    }),
  lowerCase: (text) => `lower(${text})`,
};

/** The same mendings for one text, for what is proposed. */
export const mend: Record<Fix, (text: string) => string> = {
  wholeNumber: (text) => text.replace(/^([0-9]+)\.00?$/, '$1'),
  noBlanks: (text) => (text.includes('@') ? text.replaceAll(' ', '') : text.replace(/ +/g, ' ')),
  lowerCase: (text) => text.toLowerCase(),
};

/**
 * SQL of a column's texts: trimmed, NULL for blanks and markers of nothing, with the mendings asked for. A column of
 * numbers or dates gives them as text.
 */
export function textSql(column: ValueColumn, fixes: readonly Fix[] = []): string {
  const name = identifier(column.name);
  if (!isText(column)) return asText(column, name);
  const text = column.type === 'VARCHAR' ? name : `CAST(${name} AS VARCHAR)`;
  // Most texts are longer than every marker, and have nothing around them.
  const isPlain = `strlen(${text}) > ${longestPlainMarker.text} AND ${isTrimmedSql(text)}`;
  const other = bind(trimSql(text), (trimmed) => {
    const kept = `CASE WHEN ${isMarkerSql(trimmed, 'text')} THEN NULL ELSE ${trimmed} END`;
    return bind(kept, (bound) => mended(bound, fixes));
  });
  return `CASE WHEN ${isPlain} THEN ${mended(text, fixes)} ELSE ${other} END`;
}

function mended(text: string, fixes: readonly Fix[]): string {
  const order: Fix[] = ['wholeNumber', 'noBlanks', 'lowerCase'];
  return order.filter((fix) => fixes.includes(fix)).reduce((sql, fix) => mendings[fix](sql), text);
}

/**
 * SQL of a customer's id. Leading zeros stay; nothing is mended but what `fixes` names, and `wholeNumber` is named by
 * default.
 */
export function customerSql(column: ValueColumn, fixes: readonly Fix[] = ['wholeNumber']): string {
  return textSql(column, fixes);
}
