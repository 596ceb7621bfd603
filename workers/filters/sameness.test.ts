import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openText, rowsOf, startEngine, type Row } from '../../test/helpers/engine';
import {
  contractsCsv,
  durationsCsv,
  ordersCsv,
  smallOrderLines,
  variedOrderLines,
  type OrderLine,
} from '../../test/helpers/small-data';
import { specs } from '../analyses/registry';
import type { AnalysisResult, CountedDataset, CustomerFilter, Scalar } from '../api';
import type { RetentionEngine } from '../engine';

/**
 * Filtered customers give what a file gives that holds only their rows, observed until the same day; and an earlier last
 * day gives what the setting `asOf` gives. Who passes is worked out here from the lines of the file.
 */

const never = new AbortController().signal;
const silent = () => undefined;
let engine: RetentionEngine;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());

interface Question {
  name: string;
  params: Record<string, Scalar>;
  tables: string[];
}

const questions: Question[] = [
  ...['classic', 'rolling', 'streak', 'bracket'].map((type) => ({
    name: 'cohort',
    params: { type },
    tables: ['cells'],
  })),
  ...['orders', 'revenue', 'revenuePerCustomer'].map((measure) => ({
    name: 'cohort',
    params: { measure, period: 'week' },
    tables: ['cells'],
  })),
  { name: 'cohort', params: { clock: 'personal' }, tables: ['cells', 'average'] },
  { name: 'cohort', params: { clock: 'personal', type: 'bracket', period: 'week' }, tables: ['cells'] },
  { name: 'rate', params: {}, tables: ['periods'] },
  { name: 'rate', params: { period: 'quarter' }, tables: ['periods'] },
  { name: 'rate', params: { period: 'week', lapseWindowDays: 40 }, tables: ['periods'] },
  { name: 'rfm', params: {}, tables: ['segments', 'customers'] },
  { name: 'survival', params: {}, tables: ['curve', 'groups'] },
  { name: 'survival', params: { groupBy: 'channel', unit: 'week' }, tables: ['curve', 'groups'] },
  { name: 'alive', params: {}, tables: ['customers'] },
  { name: 'value', params: { model: 'mbgnbd' }, tables: ['customers'] },
];

const isoDay = (day: number) => new Date(day * 86_400_000).toISOString().slice(0, 10);

/** The first day with an order that counts, by customer: orders are their lines summed, and returns count for nothing. */
function firstDays(lines: readonly OrderLine[]): Map<string, number> {
  const orders = new Map<string, { customer: string; day: number; cents: number }>();
  for (const { customer, order, day, amount } of lines) {
    if (customer === '') continue;
    const known = orders.get(`${customer} ${order}`);
    const cents = Math.round(amount * 100) + (known?.cents ?? 0);
    orders.set(`${customer} ${order}`, { customer, day: Math.min(day, known?.day ?? day), cents });
  }
  const first = new Map<string, number>();
  for (const { customer, day, cents } of orders.values())
    if (cents >= 0) first.set(customer, Math.min(day, first.get(customer) ?? day));
  return first;
}

const ask = (question: Question, filters: CustomerFilter[] = []) =>
  engine.analyse({ name: question.name, params: question.params, filters }, never, silent);

/** Tables of a result with numbers to six digits, since fitted numbers hang on the order of sums in later ones. */
function told(result: AnalysisResult, tables: string[], firstLabel: string): Row[][] {
  const short = (value: Row[string]) => (typeof value === 'number' ? Number(value.toPrecision(6)) : value);
  return tables.map((table) =>
    rowsOf(result, table)
      // Periods before anybody of the smaller file came, and what only says that a cohort is the first.
      .filter(({ period }) => result.analysis !== 'rate' || String(period) >= firstLabel)
      .map(({ leftTruncated: _, ...row }) =>
        Object.fromEntries(Object.entries(row).map(([name, value]) => [name, short(value)])),
      ),
  );
}

async function answers(filters: CustomerFilter[], isWithin: (question: Question) => boolean = () => true) {
  const found: { question: Question; result: AnalysisResult }[] = [];
  for (const question of questions.filter(isWithin))
    found.push({ question, result: await ask(question, filters) });
  return found;
}

const counts = ({ customers, orders, revenue }: CountedDataset) => ({
  customers,
  orders,
  revenue: revenue && Number(revenue.toFixed(6)),
});

async function expectSame(
  lines: readonly OrderLine[],
  isChosen: (customer: string) => boolean,
  filters: CustomerFilter[],
): Promise<void> {
  const filtered = await answers(filters);
  const counted = await engine.countFiltered(filters, never);
  const { asOf } = await engine
    .analyse({ name: 'rfm', params: {} }, never, silent)
    .then(({ summary }) => summary);
  const few = lines.filter(({ customer }) => isChosen(customer));
  const dataset = await openText(engine, ordersCsv(few), { asOf: String(asOf) });
  expect({ ...counted, revenue: Number(counted.revenue!.toFixed(6)) }).toEqual(counts(dataset));
  for (const { question, result } of filtered) {
    const alone = await ask(question);
    const [first] = question.name === 'rate' ? rowsOf(alone, 'periods') : [];
    const label = String(first?.period ?? '');
    const { name, params, tables } = question;
    expect({ name, params, tables: told(result, tables, label) }).toEqual({
      name,
      params,
      tables: told(alone, tables, label),
    });
    expect(result.params).toEqual(alone.params);
  }
}

const seeds = fc.integer({ min: 1, max: 1000 });
const files = fc.oneof(
  seeds.map((seed) => smallOrderLines(seed, 45)),
  seeds.map((seed) => variedOrderLines(seed, 60)),
);

it('filters by attribute and first day give what a file of those customers gives', async () => {
  await fc.assert(
    fc.asyncProperty(
      files,
      fc.subarray(['web', 'app', 'branch'], { minLength: 1 }),
      fc.nat(120),
      async (lines, channels, days) => {
        const first = firstDays(lines);
        const from = Math.min(...first.values()) + days;
        const channelOf = new Map(lines.map(({ customer, channel }) => [customer, channel]));
        const isChosen = (customer: string) =>
          (first.get(customer) ?? -Infinity) >= from && channels.includes(channelOf.get(customer)!);
        fc.pre([...first.keys()].filter(isChosen).length > 4);
        await openText(engine, ordersCsv(lines));
        await expectSame(lines, isChosen, [
          { kind: 'dates', from: isoDay(from), to: null },
          { kind: 'attribute', name: 'channel', values: channels },
        ]);
      },
    ),
    { numRuns: 3, seed: 11 },
  );
});

it('filters by cohort and segment give what a file of those customers gives', async () => {
  await fc.assert(
    fc.asyncProperty(
      files,
      fc.subarray(['champions', 'loyal', 'potentialLoyalist', 'hibernating', 'atRisk'], { minLength: 4 }),
      async (lines, segments) => {
        await openText(engine, ordersCsv(lines));
        const rfm = await engine.analyse({ name: 'rfm', params: {} }, never, silent);
        const segmentOf = new Map(rowsOf(rfm, 'customers').map((row) => [row.customer, String(row.segment)]));
        // smallOrderLines and variedOrderLines begin in January 2022 and bring new customers for months.
        const isIn = (day = -Infinity) => isoDay(day) >= '2022-01-01' && isoDay(day) <= '2022-03-31';
        const first = firstDays(lines);
        const isChosen = (customer: string) =>
          first.has(customer) && isIn(first.get(customer)) && segments.includes(segmentOf.get(customer)!);
        fc.pre([...first.keys()].filter(isChosen).length > 4);
        await expectSame(lines, isChosen, [
          { kind: 'cohort', unit: 'quarter', period: '2022-01-01' },
          { kind: 'segment', segments },
        ]);
      },
    ),
    { numRuns: 2, seed: 12 },
  );
});

it('an earlier last day gives what the setting asOf gives', async () => {
  await fc.assert(
    fc.asyncProperty(files, fc.integer({ min: 100, max: 350 }), fc.boolean(), async (lines, days, byId) => {
      const asOf = isoDay(Math.min(...firstDays(lines).values()) + days);
      const until: CustomerFilter = { kind: 'dates', from: null, to: asOf };
      const web: CustomerFilter = { kind: 'attribute', name: 'channel', values: ['web'] };
      await openText(engine, ordersCsv(lines, byId));
      const filtered = [await answers([until]), await answers([until, web])];
      const counted = await engine.countFiltered([until], never);
      const dataset = await openText(engine, ordersCsv(lines, byId), { asOf });
      expect({ ...counted, revenue: Number(counted.revenue!.toFixed(6)) }).toEqual(counts(dataset));
      const set = [await answers([]), await answers([web])];
      const plain = (all: typeof set) =>
        all.flat().map(({ question: { name, params, tables }, result }) => ({
          name,
          params,
          decided: result.params,
          tables: told(result, tables, ''),
        }));
      expect(plain(filtered)).toEqual(plain(set));
    }),
    { numRuns: 2, seed: 13 },
  );
});

it('doubles with the customers', async () => {
  const lines = smallOrderLines(21, 40);
  const twice = [
    ...lines,
    ...lines.map((line) => ({ ...line, customer: line.customer && `${line.customer}b` })),
  ];
  const web: CustomerFilter = { kind: 'attribute', name: 'channel', values: ['web'] };
  const cells = async () =>
    rowsOf(await engine.analyse({ name: 'cohort', params: {}, filters: [web] }, never, silent), 'cells');
  await openText(engine, ordersCsv(lines));
  const [once, { customers }] = [await cells(), await engine.countFiltered([web], never)];
  await openText(engine, ordersCsv(twice));
  expect((await engine.countFiltered([web], never)).customers).toBe(2 * customers);
  expect((await cells()).map(({ value, cohortSize }) => [value, cohortSize])).toEqual(
    once.map(({ value, cohortSize }) => [2 * Number(value), 2 * Number(cohortSize)]),
  );
});

it('contracts give what a file of them gives, and an earlier last day what asOf gives', async () => {
  const [header, ...rows] = contractsCsv(31, 90).trim().split('\n');
  const few = (isChosen: (row: string[]) => boolean) =>
    [header, ...rows.filter((row) => isChosen(row.split(',')))].join('\n');
  const asked: Question[] = [
    { name: 'cohort', params: {}, tables: ['cells'] },
    { name: 'cohort', params: { type: 'streak', period: 'quarter' }, tables: ['cells'] },
    { name: 'rate', params: {}, tables: ['periods'] },
    { name: 'survival', params: {}, tables: ['curve'] },
    { name: 'subscription', params: {}, tables: ['retention'] },
  ];
  const all = (filters: CustomerFilter[] = []) =>
    Promise.all(asked.map((question) => ask(question, filters)));
  const compare = (some: AnalysisResult[], others: AnalysisResult[]) =>
    asked.forEach(({ name, params, tables }, place) => {
      const label = name === 'rate' ? String(rowsOf(others[place], 'periods')[0].period) : '';
      const [one, other] = [some, others].map((results) => told(results[place], tables, label));
      expect({ name, params, tables: one }).toEqual({ name, params, tables: other });
    });
  const plus: CustomerFilter = { kind: 'attribute', name: 'plan', values: ['plus'] };
  const { asOf } = await openText(engine, [header, ...rows].join('\n'));
  const [later, earlier] = [
    await all([plus, { kind: 'dates', from: '2022-06-01', to: null }]),
    await all([plus, { kind: 'dates', from: null, to: '2022-12-31' }]),
  ];
  await openText(
    engine,
    few(([, start, , plan]) => plan === 'plus' && start >= '2022-06-01'),
    { asOf },
  );
  compare(later, await all());
  await openText(
    engine,
    few(([, , , plan]) => plan === 'plus'),
    { asOf: '2022-12-31' },
  );
  compare(earlier, await all());
});

it.each([
  ['purchases', 'channel', ordersCsv(smallOrderLines(7))],
  ['contracts', 'plan', contractsCsv(7)],
  ['durations', 'plan', durationsCsv(7)],
] as const)(
  'every analysis of %s finds the tables of filtered customers that it reads',
  async (kind, name, text) => {
    await openText(engine, text);
    const [{ value }] = await engine.attributeValues(name, 1, never);
    for (const { id } of specs.filter(({ kinds }) => kinds.includes(kind))) {
      // A value that nobody has makes a selection of which nothing has been asked before.
      const filters: CustomerFilter[] = [{ kind: 'attribute', name, values: [value, id] }];
      const { analysis, origin } = await engine.analyse({ name: id, params: {}, filters }, never, silent);
      const reads = id === 'cohort' || id === 'rate' ? 'rollup' : 'rows';
      expect({ analysis, origin }).toEqual({ analysis: id, origin: reads });
    }
  },
);
