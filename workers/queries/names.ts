import type { SqlNames } from '../api';
import { findBlanks } from './fill-blanks';
import { readReferences } from './references';
import { fold, type Token } from './tokens';

/** What a text of SQL names; of one that is not finished, what can be seen so far. */
export function namesOf(tokens: readonly Token[]): SqlNames {
  const tables = new Map<string, string>();
  for (const { kind, parts } of readReferences(tokens)) {
    const name = parts.join('.');
    if (kind === 'table' && !tables.has(fold(name))) tables.set(fold(name), name);
  }
  const parameters = new Set(findBlanks(tokens).map(({ name }) => name));
  return { tables: [...tables.values()], parameters: [...parameters] };
}
