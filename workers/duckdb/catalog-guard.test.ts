import { describe, expect, it } from 'vitest';
import { CatalogGuard } from './catalog-guard';

const nothing = () => undefined;
const done = async () => 'done';

function guardOf(...catalogs: string[]): CatalogGuard {
  const guard = new CatalogGuard();
  for (const catalog of catalogs) guard.attach(catalog, `opfs://wafa/${catalog}.db`);
  return guard;
}

describe('a catalog whose file is full', () => {
  it('ends what runs on it and refuses what comes, checkpoints too, until it is attached anew', async () => {
    const guard = guardOf('store_1', 'store_2');
    let end = (): void => undefined;
    const running = guard.run(
      'INSERT INTO store_1.main.a',
      () => end(),
      () => new Promise<void>((_, reject) => (end = () => reject(new Error('ended')))),
    );
    await Promise.resolve();
    guard.markFull('store_1.db');
    await expect(running).rejects.toMatchObject({ code: 'storageFull' });
    await expect(guard.run('SELECT * FROM store_1.main.a', nothing, done)).rejects.toMatchObject({
      code: 'storageFull',
    });
    await expect(guard.checkpoint('store_1', async () => undefined)).rejects.toMatchObject({
      code: 'storageFull',
    });
    expect(await guard.run('SELECT * FROM store_2.main.a', nothing, done)).toBe('done');
    await guard.detach('store_1', async () => undefined);
    guard.attach('store_1', 'opfs://wafa/store_1.db');
    expect(await guard.run('SELECT * FROM store_1.main.a', nothing, done)).toBe('done');
  });

  it('is found out by a checkpoint that the engine takes for done', async () => {
    const guard = guardOf('store_1');
    const write = async () => guard.markFull('store_1.db');
    await expect(guard.checkpoint('store_1', write)).rejects.toMatchObject({ code: 'storageFull' });
  });
});

describe('a catalog that is put away', () => {
  it('cancels the statements that come too late', async () => {
    const guard = guardOf('store_1');
    let late: Promise<unknown> = Promise.resolve();
    await guard.detach('store_1', async () => {
      late = guard.run('SELECT * FROM "store_1".main.a', nothing, done).catch((thrown: unknown) => thrown);
    });
    expect(await late).toMatchObject({ code: 'cancelled' });
  });
});

describe('catalogs that could be checkpointed at once', () => {
  it('are those in files that nothing runs on', async () => {
    const guard = guardOf('store_1', 'store_2');
    guard.attach('store_3', null);
    await guard.run('SELECT * FROM store_2.main.a', nothing, async () => {
      expect(guard.writableIn('store_1 store_2 store_3')).toEqual(['store_1']);
    });
  });
});
