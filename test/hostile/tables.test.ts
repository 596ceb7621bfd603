import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defaultTableSettings } from '../../workers/api';
import { EngineError } from '../../workers/duckdb/engine-error';
import type { RetentionEngine } from '../../workers/engine';
import { adoptAndCount, openText, startEngine } from '../helpers/engine';
import { fileOf, never } from '../helpers/read-table';
import { hostileFiles } from './tables';

let engine: RetentionEngine;
beforeAll(async () => {
  engine = await startEngine();
  await openText(engine, 'customer,date,amount\nown,2024-01-05,10\n');
});
afterAll(() => engine.stop());

/** As the page does it: a look, then the whole file with what was found. */
async function open(fileName: string, bytes: Uint8Array) {
  const inspection = await engine.inspect([fileOf(fileName, bytes)], {}, never);
  const mapping = Object.fromEntries(inspection.columns.map(({ name, role }) => [name, role]));
  const settings = { ...defaultTableSettings, mapping };
  await engine.load({ as: 'new', table: null, settings, options: {} }, never, () => undefined);
  return { inspection, dataset: await adoptAndCount(engine) };
}

const count = async () =>
  Number(
    (
      await engine.query('SELECT count(*) AS n FROM customers').catch(() => engine.query('SELECT 0 AS n'))
    ).get(0)?.n,
  );

describe.each(hostileFiles)('$name', ({ fileName, bytes, ends, columns }) => {
  it('is read as text, or refused in words', async () => {
    const came = await open(fileName, bytes).catch((thrown: unknown) => thrown);
    if ('refused' in ends) {
      expect(came).toBeInstanceOf(EngineError);
      expect((came as EngineError).code).toBe(ends.refused);
    } else {
      if (came instanceof Error) throw came;
      const { inspection, dataset } = came as Awaited<ReturnType<typeof open>>;
      if (columns) expect(inspection.columns.map(({ name }) => name)).toEqual(columns);
      expect(dataset.rowsRead).toBe(ends.rows);
    }
    expect(await count()).toBeGreaterThanOrEqual(0);
    expect(({} as Record<string, unknown>).customer).toBeUndefined();
  });
});
