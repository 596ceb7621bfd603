import type { TableFilter } from '../api';
import { EngineError } from '../duckdb/engine-error';
import { literal } from '../duckdb/sql-text';
import { dayOf, known, textSql, type RawColumn, type RawTable } from './raw-table';

/**
 * The conditions as one SQL condition over the table's columns, `TRUE` for none.
 * @throws EngineError `parametersInvalid` for an unknown column, or an end of a range that is neither number nor date
 */
export function filterSql(table: RawTable, filters: readonly TableFilter[]): string {
  const conditions = filters.map((filter) => conditionSql(columnOf(table, filter.column), filter));
  return conditions.length > 0 ? conditions.map((condition) => `(${condition})`).join(' AND ') : 'TRUE';
}

export function columnOf({ columns }: RawTable, name: string): RawColumn {
  const column = columns.find((candidate) => candidate.name === name);
  if (!column) throw invalid(`The table has no column ${name}.`);
  return column;
}

function conditionSql(column: RawColumn, filter: TableFilter): string {
  switch (filter.kind) {
    case 'contains':
      // Not LIKE: per cent signs and underscores are what they are.
      return `contains(lower(${textSql(column)}), lower(${literal(filter.text)}))`;
    case 'equals':
      return equalsSql(column, filter.text.trim());
    case 'between':
      return betweenSql(column, filter.from, filter.to);
    case 'filled':
      return `${known(`(${column.valueSql})`, column.kind)} IS NOT NULL`;
    case 'empty':
      return `${known(`(${column.valueSql})`, column.kind)} IS NULL`;
  }
}

/** Equal to what the file has, or to what that means. */
function equalsSql(column: RawColumn, text: string): string {
  const asWritten = `trim(${textSql(column)}) = ${literal(text)}`;
  if (column.kind === 'text') return `${asWritten} OR (${column.valueSql}) = ${literal(text)}`;
  if (column.kind === 'boolean')
    return `${asWritten} OR CAST((${column.valueSql}) AS VARCHAR) = ${literal(text)}`;
  const value = column.kind === 'number' ? numberOf(text) : dayOf(text);
  return Number.isFinite(value) ? `${asWritten} OR (${column.valueSql}) = ${literal(value)}` : asWritten;
}

/** Where an end is open the farthest value stands, so that the value is read only once and is none that is endless. */
const farthest = { number: Number.MAX_VALUE, date: 2 ** 31 - 1 };

function betweenSql(column: RawColumn, from: string | null, to: string | null): string {
  const { kind, name, valueSql } = column;
  if (kind !== 'number' && kind !== 'date')
    throw invalid(`The column ${name} has neither numbers nor dates.`);
  const read = kind === 'number' ? numberOf : dayOf;
  const [low, high] = [from === null ? -farthest[kind] : read(from), to === null ? farthest[kind] : read(to)];
  if (!Number.isFinite(low) || !Number.isFinite(high))
    throw invalid(`"${from}" to "${to}" is no range of the kind ${kind}.`);
  return `(${valueSql}) BETWEEN ${literal(low)} AND ${literal(high)}`;
}

function numberOf(text: string): number {
  return text.trim() === '' ? NaN : Number(text);
}

function invalid(message: string): EngineError {
  return new EngineError('parametersInvalid', message);
}
