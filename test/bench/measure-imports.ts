import { openLonePage, rendererMemory } from './browser';
import type { BenchStorage } from './bench-page-api';
import { median, type ImportsReport } from './results';

/** One import by us and one by the bare engine, each in a browser of its own, into the same kind of storage. */
async function measureRound(address: string, file: string, storage: BenchStorage) {
  const bare = await openLonePage(address);
  await bare.page.setInputFiles('input', file);
  await bare.page.evaluate((kind) => window.bench.bare.start(kind), storage);
  const bareTime = await bare.page.evaluate(() => window.bench.bare.importFile());
  await bare.browser.close();

  const ours = await openLonePage(address);
  await ours.page.setInputFiles('input', file);
  await ours.page.evaluate((kind) => window.bench.ours.start(kind), storage);
  const before = await rendererMemory(ours.browser);
  const imported = await ours.page.evaluate(() => window.bench.ours.importFile());
  const after = await rendererMemory(ours.browser);
  const { milliseconds: count } = await ours.page.evaluate(() => window.bench.ours.count());
  const counted = await rendererMemory(ours.browser);
  const reopened = storage === 'opfs' ? await reopen(ours.page) : null;
  await ours.browser.close();
  return { bare: bareTime, ours: imported.total, count, before, after, counted, reopened };
}

async function reopen(page: Awaited<ReturnType<typeof openLonePage>>['page']) {
  await page.reload();
  const boot = await page.evaluate(() => window.bench.ours.start('opfs'));
  return { boot, ...(await page.evaluate(() => window.bench.ours.reopen())) };
}

/** Imports of one file into one kind of storage. */
export async function measureImports(
  address: string,
  file: string,
  storage: BenchStorage,
  rounds: number,
): Promise<ImportsReport> {
  const measured = [];
  for (let round = 0; round < rounds; round += 1) measured.push(await measureRound(address, file, storage));
  const [{ before, after, counted, reopened }] = measured;
  return {
    rounds: measured.map(({ ours, bare }) => ({ ours, bare })),
    ours: median(measured.map(({ ours }) => ours)),
    bare: median(measured.map(({ bare }) => bare)),
    count: median(measured.map(({ count }) => count)),
    memory: { before, after, counted },
    reopened,
  };
}
