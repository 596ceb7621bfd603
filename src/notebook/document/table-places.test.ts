import { expect, it } from 'vitest';
import { tablePlaces } from './table-places';

/** Each query with the places that are found marked by hand: «name». */
it.each([
  'SELECT a, «a».b, «a».* FROM «a»',
  'select «a».x from «a» join «b» using (id) left join «c» on «a».id = «c».id, «d»',
  'SELECT * FROM «a», (VALUES (1)) v(x), «b»',
  'FROM «a» SELECT «a».b',
  'TABLE «a»',
  'SUMMARIZE «a»',
  'FROM short: «a» SELECT a.b, short.c',
  // Names that the query gives.
  'SELECT a.x, b.y FROM «c» AS a, «b» AS d, range(3) AS b(i)',
  'WITH a AS (SELECT «a».x FROM «a») SELECT a.x, «b».* FROM a JOIN «b» ON a.x = «b».x',
  'WITH RECURSIVE a(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM a, «b») FROM a',
  'SELECT * FROM (WITH a AS (FROM «b») FROM a), «a»',
  'SELECT a.n FROM (SELECT «a».n FROM «a») AS a',
  // Queries within others know what is around them.
  'SELECT (SELECT max(b.x) FROM «c» AS b WHERE b.y = «a».y) FROM «a», «d» WHERE EXISTS (FROM «b» WHERE «b».z = «a».z)',
  'SELECT (SELECT a.x FROM «b» AS a) FROM «a»',
  'SELECT «a».x FROM «a» UNION SELECT a.x FROM «b» AS a',
  '(SELECT «a».x FROM «a») EXCEPT (SELECT «b».x FROM «b» ORDER BY «b».y DESC, a)',
  // What only looks like it.
  'SELECT \'FROM a\', a.upper(), x.a.b, $a, "a b" -- FROM a\nFROM «b» /* , a /* a */ a */',
  'SELECT $$ FROM a $$, $t$ FROM a $t$, extract(year FROM a), x IS DISTINCT FROM a FROM «b»',
  'SELECT * FROM a.b, main.a',
  'SELECT * FROM a😀 JOIN «a» ON true',
  'SELECT x IN [a, b], {a: b, c: d} FROM «c» JOIN «d» ON «c».x IN [a, b], «e»',
  'PIVOT «a» ON b, c USING sum(d), max(e)',
])('%s', (marked) => {
  const sql = marked.replace(/[«»]/g, '');
  const found = tablePlaces(sql).reduceRight(
    (text, { from, to }) => `${text.slice(0, from)}«${text.slice(from, to)}»${text.slice(to)}`,
    sql,
  );
  expect(found).toBe(marked);
});

it('finds quoted names, and those of other scripts', () => {
  const places = (sql: string) => tablePlaces(sql).map(({ text }) => text);
  expect(places('SELECT "a b".x, طلبات.y FROM "a b" JOIN طلبات ON true')).toEqual([
    '"a b"',
    'طلبات',
    '"a b"',
    'طلبات',
  ]);
});

it('reads what is not finished', () => {
  for (const sql of ['', ';;', 'SELECT ) FROM', 'FROM a.', 'WITH a AS (', "FROM a WHERE 'x", 'FROM ((a'])
    expect(() => tablePlaces(sql)).not.toThrow();
});
