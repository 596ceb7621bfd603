import { beforeEach, describe, expect, it, vi } from 'vitest';
import {
  defaultDataOptions,
  type Answer,
  type Dataset,
  type DatasetCounts,
  type DatasetTable,
  type ErrorCode,
  type Inspection,
  type LoadRequest,
  type Reading,
} from '../../workers/api';
import { Latest } from '../engine/latest';
import { ImportDraft } from './import-draft.svelte';
import { untouched, withFormat, withReading } from './table-choices';
import { column, customer, day, inspectionOf, tableOf } from './test-data';

const fake = vi.hoisted(() => ({
  inspect: vi.fn<(id: string, files: readonly File[], reading: Reading) => Promise<Answer<Inspection>>>(),
  inspectTable: vi.fn<(id: string, table: string) => Promise<Answer<Inspection>>>(),
  load: vi.fn<(id: string, request: LoadRequest) => Promise<Answer<Dataset>>>(),
  count: vi.fn<(id: string, which: 'loaded' | 'inUse') => Promise<Answer<DatasetCounts>>>(),
  discard: vi.fn(),
  cancel: vi.fn(),
  status: 'ready',
}));
vi.mock('../engine/engine.svelte', () => ({
  engine: { ...fake, latest: (name: string) => new Latest(name, fake.cancel) },
}));

const kept = new Map<string, string>();
vi.stubGlobal('localStorage', {
  getItem: (name: string) => kept.get(name) ?? null,
  setItem: (name: string, value: string) => void kept.set(name, value),
});

const counts = { customers: 2, orders: 3 } as DatasetCounts;
const openDay = { ...day, isOpen: true };
const file = new File(['x'], 'orders.csv');
const ok = <Value>(value: Value): Answer<Value> => ({ ok: true, value });
const failure = (code: ErrorCode) => ({ ok: false as const, error: { code, message: code } });

function datasetOf(...tables: DatasetTable[]): Dataset {
  return { tables, options: { ...defaultDataOptions, asOf: '2024-06-30', weekStart: 'sunday' } } as Dataset;
}

beforeEach(() => {
  vi.clearAllMocks();
  kept.clear();
  fake.inspect.mockResolvedValue(ok(inspectionOf([customer, day])));
  fake.load.mockResolvedValue(ok(datasetOf(tableOf('t1', [customer, day]))));
  fake.count.mockResolvedValue(ok(counts));
});

async function settled(draft: ImportDraft): Promise<ImportDraft> {
  await vi.waitFor(() => expect(['inspecting', 'loading']).not.toContain(draft.stage));
  return draft;
}

async function begun(more: Partial<ConstructorParameters<typeof ImportDraft>[0]> = {}): Promise<ImportDraft> {
  const draft = new ImportDraft({ files: [file], open: null, ...more });
  void draft.begin();
  return settled(draft);
}

const lastRequest = () => fake.load.mock.lastCall?.[1];

it('looks, reads with what was detected, and is ready', async () => {
  const draft = await begun();
  expect(draft.stage).toBe('ready');
  expect(draft.table?.id).toBe('t1');
  expect(lastRequest()).toEqual({
    as: 'new',
    table: null,
    settings: { ...untouched, mapping: { customer: 'customer', day: 'time' } },
    options: defaultDataOptions,
  });
});

it('counts what it has read, and is ready without waiting for that', async () => {
  let counted = (_: Answer<DatasetCounts>): void => undefined;
  fake.count.mockReturnValue(new Promise((resolve) => (counted = resolve)));
  const draft = await begun();
  expect([draft.stage, draft.counting.counts]).toEqual(['ready', null]);
  expect(fake.count.mock.lastCall?.[1]).toBe('loaded');
  counted(ok(counts));
  await vi.waitFor(() => expect(draft.counting.counts).toBe(counts));
});

it('forgets what was counted when the file is read otherwise, and what is still being counted', async () => {
  const draft = await begun();
  await vi.waitFor(() => expect(draft.counting.counts).toBe(counts));
  fake.count.mockReturnValue(new Promise(() => undefined));
  draft.setOption('orderByRow', true);
  expect(draft.counting.counts).toBeNull();
  await settled(draft);
  expect(fake.count).toHaveBeenCalledTimes(2);
  draft.setOption('orderByRow', false);
  expect(fake.cancel).toHaveBeenCalledWith(fake.count.mock.lastCall?.[0]);
});

it('fails when the counting does, and can be tried again', async () => {
  fake.count.mockResolvedValueOnce(failure('storageFull'));
  const draft = await begun();
  await vi.waitFor(() => expect(draft.stage).toBe('failed'));
  expect(draft.error?.code).toBe('storageFull');
  await draft.load();
  await vi.waitFor(() => expect(draft.counting.counts).toBe(counts));
  expect([draft.stage, draft.error]).toEqual(['ready', null]);
});

it('does not read a file whose customer is not known', async () => {
  fake.inspect.mockResolvedValue(ok(inspectionOf([column('city'), day])));
  const draft = await begun();
  expect([draft.stage, draft.chosen.missing]).toEqual(['waiting', ['customer']]);
  expect(fake.load).not.toHaveBeenCalled();
});

describe('an open question', () => {
  beforeEach(() => {
    fake.inspect.mockResolvedValue(ok(inspectionOf([customer, openDay])));
    fake.load.mockResolvedValue(ok(datasetOf(tableOf('t1', [customer, openDay]))));
  });

  it('keeps the file from being done until it is answered', async () => {
    const draft = await begun();
    expect([draft.stage, draft.isHeldByQuestion, draft.dataset]).toEqual(['waiting', true, null]);
    draft.change(withFormat(draft.chosen.settings, 'day', 'dateMonthFirst'));
    await settled(draft);
    expect(draft.stage).toBe('ready');
    expect(lastRequest()?.settings.formats).toEqual({ day: 'dateMonthFirst' });
  });

  it('is not asked any more when the rest of the file decided it', async () => {
    fake.load.mockResolvedValue(ok(datasetOf(tableOf('t1', [customer, day]))));
    const draft = await begun();
    expect([draft.stage, draft.questions]).toEqual(['ready', []]);
  });
});

describe('changing how the file is read', () => {
  it('looks at it again and keeps what was chosen for columns that are still there', async () => {
    const draft = await begun();
    fake.inspect.mockResolvedValue(ok(inspectionOf([customer, day, column('city')])));
    draft.change(withFormat(draft.chosen.settings, 'day', 'dateMonthFirst'));
    draft.change(withReading(draft.chosen.settings, 'header', '2'));
    await settled(draft);
    expect(fake.inspect.mock.lastCall?.[2]).toEqual({ header: '2' });
    expect(lastRequest()?.settings).toMatchObject({
      reading: { header: '2' },
      mapping: { customer: 'customer', day: 'time', city: 'attribute' },
      formats: { day: 'dateMonthFirst' },
    });
  });

  it('loses nothing when that fails, and goes back when it is taken back', async () => {
    const draft = await begun();
    fake.inspect.mockResolvedValueOnce(failure('fileEncoding'));
    draft.change(withReading(draft.chosen.settings, 'encoding', 'utf-16le'));
    await settled(draft);
    expect([draft.stage, draft.error?.code]).toEqual(['failed', 'fileEncoding']);
    expect(draft.inspection?.columns).toHaveLength(2);
    draft.change(withReading(draft.chosen.settings, 'encoding', 'utf-8'));
    await settled(draft);
    expect([draft.stage, draft.chosen.settings.reading]).toEqual(['ready', { encoding: 'utf-8' }]);
  });
});

it('says why reading failed, and keeps the choices for another try', async () => {
  fake.load.mockResolvedValueOnce(failure('fileTooLarge'));
  const draft = await begun();
  expect([draft.stage, draft.error?.code]).toEqual(['failed', 'fileTooLarge']);
  draft.change({ ...draft.chosen.settings, customerShare: 0.5, leftOut: ['city'] });
  await settled(draft);
  expect(draft.stage).toBe('ready');
  expect(lastRequest()?.settings).toMatchObject({ customerShare: 0.5, leftOut: ['city'] });
});

describe('while a notebook is open', () => {
  const orders = tableOf('t1', [customer, day], {
    settings: { ...untouched, formats: { day: 'dateMonthFirst' }, fromDay: '2020-01-01' },
  });
  const open = datasetOf(orders);

  it('takes a file with the same columns for its next export, read as that table is', async () => {
    const draft = await begun({ open });
    expect(lastRequest()).toMatchObject({ as: 'replacement', table: 't1' });
    expect(lastRequest()?.settings).toMatchObject({
      formats: { day: 'dateMonthFirst' },
      fromDay: '2020-01-01',
      // Queries go on with the name they know.
      name: orders.name,
    });
    expect(lastRequest()?.options).toEqual({ ...defaultDataOptions, weekStart: 'sunday' });
    draft.setPurpose({ as: 'new' });
    await settled(draft);
    expect(lastRequest()).toMatchObject({ as: 'new', table: null, options: defaultDataOptions });
    expect(lastRequest()?.settings).toMatchObject({ formats: {}, fromDay: null });
    expect(lastRequest()?.settings).not.toHaveProperty('name');
  });

  it('gives a file that meets what the notebook asks for the name the notebook has for it', async () => {
    const columns = [
      { name: customer.name, role: 'customer' as const, type: 'text' },
      { name: day.name, role: 'time' as const, type: 'date' },
    ];
    const contract = { name: 'sales', columns, rows: 3, hash: null };
    await begun({ wanted: { tables: [contract], settings: {} } });
    expect(lastRequest()?.settings.name).toBe('sales');
  });

  it('adds a table with customers alone, and leaves the last day of the data as it is', async () => {
    const tier = tableOf('t2', [customer, column('tier')]);
    fake.inspect.mockResolvedValue(ok(inspectionOf([customer, column('tier')])));
    fake.load.mockResolvedValue(ok(datasetOf(orders, tier)));
    const draft = await begun({ open });
    expect([draft.stage, draft.chosen.isFurther, draft.table?.id]).toEqual(['ready', true, 't2']);
    expect(lastRequest()).toMatchObject({ as: 'addition', table: null, options: { asOf: '2024-06-30' } });
  });

  it('looks at a table in use without its file, with the settings it has', async () => {
    fake.inspectTable.mockResolvedValue(ok(inspectionOf([customer, day])));
    const draft = await begun({ files: [], open, purpose: { as: 'change', table: orders } });
    expect(fake.inspectTable.mock.lastCall?.[1]).toBe('t1');
    expect(fake.inspect).not.toHaveBeenCalled();
    expect(lastRequest()).toMatchObject({ as: 'replacement', table: 't1', options: open.options });
    expect(lastRequest()?.settings.formats).toEqual({ day: 'dateMonthFirst' });
    expect(draft.stage).toBe('ready');
  });
});

describe('choices', () => {
  it('are remembered for the next file with the same columns, until they are forgotten', async () => {
    const first = await begun();
    first.change(withFormat(first.chosen.settings, 'day', 'dateMonthFirst'));
    (await settled(first)).remember();

    const second = await begun();
    expect([second.chosen.isHabit, second.chosen.settings.formats]).toEqual([
      true,
      { day: 'dateMonthFirst' },
    ]);
    second.forgetHabit();
    await settled(second);
    expect([second.chosen.isHabit, lastRequest()?.settings.formats]).toEqual([false, {}]);
    expect((await begun()).chosen.isHabit).toBe(false);
  });

  it('are not remembered when nothing was chosen', async () => {
    (await begun()).remember();
    expect((await begun()).chosen.isHabit).toBe(false);
  });
});

it('a stopped reading can be taken up again', async () => {
  fake.load.mockReturnValueOnce(new Promise(() => undefined));
  const draft = new ImportDraft({ files: [file], open: null });
  void draft.begin();
  await vi.waitFor(() => expect(draft.stage).toBe('loading'));
  draft.stop();
  expect([draft.stage, draft.isHeldByQuestion]).toEqual(['waiting', false]);
  expect(fake.cancel).toHaveBeenCalled();
  await draft.load();
  expect(draft.stage).toBe('ready');
});
