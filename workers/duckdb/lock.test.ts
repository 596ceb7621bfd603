import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Database } from './database';
import { nodePlatform } from './node';
import { lentFolder } from './settings';
import { literal } from './sql-text';

const never = new AbortController().signal;
const folder = mkdtempSync(join(tmpdir(), 'wafa-'));
const own = `${join(folder, 'own')}/`;
const elsewhere = join(folder, 'elsewhere.csv');

let database: Database;
beforeAll(async () => {
  writeFileSync(elsewhere, 'a,b\n1,2\n');
  database = await Database.start({ ...nodePlatform, privateFolder: own }, () => undefined);
});
afterAll(async () => {
  await database.stop();
  rmSync(folder, { recursive: true, force: true });
});

const run = (sql: string) => database.run(sql, never);
const file = literal(elsewhere);

/** What is asked here goes around the gate that a person's queries pass: the engine itself has to refuse it. */
const refused: readonly string[] = [
  `SELECT * FROM read_csv(${file})`,
  `SELECT * FROM ${file}`,
  `SELECT * FROM read_text(${file})`,
  `SELECT * FROM read_blob(${file})`,
  `SELECT * FROM read_csv(${literal(`${lentFolder}../../../../../../../../..${elsewhere}`)})`,
  `SELECT * FROM read_csv(${literal(`${own}../elsewhere.csv`)})`,
  "SELECT * FROM read_csv('lent.csv')",
  "SELECT * FROM read_csv('https://example.org/x.csv')",
  "SELECT * FROM read_text('opfs://wafa/other.db')",
  "SELECT * FROM glob('/*')",
  `SELECT * FROM sniff_csv(${file})`,
  `ATTACH ${literal(join(folder, 'elsewhere.db'))} AS other`,
  `COPY (SELECT 1) TO ${literal(join(folder, 'out.csv'))}`,
  `EXPORT DATABASE ${literal(join(folder, 'out'))}`,
  'LOAD icu',
  "LOAD 'https://example.org/x.duckdb_extension'",
  'SET enable_external_access = true',
  "SET allowed_directories = ['/']",
  "SET allowed_paths = ['/']",
  'SET autoload_known_extensions = true',
  'SET autoinstall_known_extensions = true',
  'SET allow_unsigned_extensions = true',
  "SET custom_extension_repository = 'https://example.org'",
  'SET lock_configuration = false',
  'RESET lock_configuration',
  "SET memory_limit = '1TB'",
  "SET home_directory = '/'",
  "SET temp_directory = '/tmp'",
  'SET errors_as_json = true',
];

describe('the engine, from its very first statement', () => {
  it.each(refused)('refuses %s', async (sql) => {
    await expect(run(sql)).rejects.toMatchObject({ code: 'queryFailed' });
  });

  it('reads what is lent to it, and nothing after that', async () => {
    const name = `${lentFolder}rows.csv`;
    await database.registerBytes(new TextEncoder().encode('a,b\n3,4\n'), name);
    const rows = await run(`SELECT * FROM read_csv(${literal(name)})`);
    expect(rows.get(0)!.toJSON()).toEqual({ a: 3, b: 4 });
    await database.unregister(name);
    await expect(run(`SELECT * FROM read_csv(${literal(name)})`)).rejects.toMatchObject({
      code: 'queryFailed',
    });
  });

  it('works on catalogs in memory, and goes from one to the other', async () => {
    await database.attachMemory('store_1');
    await run('CREATE SCHEMA store_1.model_2');
    await run('CREATE TABLE store_1.model_2.t AS SELECT 7 AS a');
    await database.checkpoint('store_1');
    expect((await database.run('SELECT a FROM t', never, 'store_1.model_2')).get(0)!.a).toBe(7);
    await expect(database.run('SELECT a FROM t', never)).rejects.toMatchObject({ code: 'queryFailed' });
    await database.detach('store_1', null);
  });
});

const bounds = { bytes: 2 ** 20, patienceMilliseconds: 1 };

describe('a statement of a stranger', () => {
  it('ends when its answer grows too large, and the engine goes on', async () => {
    const flood = database.strange('memory.main', never, bounds, (ask) =>
      ask("SELECT repeat('x', 100000) AS word FROM range(1000)"),
    );
    await expect(flood).rejects.toMatchObject({ code: 'memoryLimit' });
    expect((await run('SELECT 1 AS a')).get(0)!.a).toBe(1);
  });

  it('waits for a connection when all are taken, and can be cancelled meanwhile', async () => {
    const { signal } = new AbortController();
    let end = (): void => undefined;
    const held = new Promise<void>((resolve) => (end = resolve));
    const taken = [1, 2, 3, 4].map(() => database.strange('memory.main', signal, bounds, () => held));
    const waiting = new AbortController();
    const cancelled = database.strange('memory.main', waiting.signal, bounds, async () => 'ran');
    const patient = database.strange('memory.main', signal, bounds, async () => 'ran');
    waiting.abort();
    await expect(cancelled).rejects.toMatchObject({ code: 'cancelled' });
    end();
    await Promise.all(taken);
    expect(await patient).toBe('ran');
  });

  it.each([
    ['is stuck, after it was cancelled', "SELECT length(lpad('x', 2000000000, 'y'))", true],
    ['makes it go astray', "SELECT length(repeat('x', 4000000000))", false],
  ])('ends the engine when it %s; what comes then is not its fault', async (_, sql, isCancelled) => {
    const other = await Database.start(nodePlatform, () => undefined);
    const controller = new AbortController();
    const stuck = other.strange('memory.main', controller.signal, bounds, (ask) => ask(sql));
    if (isCancelled) setTimeout(() => controller.abort());
    await expect(stuck).rejects.toMatchObject({ code: 'engineFailed', details: { sql } });
    const later = await other.run('SELECT 1', never).catch((thrown: unknown) => thrown);
    expect(later).toMatchObject({ code: 'engineFailed' });
    expect(later).not.toHaveProperty('details.sql');
    await other.stop();
  });
});
