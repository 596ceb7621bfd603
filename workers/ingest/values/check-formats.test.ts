import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SourceColumn } from '../../api';
import { Database } from '../../duckdb/database';
import { nodePlatform } from '../../duckdb/node';
import { identifier } from '../../duckdb/sql-text';
import { checkFormats } from './check-formats';
import { countJoined, type Run } from './fixes';
import { guessFormats } from './guess';

const never = new AbortController().signal;
let database: Database;
const run: Run = (sql) => database.run(sql, never);
beforeAll(async () => {
  database = await Database.start(nodePlatform, () => undefined);
});
afterAll(() => database.stop());

/** A table of one column; its guess is made from the first rows only. */
async function check(expression: string, rows: number, name = 'the "x"') {
  await run(
    `CREATE OR REPLACE TABLE raw AS SELECT ${expression} AS ${identifier(name)} FROM range(${rows}) AS r(i)`,
  );
  const head = await run(`SELECT ${identifier(name)} AS x FROM raw LIMIT 100`);
  const values = [...head.getChild('x')!].map(String);
  const guess = guessFormats({ name, named: 'header', type: 'VARCHAR', values });
  const column: SourceColumn = { name, named: 'header', type: 'VARCHAR', role: 'time', fixes: [], ...guess };
  const { formats, isOpen } = (await checkFormats(run, 'main.raw', [column]))[name];
  return {
    first: guess.isOpen,
    formats: formats.map(
      ({ format, share }) => `${format} ${(Math.floor(share * 10_000) / 10_000).toFixed(4)}`,
    ),
    isOpen,
  };
}

describe('the check of formats over all rows', () => {
  const date = (day: string) => `lpad(CAST(${day} AS VARCHAR), 2, '0') || '/03/2024'`;

  it('finds the one day that decides the order', async () => {
    expect(await check(date('CASE WHEN i = 9000 THEN 25 ELSE i % 12 + 1 END'), 10_000)).toEqual({
      first: true,
      formats: ['dateDayFirst 1.0000', 'dateMonthFirst 0.9999', 'text 1.0000'],
      isOpen: false,
    });
  });

  it('leaves open what nothing decides', async () => {
    const { formats, isOpen } = await check(date('i % 12 + 1'), 1000);
    expect(formats.slice(0, 2)).toEqual(['dateDayFirst 1.0000', 'dateMonthFirst 1.0000']);
    expect(isOpen).toBe(true);
  });

  it('finds it among more different texts than are looked at one by one', async () => {
    const timed = (day: string) =>
      `${date(day)} || ' ' || lpad(CAST(i // 3600 % 24 AS VARCHAR), 2, '0') || ':' || lpad(CAST(i // 60 % 60 AS VARCHAR), 2, '0') || ':' || lpad(CAST(i % 60 AS VARCHAR), 2, '0')`;
    expect(await check(timed('CASE WHEN i = 19000 THEN 25 ELSE i % 12 + 1 END'), 20_000)).toEqual({
      first: true,
      formats: ['dateDayFirst 1.0000', 'dateMonthFirst 0.9999', 'text 1.0000'],
      isOpen: false,
    });
    expect((await check(timed('i % 12 + 1'), 20_000)).isOpen).toBe(true);
  });

  it('decides between point and comma, few texts or many', async () => {
    const text = (last: string, rows: number) =>
      `CASE WHEN i = ${rows - 1} THEN '${last}' ELSE CAST(1 + i % 9 AS VARCHAR) || ',' || lpad(CAST(i % 1000 AS VARCHAR), 3, '0') END`;
    expect((await check(text('12,5', 1000), 1000)).formats[0]).toBe('numberComma 1.0000');
    expect((await check(text('12.5', 1000), 1000)).formats[0]).toBe('number 1.0000');
    expect((await check(text('1,234', 1000), 1000)).isOpen).toBe(true);
    const many = (last: string) =>
      `CASE WHEN i = 19999 THEN '${last}' ELSE CAST(1 + i // 1000 AS VARCHAR) || ',' || lpad(CAST(i % 1000 AS VARCHAR), 3, '0') END`;
    expect(await check(many('12,5'), 20_000)).toMatchObject({ first: true, isOpen: false });
    expect((await check(many('12,5'), 20_000)).formats[0]).toBe('numberComma 1.0000');
    expect(await check(many('1,234'), 20_000)).toMatchObject({ isOpen: true });
  });

  it('counts the share of the filled values only', async () => {
    const { formats } = await check(
      `CASE WHEN i % 2 = 0 THEN 'N/A' WHEN i < 100 THEN 'x' ELSE CAST(i AS VARCHAR) END`,
      20_000,
    );
    expect(formats[0]).toBe('number 0.9950');
  });

  it('leaves columns of an engine type alone', async () => {
    const column = {
      name: 'x',
      named: 'header',
      type: 'DATE',
      role: 'time',
      formats: [],
      isOpen: false,
      fixes: [],
    } as const;
    expect(
      await checkFormats(run, 'main.raw', [{ ...column, formats: [...column.formats], fixes: [] }]),
    ).toEqual({});
  });
});

describe('counting what a mending joins', () => {
  it('counts the ids that vanish', async () => {
    await run(
      `CREATE OR REPLACE TABLE ids AS SELECT unnest(['A@x.com', 'a@x.com', 'a@x.com', 'b@x.com', 'B@X.com', 'c@x.com', '12', '12.0', NULL, '-']) AS id`,
    );
    const column = { name: 'id', type: 'VARCHAR' };
    expect(await countJoined(run, 'ids', column, 'lowerCase')).toBe(2);
    expect(await countJoined(run, 'ids', column, 'wholeNumber')).toBe(1);
    expect(await countJoined(run, 'ids', column, 'noBlanks')).toBe(0);
  });
});
