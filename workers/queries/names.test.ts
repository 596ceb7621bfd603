import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Database } from '../duckdb/database';
import { nodePlatform } from '../duckdb/node';
import { identifier } from '../duckdb/sql-text';
import { namesOf } from './names';
import { readTokens } from './tokens';

let database: Database;
beforeAll(async () => {
  database = await Database.start(nodePlatform, () => undefined);
});
afterAll(() => database.stop());

const names = async (sql: string) => namesOf((await readTokens(database, sql)).tokens);

/** Each text with the tables it names. */
const cases: readonly (readonly [sql: string, ...tables: string[]])[] = [
  ['SELECT * FROM a', 'a'],
  ['select * from a join b using (id) left join c on a.id = c.id', 'a', 'b', 'c'],
  ['SELECT * FROM a, b AS x, c y WHERE x.id IN (1, 2), d', 'a', 'b', 'c'],
  ['SELECT a, b FROM c ORDER BY d, e', 'c'],
  ['SELECT * FROM a ASOF JOIN b ON a.t >= b.t POSITIONAL JOIN c', 'a', 'b', 'c'],
  ['SELECT * FROM a NATURAL JOIN b CROSS JOIN c SEMI JOIN d USING (x)', 'a', 'b', 'c', 'd'],
  ['SELECT * FROM A, a, "a"', 'A'],
  ['FROM a SELECT b, c', 'a'],
  ['FROM a, b', 'a', 'b'],
  ['FROM short: a, b', 'a', 'b'],
  ['TABLE a', 'a'],
  ['DESCRIBE a', 'a'],
  ['DESC a', 'a'],
  ['SUMMARIZE a', 'a'],
  ['SHOW a', 'a'],
  ['SHOW TABLES'],
  ['SUMMARIZE SELECT * FROM a', 'a'],
  ['VALUES (1), (2)'],
  ['SELECT * FROM (VALUES (1, 2), (3, 4)) AS v(x, y), a', 'a'],
  ['FROM VALUES (1) AS v(x), a', 'a'],
  // WITH
  ['WITH x AS (SELECT * FROM a) SELECT * FROM x', 'a'],
  ['WITH x AS (FROM a), y(p, q) AS MATERIALIZED (FROM x, b) SELECT * FROM y, X, c', 'a', 'b', 'c'],
  ['WITH x AS NOT MATERIALIZED (FROM a) FROM x', 'a'],
  ['WITH a AS (SELECT * FROM a) SELECT * FROM a', 'a'],
  ['WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t, a) SELECT * FROM t', 'a'],
  ['WITH RECURSIVE t(n) USING KEY (n) AS (SELECT 1 UNION SELECT n FROM t) FROM t'],
  ['SELECT * FROM (WITH x AS (FROM a) FROM x), x', 'a', 'x'],
  ['WITH x AS (WITH y AS (FROM a) FROM y) FROM x, y', 'a', 'y'],
  ['WITH "X y" AS (FROM a) FROM "x Y"', 'a'],
  ['WITH data AS (FROM a), time AS (FROM b) FROM data, time', 'a', 'b'],
  // Within
  [
    'SELECT (SELECT max(x) FROM a) FROM b WHERE EXISTS (SELECT 1 FROM c) AND y IN (FROM d)',
    'a',
    'b',
    'c',
    'd',
  ],
  ['SELECT * FROM (a JOIN b ON true), ((c))', 'a', 'b', 'c'],
  ['SELECT * FROM a, LATERAL (SELECT * FROM b WHERE b.x = a.x) AS l, c', 'a', 'b', 'c'],
  ['SELECT * FROM a JOIN b ON a.x IN [b.y, b.z] AND a.s = {p: b.q, r: 1}, c', 'a', 'b', 'c'],
  ['SELECT list(x ORDER BY y, z) FILTER (WHERE w), q OVER (PARTITION BY r, s) FROM a', 'a'],
  // Between
  ['SELECT * FROM a UNION SELECT * FROM b EXCEPT (SELECT * FROM c) INTERSECT TABLE d', 'a', 'b', 'c', 'd'],
  ['SELECT * FROM a GROUP BY x, y HAVING z UNION BY NAME FROM b', 'a', 'b'],
  // Pivots
  ['PIVOT a ON b USING sum(c), max(d) GROUP BY e, f', 'a'],
  ['PIVOT (SELECT * FROM a) ON b IN (SELECT x FROM c) USING sum(d)', 'a', 'c'],
  ['FROM a PIVOT (sum(x) FOR y IN (1, 2) GROUP BY z), b', 'a', 'b'],
  ['SELECT * FROM (PIVOT a ON b USING count(*)) AS p, c', 'a', 'c'],
  ['UNPIVOT a ON b, c INTO NAME n VALUE v', 'a'],
  ['FROM a UNPIVOT INCLUDE NULLS (v FOR n IN (b, c)), d', 'a', 'd'],
  // Functions
  ['SELECT * FROM range(3) AS r(i), unnest([1, 2]) WITH ORDINALITY AS u, a', 'a'],
  ['SELECT * FROM a TABLESAMPLE reservoir(20%), b', 'a', 'b'],
  // FROM that is none
  ['SELECT extract(year FROM day), trim(BOTH x FROM y), substring(s FROM 2 FOR 3) FROM a', 'a'],
  ['SELECT extract(year FROM (SELECT max(day) FROM a)) FROM b', 'a', 'b'],
  ['SELECT x IS DISTINCT FROM y, z IS NOT DISTINCT FROM w FROM a', 'a'],
  ['SELECT t.from, 1 AS from, 2 AS select FROM a', 'a'],
  ['SELECT t.as FROM a', 'a'],
  ['SELECT 1 AS as FROM a', 'a'],
  ["SELECT 'FROM x', $$ FROM y $$, $t$ FROM $$ z $t$, e'\\' FROM w' FROM a", 'a'],
  ['SELECT 1 -- FROM x\n, 2 /* FROM y /* FROM z */ */ FROM a -- , b', 'a'],
  ['SELECT x::TIMESTAMP WITH TIME ZONE FROM a', 'a'],
  // Names
  ['SELECT * FROM "a b", "c""d", "select"', 'a b', 'c"d', 'select'],
  ['SELECT "العميل" FROM "مبيعات 2024" م JOIN عملاء USING ("العميل")', 'مبيعات 2024', 'عملاء'],
  ['SELECT \'من FROM جدول\', 😀.x FROM ج, "😀"', 'ج', '😀'],
  ['SELECT * FROM one.two."three four" AS x', 'one.two.three four'],
  ['SELECT\u00a0*\u00a0FROM\u2003a,\u3000b', 'a', 'b'],
  // Not finished
  ["SELECT * FROM a WHERE x = 'y FROM b", 'a'],
  ['SELECT * FROM a, (SELECT * FROM b WHERE', 'a', 'b'],
  ['SELECT * FROM'],
  ['SELECT * FROM a.', 'a'],
  ['SELECT ) FROM a', 'a'],
  ["FROM 'file.csv', a", 'a'],
  [''],
  [';;'],
  ['SELECT * FROM a; SELECT b, c FROM d', 'a', 'd'],
];

describe('the tables that a query names', () => {
  it.each(cases)('%s', async (sql, ...tables) => {
    expect((await names(sql)).tables).toEqual(tables);
  });

  it('are found in FROM clauses put together at random', async () => {
    const name = fc.oneof(
      fc.constantFrom('a', 'b_1', 'جدول', 'Äpfel', 'month', 'value', '😀'),
      fc
        .string({ unit: 'grapheme', minLength: 1, maxLength: 6 })
        .filter((text) => !/[\0\ud800-\udfff]/.test(text)),
    );
    const written = fc.tuple(name, fc.constantFrom('', ' AS x', ' y', ' TABLESAMPLE 10%'));
    const glue = fc.constantFrom(',', ' JOIN', ' CROSS JOIN', ' -- FROM no\n,', ' /* , no */ ASOF JOIN');
    const clause = fc.tuple(written, fc.array(fc.tuple(glue, written), { maxLength: 5 }), fc.boolean());
    await fc.assert(
      fc.asyncProperty(clause, async ([first, more, isNested]) => {
        const tables = [first, ...more.map(([, table]) => table)].map(([table]) => table);
        const text = ([table, alias]: readonly [string, string]) => ` ${identifier(table)}${alias}`;
        const from = `FROM${text(first)}${more.map(([between, table]) => between + text(table)).join('')}`;
        const sql = isNested
          ? `SELECT * FROM (SELECT 'FROM', x ${from}) AS s`
          : `SELECT f(x), y ${from} WHERE x`;
        const folded = (each: string) => each.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
        const once = tables.filter(
          (table, place) => tables.findIndex((each) => folded(each) === folded(table)) === place,
        );
        expect((await names(sql)).tables).toEqual(once);
      }),
      { numRuns: 150 },
    );
  });
});

describe('the blanks of a query', () => {
  it.each([
    ['SELECT $a, $b + $a', ['a', 'b']],
    ['SELECT $from, $month, $البلد FROM a WHERE x>$y', ['from', 'month', 'البلد', 'y']],
    ['SELECT \'$a\', "$b", $$ $c $$, $t$ $d $t$ -- $e\n /* $f */', []],
    ['SELECT a$b, $1, $ c', []],
    ["SELECT 'ملك $a', $b", ['b']],
  ])('%s', async (sql, parameters) => {
    expect((await names(sql)).parameters).toEqual(parameters);
  });
});
