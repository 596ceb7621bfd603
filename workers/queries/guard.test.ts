import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openText, startEngine } from '../../test/helpers/engine';
import type { SqlSource } from '../api';
import type { RetentionEngine } from '../engine';

/** Two notebooks' worth of tables stand in the engine: the one in use, and another that must not be seen. */
let engine: RetentionEngine;
let before: string;
beforeAll(async () => {
  engine = await startEngine();
  await openText(engine, 'customer,date,amount\na,2024-01-05,10\nb,2024-02-05,20\n');
  await engine.query("ATTACH ':memory:' AS store_77");
  await engine.query("CREATE TABLE store_77.main.secret AS SELECT 'other' AS word");
  before = await state();
});
afterAll(() => engine.stop());

const run = (sql: string, sources: SqlSource[] = []) =>
  engine.runQuery(
    { sql, parameters: { word: 'x' }, sources, filters: [], limit: 10 },
    new AbortController().signal,
    () => undefined,
  );

/** Words for what the engine has at the moment, to see that an attack has changed nothing. */
async function state(): Promise<string> {
  const answer = await engine.query(
    `SELECT (SELECT count(*) FROM duckdb_tables()) AS tables, (SELECT count(*) FROM duckdb_databases()) AS databases,
(SELECT sum(estimated_size) FROM duckdb_tables()) AS size, current_setting('autoinstall_known_extensions') AS install`,
  );
  return JSON.stringify(answer.get(0));
}

/** By the code with which they are refused. */
const attacks: Record<string, readonly string[]> = {
  sqlNotQuery: [
    '',
    '-- nothing',
    ';',
    'CREATE TABLE x (a INTEGER)',
    'INSERT INTO orders VALUES (1, 1, 1, true)',
    'WITH x AS (SELECT 1) INSERT INTO orders SELECT 1, 1, 1, true',
    'UPDATE orders SET day = 1',
    'DELETE FROM orders',
    'WITH x AS (SELECT 1) DELETE FROM orders',
    'DROP TABLE orders',
    'EXPLAIN ANALYZE SELECT 1',
    'BEGIN',
    'SELECT 1; SELECT 2',
    'SELECT 1; DROP TABLE orders;',
    'SELECT 1 /* ; */; -- ;\nDROP TABLE orders',
    'SELECT 1) AS r; DROP TABLE orders; SELECT * FROM (SELECT 1',
    'SELECT 1;;DROP TABLE orders',
    '(CREATE TABLE x (a INTEGER))',
  ],
  sqlOutside: [
    "ATTACH ':memory:' AS other",
    'DETACH store_77',
    "COPY orders TO 'x.csv'",
    'SET autoinstall_known_extensions = true',
    'PRAGMA database_list',
    'CALL pragma_version()',
    'USE store_77.main',
    // Files and the network
    "SELECT * FROM 'data.csv'",
    'SELECT * FROM "data.csv"',
    'SELECT * FROM data.csv',
    "SELECT * FROM orders, 'data.csv'",
    "SELECT * FROM 'https://example.org/x.csv'",
    "SELECT * FROM read_csv('data.csv')",
    'SELECT * FROM "READ_csv"(\'data.csv\')',
    "SELECT * FROM read_csv /* a */ ('data.csv')",
    "SELECT * FROM read_csv\u00a0('data.csv')",
    "SELECT * FROM\u200bread_text('data.csv')",
    "SELECT * FROM main.read_csv_auto('data.csv')",
    "SELECT * FROM system.main.read_blob('data.csv')",
    "SELECT * FROM glob('*')",
    "SELECT * FROM sniff_csv('data.csv')",
    "FROM short: read_csv('data.csv')",
    "SELECT * FROM (read_csv('data.csv'))",
    "SELECT * FROM orders, LATERAL read_csv('data.csv')",
    "SELECT * FROM orders JOIN read_csv('data.csv') ON true",
    "SELECT (SELECT count(*) FROM read_csv('data.csv'))",
    "SUMMARIZE 'data.csv'",
    "DESCRIBE FROM read_csv('data.csv')",
    "PIVOT read_csv('data.csv') ON a",
    "SELECT * FROM parquet_scan('x')",
    'SELECT * FROM $word',
    // Other notebooks
    'SELECT * FROM store_77.main.secret',
    'SELECT * FROM "store_77"."main"."secret"',
    'SELECT * FROM store_77.secret',
    'TABLE store_77.main.secret',
    'DESCRIBE store_77.main.secret',
    'SUMMARIZE store_77.main.secret',
    'SHOW TABLES FROM store_77.main',
    'SELECT * FROM orders UNION ALL SELECT * FROM store_77.main.secret',
    'WITH secret AS (SELECT * FROM store_77.main.secret) SELECT * FROM secret',
    'SELECT t.as FROM store_77.main.secret AS t',
    'SELECT 1 AS as FROM store_77.main.secret',
    'SELECT * FROM orders JOIN orders AS b ON orders.day IN [1, 2], store_77.main.secret',
    'FROM VALUES (1) AS v(x), store_77.main.secret',
    'SELECT * FROM (VALUES (1) AS v(x) CROSS JOIN store_77.main.secret)',
    'SELECT * FROM unnest([1]) WITH ORDINALITY AS t, store_77.main.secret',
    "SELECT extract(year FROM (SELECT DATE '2024-01-01' FROM store_77.main.secret))",
    'SELECT trim((SELECT word FROM store_77.main.secret))',
    'SELECT 1 IN (TABLE store_77.main.secret)',
    "SELECT * FROM query('SELECT * FROM store_77.main.secret')",
    "SELECT * FROM query_table('store_77.main.secret')",
    "SELECT * FROM histogram('store_77.main.secret', word)",
    "SELECT * FROM seq_scan('secret')",
    // What the engine has
    'SELECT * FROM duckdb_tables()',
    'SELECT * FROM duckdb_tables',
    'WITH RECURSIVE duckdb_tables AS (SELECT * FROM duckdb_tables) SELECT * FROM duckdb_tables',
    'SELECT * FROM information_schema.tables',
    'SELECT * FROM pg_catalog.pg_tables',
    'SELECT * FROM pg_tables',
    'SELECT * FROM sqlite_master',
    'SELECT * FROM pragma_database_list',
    "SELECT * FROM pragma_table_info('orders')",
    "SELECT * FROM pragma_storage_info('orders')",
    'SHOW ALL TABLES',
    'SHOW TABLES',
    'SHOW DATABASES',
    'DESCRIBE',
    'SELECT * FROM (DESCRIBE)',
    'SELECT * FROM (DESC)',
    'WITH "__show_tables_expanded" AS (SELECT 1) SELECT * FROM (SHOW "__show_tables_expanded")',
    'WITH databases AS (SELECT 1) SELECT * FROM (SHOW "databases")',
    "SELECT current_setting('memory_limit')",
    "SELECT getvariable('x')",
    "SELECT nextval('x')",
    'SELECT * FROM test_all_types()',
    'SELECT * FROM checkpoint()',
    'SELECT * FROM force_checkpoint()',
    "EXPORT DATABASE 'x'",
    "IMPORT DATABASE 'x'",
    'RESET memory_limit',
    "SELECT * FROM 'opfs://wafa/other.db'",
    "SELECT * FROM read_blob('opfs://wafa/other.db')",
    "SELECT * FROM read_text('lent/text-1.csv')",
    "SELECT * FROM read_json('https://example.org/')",
    'SELECT * FROM duckdb_databases()',
    'SELECT * FROM duckdb_settings()',
    'SELECT * FROM duckdb_secrets()',
    'SELECT * FROM duckdb_views()',
    'SELECT * FROM temp.information_schema.columns',
    'SELECT * FROM memory.results.result_1',
    'SELECT * FROM results.result_1',
    "SELECT * FROM which_secret('x', 's3')",
    'SELECT * FROM "query" /**/ (\'SELECT 1\')',
    'SELECT * FROM orders, (SELECT * FROM (TABLE store_77.main.secret))',
    'SELECT (TABLE store_77.main.secret)',
    'WITH x AS MATERIALIZED (FROM store_77.main.secret) FROM x',
    'FROM store_77.main.secret SELECT word',
    'SELECT * FROM ((store_77.main.secret))',
    'SELECT * FROM orders POSITIONAL JOIN store_77.main.secret',
    'SELECT * FROM orders ASOF JOIN store_77.main.secret AS s ON orders.day >= s.word',
    'UNPIVOT store_77.main.secret ON word',
    'SELECT EXISTS (FROM store_77.main.secret)',
    'SELECT [x.word FOR x IN (SELECT list(word) FROM store_77.main.secret)]',
    'SELECT ARRAY(SELECT word FROM store_77.main.secret)',
  ],
  sqlNeedsExtension: [
    'INSTALL icu',
    'LOAD icu',
    'SELECT now()',
    'SELECT year(now())',
    "SELECT TIMESTAMP '2024-01-01' AT TIME ZONE 'UTC'",
    "SELECT date_trunc('month', TIMESTAMPTZ '2024-01-01')",
    "SELECT '2024-01-01'::timestamptz",
    "SELECT CAST('2024-01-01' AS TIMESTAMP WITH TIME ZONE)",
    'SELECT current_timestamp',
    'SELECT current_date',
    "SELECT year(strptime('2024-01-01 +00', '%Y-%m-%d %z'))",
    'SELECT to_timestamp(0)',
    // What the gate does not know by name, the engine itself refuses.
    "SELECT json_extract('{}', '$.a')",
    "SELECT '{}'::JSON",
    "SELECT '{}' ->> '$.a'",
    "SELECT icu_sort_key('a', 'de')",
    "SELECT 'b' < 'a' COLLATE de",
    "SELECT '1.2.3.4'::INET",
  ],
};

describe.each(Object.entries(attacks))('what a stranger might have put into a notebook, %s', (code, all) => {
  it.each(all)('is refused: %s', async (sql) => {
    await expect(run(sql)).rejects.toMatchObject({ code });
    // A cell that the query builds on is no way in either.
    const cell: SqlSource = { id: 'cell', kind: 'sql', sql };
    await expect(run('SELECT * FROM cell', [cell])).rejects.toMatchObject({ code });
  });
});

it('has changed nothing', async () => expect(await state()).toBe(before));

/** These can't be told apart from their end on, or make the engine call functions that are not there. */
const invalid: readonly string[] = [
  'SELECT 1)',
  'SELECT (1',
  'SELECT 1) AS a CROSS JOIN (SELECT 2',
  "SELECT 'never closed",
  'SELECT "never closed',
  'SELECT $$never closed',
  'SELECT /* never closed',
  'SELECT 1 /* /* */',
  "SELECT U&'x'",
  'SELECT * FROM table_1',
  'SELECT * FROM built',
  'SELECT * FROM nothing',
  'SELECT ?',
];

describe('what is not right', () => {
  it.each(invalid)('is told: %s', async (sql) => {
    await expect(run(sql)).rejects.toMatchObject({ code: 'sqlInvalid' });
  });
});

const harmless: readonly string[] = [
  'SELECT 1',
  'SELECT 1;',
  'SELECT 1; -- and that is all',
  'SELECT 1 ;; /* ; */ ;',
  'SELECT 1 -- a comment without an end',
  "SELECT ';', $$;$$, ')' AS \";\", '(' -- ;",
  '(SELECT 1)',
  '((SELECT 1) UNION (SELECT 2))',
  'FROM orders',
  'FROM orders SELECT day',
  'TABLE customers',
  'VALUES (1, 2), (3, 4)',
  'WITH x AS (SELECT 1 AS a), y AS (FROM x) SELECT * FROM y',
  'WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 4) SELECT * FROM t',
  'WITH orders AS (SELECT * FROM orders WHERE amount > 10) SELECT * FROM orders',
  'DESCRIBE orders',
  'DESCRIBE SELECT 1 AS a',
  'SHOW orders',
  'SUMMARIZE orders',
  'SUMMARIZE SELECT * FROM data',
  'PIVOT orders ON day USING sum(amount)',
  'PIVOT orders ON customer_key IN (1, 2) USING count(*) GROUP BY is_activity',
  'UNPIVOT orders ON day, customer_key INTO NAME what VALUE number',
  'SELECT * FROM range(3) AS r(i), generate_series(1, 2)',
  'SELECT unnest([1, 2]), range(3)',
  'SELECT * FROM unnest([1, 2]) AS u(x)',
  'SELECT * FROM orders, LATERAL (SELECT day + 1 AS tomorrow)',
  'SELECT * FROM orders JOIN customers USING (customer_key) ORDER BY day DESC',
  'SELECT histogram(amount), quantile_cont(amount, 0.5), list(day ORDER BY day) FROM orders',
  'SELECT sum(amount) OVER (PARTITION BY customer_key ORDER BY day) FROM orders',
  "SELECT date_trunc('month', DATE '2024-05-05'), extract(year FROM DATE '2024-05-05')",
  "SELECT strftime(DATE '2024-05-05', '%Y-%m'), DATE '2024-05-05' + INTERVAL 1 MONTH",
  "SELECT repeat('a', 3), 'a' GLOB 'a*', list_transform([1, 2], lambda x: x + 1)",
  "SELECT 'read_csv(''a'')', 'store_77.main.secret', 'FROM duckdb_tables'",
  'SELECT 1 AS read_csv, 2 AS "duckdb_tables", 3 AS memory',
  'SELECT o.day FROM orders AS o, orders store_5 WHERE store_5.day = o.day',
  'SELECT x.a.b FROM (SELECT {a: {b: 1}} AS x)',
  "SELECT * EXCLUDE (day) REPLACE (amount + 1 AS amount), COLUMNS('d.*') FROM orders",
  'SELECT time, zone FROM (SELECT 1 AS time, 2 AS zone)',
  'SELECT "now", t.current_date FROM (SELECT 1 AS "now", 2 AS "current_date") AS t',
  'SELECT\u00a01\u2003AS\u3000a',
];

describe('what reads tables only', () => {
  it.each(harmless)('is run: %s', async (sql) => {
    await expect(run(sql)).resolves.toHaveProperty('columns');
  });
});
