// select keyword_name from duckdb_keywords() where keyword_category in ('reserved', 'type_function'), DuckDB 1.4
const neverNames = new Set(
  (
    'all analyse analyze and anti any array as asc asof asymmetric at authorization binary both by case cast check ' +
    'collate collation column columns concurrently constraint create cross default deferrable desc describe distinct ' +
    'do else end except false fetch for foreign freeze from full generated glob group having ilike in initially inner ' +
    'intersect into is isnull join lambda lateral leading left like limit map natural not notnull null offset on only ' +
    'or order outer overlaps pivot pivot_longer pivot_wider placing positional primary qualify references returning ' +
    'right select semi show similar some struct summarize symmetric table tablesample then to trailing true try_cast ' +
    'union unique unpack unpivot using variadic verbose when where window with'
  ).split(' '),
);

/** Whether a word can stand for a column or a table only in quotes. */
export function isReserved(word: string): boolean {
  return neverNames.has(word.toLowerCase());
}

/** A name as it is written in a query: in double quotes where the bare word would not do. */
export function writtenName(name: string): string {
  if (/^[a-z_][a-z\d_]*$/i.test(name) && !isReserved(name)) return name;
  return `"${name.replaceAll('"', '""')}"`;
}
