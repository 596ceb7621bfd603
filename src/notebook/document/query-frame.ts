import { Scope } from './table-scope';

/** What stands between two parentheses or brackets, or a whole statement. */
export interface Frame {
  /** A table may be named next. */
  expects: boolean;
  /** After a comma another table may be named. */
  inFrom: boolean;
  isQuery: boolean;
  /** The word before the parenthesis. */
  opener: string;
  /** The name that WITH gives to what stands here. */
  names: string | null;
  /** Names given by WITH so far. */
  known: Set<string>;
  /** Within the list of WITH: a name comes next, or its query does, or a comma may. */
  list: 'name' | 'query' | 'comma' | null;
  listed: string;
  isRecursive: boolean;
  /** `FROM short: table` has given the next table a name. */
  isNamed: boolean;
  outer: Scope | null;
  scope: Scope;
}

/** @param outer where the parenthesis is opened; null for a whole statement */
export function frame(
  outer: Scope | null,
  expects: boolean,
  opener = '',
  names: string | null = null,
): Frame {
  const none = { isQuery: false, list: null, listed: '', isRecursive: false, isNamed: false } as const;
  const scope = outer ?? new Scope(null);
  return { ...none, expects, inFrom: expects, opener, names, known: new Set(), outer, scope };
}
