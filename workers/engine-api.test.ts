import { File } from 'node:buffer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ordersCsv, smallOrderLines, writeTemporary } from '../test/helpers/small-data';
import { defaultTableSettings, type Engine, type LoadRequest } from './api';
import { nodeFile, nodePlatform } from './duckdb/node';
import type { SourceFile } from './duckdb/platform';
import { createEngineApi } from './engine-api';

const silent = () => undefined;
const small = await nodeFile(writeTemporary('small.csv', ordersCsv(smallOrderLines(2, 20))));
const large = await nodeFile(
  writeTemporary(
    'large.csv',
    `customer_id,order_date,amount\n${'c1,2023-01-05,10\nc2,2023-03-05,20\n'.repeat(400_000)}`,
  ),
);
const files: Record<string, SourceFile> = { small, large };

describe('the engine behind its contract', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = createEngineApi(nodePlatform, (file) => files[file.name]);
    expect(await engine.boot(silent)).toEqual({ ok: true, value: null });
  });
  afterAll(async () => {
    await engine.discard();
  });

  const fileNamed = (name: string) => new File([], name) as unknown as globalThis.File;
  async function inspect(name: string): Promise<LoadRequest> {
    const answer = await engine.inspect('inspect', [fileNamed(name)], {});
    if (!answer.ok) throw new Error(answer.error.message);
    const mapping = Object.fromEntries(answer.value.columns.map((column) => [column.name, column.role]));
    return { as: 'new', table: null, settings: { ...defaultTableSettings, mapping }, options: {} };
  }

  it('answers an analysis with Arrow bytes, and errors as data', async () => {
    await engine.load('load', await inspect('small'), silent);
    expect(await engine.adopt()).toMatchObject({ ok: true, value: { kind: 'purchases' } });
    const answer = await engine.analyse('one', { name: 'cohort', params: {} }, silent);
    expect(answer).toMatchObject({ ok: true, value: { analysis: 'cohort' } });
    expect(answer.ok && answer.value.tables.cells.byteLength).toBeGreaterThan(0);
    expect(await engine.analyse('two', { name: 'nothing', params: {} }, silent)).toMatchObject({
      ok: false,
      error: { code: 'analysisUnknown' },
    });
    expect(
      await engine.analyse('three', { name: 'cohort', params: { period: 'fortnight' } }, silent),
    ).toMatchObject({
      ok: false,
      error: { code: 'parametersInvalid', values: { parameter: 'period' } },
    });
  });

  it('cancels an import and keeps what was open', async () => {
    const request = await inspect('large');
    const loading = engine.load('slow', request, (progress) => {
      if (progress.stage === 'read') void engine.cancel('slow');
    });
    expect(await loading).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    expect(await engine.adopt()).toMatchObject({ ok: false, error: { code: 'noDataset' } });
    expect(await engine.analyse('after', { name: 'rate', params: {} }, silent)).toMatchObject({ ok: true });
    // Nothing of the cancelled import is left in the way of the next one.
    await engine.load('again', await inspect('large'), silent);
    expect(await engine.adopt()).toMatchObject({ ok: true, value: { rowsRead: 800_000 } });
    expect(await engine.count('count', 'inUse', silent)).toMatchObject({ ok: true, value: { customers: 2 } });
  });

  it('cancels one of two that wait for the same rollup, and answers the other', async () => {
    await engine.load('load', await inspect('small'), silent);
    await engine.adopt();
    const [first, second] = [1, 2].map((number) =>
      engine.analyse(`wait ${number}`, { name: 'cohort', params: { period: 'week' } }, silent),
    );
    await engine.cancel('wait 1');
    expect(await first).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    expect(await second).toMatchObject({ ok: true });
  });
});
