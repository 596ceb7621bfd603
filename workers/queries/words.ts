/** Words of SQL that tell where tables are named, in small letters. */

/** What follows is described: a table or a query. */
export const describing: ReadonlySet<string> = new Set(['describe', 'desc', 'summarize', 'show']);

/** What SHOW can show instead of a table. */
export const shownLists: ReadonlySet<string> = new Set([
  'tables',
  'all',
  'databases',
  'variables',
  'schemas',
]);

export const pivoting: ReadonlySet<string> = new Set(['pivot', 'pivot_wider', 'unpivot', 'pivot_longer']);

/** After these a comma no longer leads to another table. */
export const clauseEnds: ReadonlySet<string> = new Set([
  'where',
  'group',
  'having',
  'order',
  'limit',
  'offset',
  'fetch',
  'window',
  'qualify',
  'union',
  'intersect',
  'except',
]);

/** Functions with FROM between their arguments. */
export const fromInside: ReadonlySet<string> = new Set([
  'extract',
  'substring',
  'trim',
  'overlay',
  'position',
]);
