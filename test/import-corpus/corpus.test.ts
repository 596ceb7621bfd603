import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defaultTableSettings, type CountedDataset, type Inspection } from '../../workers/api';
import { EngineError } from '../../workers/duckdb/engine-error';
import { nodeFile } from '../../workers/duckdb/node';
import type { RetentionEngine } from '../../workers/engine';
import { dayToIso } from '../../workers/model/calendar';
import { adoptAndCount, startEngine } from '../helpers/engine';
import { corpus } from './corpus';
import type { CorpusFile, Expected } from './corpus-file';

/** Every ugly file of test/fixtures/import gives exactly what is written beside it. */

const folder = join(import.meta.dirname, '../fixtures/import');
const never = new AbortController().signal;

interface Told {
  with?: string[];
  choose?: CorpusFile['choose'];
  expected: Expected;
}

const names = readdirSync(folder).filter((name) => existsSync(join(folder, `${name}.expected.json`)));

describe('the corpus', () => {
  it('is what its script writes', () => {
    expect(names.sort()).toEqual(corpus.map(({ name }) => name).sort());
    for (const { name, bytes } of corpus)
      expect(readFileSync(join(folder, name)).equals(bytes), name).toBe(true);
  });

  it('holds at least sixty files', () => {
    expect(names.length).toBeGreaterThanOrEqual(60);
  });
});

describe('each file', () => {
  let engine: RetentionEngine;
  beforeAll(async () => {
    engine = await startEngine();
  });
  afterAll(() => engine.stop());

  it.each(names)('%s', async (name) => {
    const told = JSON.parse(readFileSync(join(folder, `${name}.expected.json`), 'utf8')) as Told;
    const { expected } = told;
    const came = await open(engine, [name, ...(told.with ?? [])], told.choose).catch((thrown: unknown) => {
      if (thrown instanceof EngineError) return thrown;
      throw thrown;
    });
    if (expected.error || came instanceof EngineError) {
      expect(came instanceof EngineError ? came.code : 'no error').toBe(expected.error);
      return;
    }
    compareInspection(came.inspection, expected);
    if (came.dataset) await compareDataset(engine, came.dataset, expected);
  });
});

async function open(engine: RetentionEngine, files: string[], choose: CorpusFile['choose'] = {}) {
  const sources = await Promise.all(files.map((name) => nodeFile(join(folder, name))));
  const inspection = await engine.inspect(sources, choose.reading ?? {}, never);
  const detected = Object.fromEntries(inspection.columns.map(({ name, role }) => [name, role]));
  const settings = {
    ...defaultTableSettings,
    reading: choose.reading ?? {},
    mapping: { ...detected, ...choose.roles },
    formats: choose.formats ?? {},
    fixes: choose.fixes ?? {},
  };
  const request = { as: 'new' as const, table: null, settings, options: choose.options ?? {} };
  await engine.load(request, never, () => undefined);
  return { inspection, dataset: await adoptAndCount(engine) };
}

function compareInspection({ reading, columns, unread }: Inspection, expected: Expected): void {
  const by = <T>(value: (column: Inspection['columns'][number]) => T) =>
    Object.fromEntries(columns.map((column) => [column.name, value(column)]));
  const told = {
    reading: Object.fromEntries(reading.map(({ setting, value }) => [setting, value])),
    roles: by(({ role }) => role),
  };
  if (expected.reading) expect(told.reading).toMatchObject(expected.reading);
  if (expected.columns) expect(columns.map(({ name }) => name)).toEqual(expected.columns);
  if (expected.unread) expect(unread.map(({ name }) => name)).toEqual(expected.unread);
  if (expected.roles) expect(told.roles).toMatchObject(expected.roles);
  if (expected.fixes) {
    const proposed = by(({ fixes }) => fixes.map(({ fix }) => fix));
    expect(proposed).toMatchObject(expected.fixes);
  }
}

async function compareDataset(
  engine: RetentionEngine,
  dataset: CountedDataset,
  expected: Expected,
): Promise<void> {
  const [table] = dataset.tables;
  if (expected.formats) {
    const formats = Object.fromEntries(
      table.columns.map(({ name, formats: [best] }) => [name, best?.format]),
    );
    expect(formats).toMatchObject(expected.formats);
  }
  if (expected.open)
    expect(table.columns.filter(({ isOpen }) => isOpen).map(({ name }) => name)).toEqual(expected.open);
  if (expected.raw) {
    const request = { table: table.id, offset: 0, limit: 500, sort: null, filters: [] };
    expect((await engine.tablePage(request, never)).rows).toEqual(expected.raw);
  }
  if (expected.lines) expect(await linesOf(engine)).toEqual(expected.lines);
  if (expected.rowsRead !== undefined) expect(dataset.rowsRead).toBe(expected.rowsRead);
  if (expected.rejected) {
    expect(dataset.rejected).toHaveLength(expected.rejected.length);
    expect(dataset.rejected).toMatchObject(expected.rejected);
    expect(dataset.rowsRejected).toBe(expected.rejected.length);
  }
  if (expected.dataset) expect(dataset).toMatchObject(expected.dataset);
}

/** The usable rows in the order of the file: customer, day, amount. */
async function linesOf(engine: RetentionEngine): Promise<Expected['lines']> {
  const rows = await engine.query(engine.linesSql());
  return [...rows].map((row) => {
    const { customer, day, amount } = row.toJSON() as {
      customer: string;
      day: number | null;
      amount: number | null;
    };
    return [customer, day === null ? null : dayToIso(day), amount];
  });
}
