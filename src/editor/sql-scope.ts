import { groupsAround, isSign, isWord, type SqlGroup, type SqlPart } from './sql-groups';
import { isReserved } from './sql-names';
import { nameOf } from './sql-tokens';
import type { SqlTable } from './vocabulary';

export interface SqlScope {
  /** What the columns at the place come from, each under the name it has there; the nearest first. */
  sources: SqlTable[];
  /** The queries the statement has named with WITH. */
  named: SqlTable[];
}

const partName = (part: SqlPart | undefined): string | null =>
  part && part.kind !== 'group' ? nameOf(part) : null;

const sameName = (left: string, right: string): boolean => left.toLowerCase() === right.toLowerCase();

/** The table of a name, whatever the case of its letters. */
export function findTable(tables: readonly SqlTable[], name: string): SqlTable | undefined {
  return tables.find((table) => sameName(table.name, name));
}

function splitAtCommas(parts: SqlPart[]): SqlPart[][] {
  const items: SqlPart[][] = [[]];
  for (const part of parts) {
    if (isSign(part, ',')) items.push([]);
    else items.at(-1)!.push(part);
  }
  return items;
}

/** The columns a query gives, as far as its select list names them. */
function columnsGiven(query: SqlGroup, known: SqlTable[]): SqlTable['columns'] {
  const start = query.parts.findIndex((part) => isWord(part, 'select'));
  if (start < 0) return [];
  const end = query.parts.findIndex((part, index) => index > start && isWord(part, 'from'));
  const sources = sourcesOf(query, known);
  return splitAtCommas(query.parts.slice(start + 1, end < 0 ? undefined : end)).flatMap((item) => {
    const last = item.at(-1);
    if (isSign(last, '*')) {
      const owner = isSign(item.at(-2), '.') ? partName(item.at(-3)) : null;
      return sources
        .filter((source) => !owner || sameName(source.name, owner))
        .flatMap(({ columns }) => columns);
    }
    const name = partName(last);
    if (!name || isReserved(name)) return [];
    const isBare = item.length === 1 || isSign(item.at(-2), '.');
    const column = sources.flatMap(({ columns }) => columns).find((other) => sameName(other.name, name));
    return [{ name, type: (isBare && column?.type) || '' }];
  });
}

/** What one select reads: tables, named queries and queries in parentheses, under the names they have there. */
function sourcesOf(query: SqlGroup, known: SqlTable[]): SqlTable[] {
  const sources: SqlTable[] = [];
  const { parts } = query;
  let isList = false;
  for (let index = 0; index < parts.length; index += 1) {
    const part = parts[index]!;
    const isStart = isWord(part, 'from', 'join', 'update', 'into') || (isList && isSign(part, ','));
    if (isStart) {
      isList = true;
      const [source, after] = readSource(parts, index + 1, known);
      if (source) sources.push(source);
      index = after - 1;
    } else if (part.kind === 'word' && isReserved(part.text)) {
      isList = false;
    }
  }
  return sources;
}

/** One source and the index of the part after it: `name`, `schema.name` or `(query)`, with or without an alias. */
function readSource(parts: SqlPart[], start: number, known: SqlTable[]): [SqlTable | null, number] {
  let index = isWord(parts[start], 'lateral') ? start + 1 : start;
  while (isSign(parts[index + 1], '.')) index += 2;
  const part = parts[index];
  const name = partName(part);
  if (!part || (part.kind === 'word' && isReserved(part.text))) return [null, index];
  index += 1;
  // A function that gives a table has its arguments after its name.
  if (name && parts[index]?.kind === 'group') index += 1;
  if (isWord(parts[index], 'as')) index += 1;
  const next = parts[index];
  const alias = next?.kind === 'word' && isReserved(next.text) ? null : partName(next);
  if (alias) index += 1;
  const columns = part.kind === 'group' ? columnsGiven(part, known) : findTable(known, name ?? '')?.columns;
  const shown = alias ?? name;
  return [shown ? { name: shown, columns: columns ?? [] } : null, index];
}

/** The queries a WITH at this level names, each knowing those before it. */
function namedQueries(group: SqlGroup, tables: readonly SqlTable[]): SqlTable[] {
  const named: SqlTable[] = [];
  group.parts.forEach((part, index) => {
    const name = partName(part);
    if (
      !name ||
      !(isWord(group.parts[index - 1], 'with', 'recursive') || isSign(group.parts[index - 1], ','))
    )
      return;
    let next = index + 1;
    if (group.parts[next]?.kind === 'group') next += 1;
    if (!isWord(group.parts[next], 'as')) return;
    next += 1;
    while (isWord(group.parts[next], 'not', 'materialized')) next += 1;
    const query = group.parts[next];
    if (query?.kind === 'group') named.push({ name, columns: columnsGiven(query, [...named, ...tables]) });
  });
  return named;
}

/**
 * What can be named at a place of a query.
 * @param text the whole text, which may be unfinished
 * @param place in UTF-16 code units
 * @param tables those of the dataset
 */
export function scopeAt(text: string, place: number, tables: readonly SqlTable[]): SqlScope {
  const groups = groupsAround(text, place);
  const named = groups.flatMap((group) => namedQueries(group, tables));
  const sources = groups.flatMap((group) => sourcesOf(group, [...named, ...tables]));
  return { sources, named };
}
