import { afterEach, beforeEach, expect, it } from 'vitest';
import { adoptAndCount, openText, rowsOf, startEngine } from '../../test/helpers/engine';
import { ordersCsv, smallOrderLines, writeTemporary } from '../../test/helpers/small-data';
import { defaultTableSettings, type CustomerFilter, type LoadRequest } from '../api';
import type { Database } from '../duckdb/database';
import { nodeFile } from '../duckdb/node';
import type { RetentionEngine } from '../engine';

const never = new AbortController().signal;
const silent = () => undefined;
let engine: RetentionEngine;
beforeEach(async () => {
  engine = await startEngine();
  await openText(engine, ordersCsv(smallOrderLines(8)));
});
afterEach(() => engine.stop());

const channel = (...values: string[]): CustomerFilter => ({ kind: 'attribute', name: 'channel', values });
const from = (day: string): CustomerFilter => ({ kind: 'dates', from: day, to: null });
const until = (day: string): CustomerFilter => ({ kind: 'dates', from: null, to: day });
const ask = (filters: CustomerFilter[], name = 'cohort', signal = never) =>
  engine.analyse({ name, params: {}, filters }, signal, silent);
const cells = async (...filters: CustomerFilter[]) => rowsOf(await ask(filters), 'cells');
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'none',
    (thrown: { code?: string }) => thrown.code,
  );

/** Schemas outside of the data, by kind; one for the next who asks is among them a moment after anybody has
 * asked, and what was let go is not any more. */
async function schemas(): Promise<string[]> {
  const table = await engine.query(
    "SELECT schema_name AS name FROM duckdb_schemas() WHERE database_name = 'memory' AND schema_name LIKE '% of store%'",
  );
  return [...table].map(({ name }) => String(name).split(' ')[0]).sort();
}

it('makes filtered customers once, whoever asks and in whatever order filters stand', async () => {
  const later = from('2022-03-01');
  const answers = await Promise.all([
    cells(channel('web', 'app'), later),
    cells(later, channel('app', 'web')),
    cells(later, later, channel('web', 'app', 'web')),
  ]);
  expect(answers[1]).toEqual(answers[0]);
  expect(answers[2]).toEqual(answers[0]);
  await expect.poll(schemas).toEqual(['filter', 'filter']);
});

it('changes nothing when everybody passes', async () => {
  const everybody = [channel('web', 'app', 'branch'), from('2020-01-01'), until('2030-01-01')];
  expect(await cells(...everybody)).toEqual(await cells());
  const { customers, orders, revenue } = await engine.count('inUse', never, silent);
  expect(await engine.countFiltered(everybody, never)).toEqual({ customers, orders, revenue });
  await expect.poll(schemas).toEqual(['filter']);
});

it('keeps the last few, drops the others, and makes them again when they are asked for', async () => {
  const days = ['2022-02-01', '2022-03-01', '2022-04-01', '2022-05-01', '2022-06-01', '2022-07-01'];
  const first = await Promise.all(days.map((day) => cells(from(day))));
  await expect.poll(schemas).toEqual(Array<string>(5).fill('filter'));
  expect(await Promise.all(days.map((day) => cells(from(day))))).toEqual(first);
  // Tables of other last days are large: those of two days at most are kept.
  for (const day of ['2022-08-01', '2022-09-01', '2022-10-01']) await cells(until(day), channel('web'));
  const cuts = async () => (await schemas()).filter((kind) => kind === 'observation');
  await expect.poll(cuts).toHaveLength(2);
});

it('can be cancelled at any statement, and is right when asked again', async () => {
  const filters = [channel('web'), until('2022-12-31')];
  const expected = await openedElsewhere(filters);
  const { database } = engine as unknown as { database: Database };
  const run = database.run.bind(database);
  let statements = 0;
  let cancelAt = 1;
  let stop = new AbortController();
  database.run = (...asked) => {
    statements += 1;
    if (statements === cancelAt) stop.abort();
    return run(...asked);
  };
  const codes: (string | undefined)[] = [];
  do {
    stop = new AbortController();
    statements = 0;
    codes.push(await codeOf(ask(filters, 'rate', stop.signal)));
    cancelAt += 1;
  } while (codes.at(-1) !== 'none');
  expect(new Set(codes.slice(0, -1))).toEqual(new Set(['cancelled']));
  expect(codes.length).toBeGreaterThan(5);
  expect(rowsOf(await ask(filters, 'rate'), 'periods')).toEqual(expected);
  await expect.poll(schemas).toEqual(['filter', 'filter', 'observation']);
});

async function openedElsewhere(filters: CustomerFilter[]) {
  const other = await startEngine();
  await openText(other, ordersCsv(smallOrderLines(8)));
  const result = await other.analyse({ name: 'rate', params: {}, filters }, never, silent);
  await other.stop();
  return rowsOf(result, 'periods');
}

async function load(text: string, as: LoadRequest['as'] = 'new') {
  const { columns } = await engine.inspect([await nodeFile(writeTemporary('more.csv', text))], {}, never);
  const mapping = Object.fromEntries(columns.map(({ name, role }) => [name, role]));
  const settings = { ...defaultTableSettings, mapping };
  await engine.load({ as, table: null, settings, options: {} }, never, silent);
}

it('ends what is asked of data that is given up, and leaves nothing of it', async () => {
  await cells(channel('web'));
  const other = ordersCsv(smallOrderLines(9, 30));
  await load(other);
  const asked = [
    codeOf(ask([channel('web'), from('2022-02-01')], 'alive')),
    codeOf(ask([until('2022-10-01'), channel('app')], 'value')),
    codeOf(engine.countFiltered([until('2022-11-01')], never)),
  ];
  await adoptAndCount(engine);
  expect(await Promise.all(asked)).toEqual(['cancelled', 'cancelled', 'cancelled']);
  expect(await schemas()).toEqual([]);
  const anew = await cells(channel('web'));
  const fresh = await startEngine();
  await openText(fresh, other);
  const result = await fresh.analyse(
    { name: 'cohort', params: {}, filters: [channel('web')] },
    never,
    silent,
  );
  expect(anew).toEqual(rowsOf(result, 'cells'));
  await fresh.stop();
});

it('takes the attributes of a table that is added, and of one that is taken out no more', async () => {
  const [before] = [await engine.countFiltered([channel('web')], never)];
  const rows = Array.from({ length: 60 }, (_, place) => `c${place},${place < 20 ? 'gold' : 'blue'}`);
  await load(['customer,tier', ...rows].join('\n'), 'addition');
  const { tables } = await adoptAndCount(engine);
  const tier = (value: string): CustomerFilter => ({ kind: 'attribute', name: 'tier', values: [value] });
  const [gold, blue] = await Promise.all(
    ['gold', 'blue'].map(async (value) => (await engine.countFiltered([tier(value)], never)).customers),
  );
  expect(gold).toBeLessThanOrEqual(20);
  expect(gold + blue).toBe((await engine.count('inUse', never, silent)).customers);
  expect(await engine.countFiltered([channel('web')], never)).toEqual(before);
  await cells(tier('gold'));
  await engine.removeTable(tables[1].id);
  expect(await codeOf(engine.countFiltered([tier('gold')], never))).toBe('parametersInvalid');
  expect(await schemas()).toEqual([]);
});
