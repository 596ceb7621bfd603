import type { TableFilter } from '../../../workers/api';
import { parseNumber } from '../../i18n/parse-number';
import type { ColumnKind } from './column-kind';

export type Condition = TableFilter['kind'];

/** A filter as it is being written; it counts once it says something. */
export interface FilterDraft {
  id: number;
  column: string;
  condition: Condition;
  text: string;
  from: string;
  to: string;
}

const conditions: Record<ColumnKind, readonly Condition[]> = {
  text: ['contains', 'equals', 'filled', 'empty'],
  number: ['between', 'equals', 'filled', 'empty'],
  date: ['between', 'filled', 'empty'],
  boolean: ['equals', 'filled', 'empty'],
};

/** What can be asked of a column, the most useful first. */
export function conditionsFor(kind: ColumnKind): readonly Condition[] {
  return conditions[kind];
}

/** A new filter on a column; what was written for another one of its kind stays. */
export function draftFor(id: number, column: string, kind: ColumnKind): FilterDraft {
  const text = kind === 'boolean' ? 'true' : '';
  return { id, column, condition: conditionsFor(kind)[0], text, from: '', to: '' };
}

export function isFaulty(typed: string, kind: ColumnKind): boolean {
  return kind === 'number' && typed.trim() !== '' && parseNumber(typed) === null;
}

/** A typed end of a range in the form the engine reads, null where it is open; undefined when it can't be read. */
function endOf(typed: string, kind: ColumnKind): string | null | undefined {
  if (typed.trim() === '') return null;
  if (kind !== 'number') return typed;
  const number = parseNumber(typed);
  return number === null ? undefined : String(number);
}

/** The filter that a draft stands for, or null while it says nothing yet. */
export function filterOf(
  { column, condition, text, from, to }: FilterDraft,
  kind: ColumnKind,
): TableFilter | null {
  if (condition === 'filled' || condition === 'empty') return { column, kind: condition };
  if (condition === 'between') {
    const [low, high] = [endOf(from, kind), endOf(to, kind)];
    if (low === undefined || high === undefined || (low === null && high === null)) return null;
    return { column, kind: condition, from: low, to: high };
  }
  const wanted = condition === 'equals' && kind === 'number' ? endOf(text, kind) : text;
  return wanted ? { column, kind: condition, text: wanted } : null;
}
