import type { BenchPage, ImportTimes } from './bench-page-api';
import { openLonePage, rendererMemory } from './browser';
import { median, type Pair, type RowsReport } from './results';
import { firstTriangle, mustAgree, reslices } from './triangle-questions';

const analysesAfterwards = ['rate', 'rfm', 'survival', 'value'];

/** One round of everything, ours and the bare engine in turn, each in a browser of its own. */
interface Round {
  import: {
    ours: ImportTimes;
    counted: Awaited<ReturnType<BenchPage['ours']['count']>>;
    bare: number;
  };
  triangles: Record<string, Pair>;
  analyses: Record<string, number>;
  memory: RowsReport['memory'];
}

/** @param address of bench.html */
async function measureRound(address: string, file: string): Promise<Round> {
  const ours = await openLonePage(address);
  const bare = await openLonePage(address);
  await ours.page.setInputFiles('input', file);
  await bare.page.setInputFiles('input', file);
  await ours.page.evaluate(() => window.bench.ours.start('memory'));
  await bare.page.evaluate(() => window.bench.bare.start('memory'));

  const [oursBefore, bareBefore] = [await rendererMemory(ours.browser), await rendererMemory(bare.browser)];
  const imported = await ours.page.evaluate(() => window.bench.ours.importFile());
  const importedBare = await bare.page.evaluate(() => window.bench.bare.importFile());
  const counted = await ours.page.evaluate(() => window.bench.ours.count());
  const [oursAfter, bareAfter] = [await rendererMemory(ours.browser), await rendererMemory(bare.browser)];
  const bareEngineBytes = await bare.page.evaluate(() => window.bench.bare.memoryBytes());

  const triangles: Record<string, Pair> = {};
  for (const { name, params, rawSql } of [firstTriangle, ...reslices]) {
    const asked = await ours.page.evaluate((given) => window.bench.ours.ask('cohort', given), params);
    const raw = await bare.page.evaluate((sql) => window.bench.bare.ask(sql), rawSql);
    mustAgree(name, asked.cells, raw.cells);
    triangles[name] = { ours: asked.milliseconds, bare: raw.milliseconds };
  }
  const analyses: Record<string, number> = {};
  for (const name of analysesAfterwards) {
    const asked = await ours.page.evaluate((analysis) => window.bench.ours.ask(analysis, {}), name);
    analyses[name] = asked.milliseconds;
  }
  const oursAtTheEnd = await rendererMemory(ours.browser);
  await ours.browser.close();
  await bare.browser.close();
  return {
    import: { ours: imported, counted, bare: importedBare },
    triangles,
    analyses,
    memory: { oursBefore, oursAfter, oursAtTheEnd, bareBefore, bareAfter, bareEngineBytes },
  };
}

/** How long a cancelled import takes to stop, cancelled after a second or in the middle of a shorter one. */
async function measureCancel(address: string, file: string, importMilliseconds: number): Promise<number> {
  const { browser, page } = await openLonePage(address);
  await page.setInputFiles('input', file);
  await page.evaluate(() => window.bench.ours.start('memory'));
  const after = Math.min(1000, importMilliseconds / 3);
  const latency = await page.evaluate((delay) => window.bench.ours.cancelImport(delay), after);
  await browser.close();
  return latency;
}

export async function measureRows(address: string, file: string, rounds: number): Promise<RowsReport> {
  const measured: Round[] = [];
  for (let round = 0; round < rounds; round += 1) measured.push(await measureRound(address, file));
  const of = (pick: (round: Round) => number) => median(measured.map(pick));
  const first = measured[0];
  const imported = of((round) => round.import.ours.total);
  const importedBare = of((round) => round.import.bare);
  return {
    rounds,
    importRounds: measured.map((round) => ({ ours: round.import.ours.total, bare: round.import.bare })),
    import: {
      rows: first.import.ours.rows,
      customers: first.import.counted.customers,
      orders: first.import.counted.orders,
      inspect: of((round) => round.import.ours.inspect),
      load: of((round) => round.import.ours.load),
      adopt: of((round) => round.import.ours.adopt),
      count: of((round) => round.import.counted.milliseconds),
      total: imported,
      bare: importedBare,
      ratio: imported / importedBare,
    },
    triangles: Object.fromEntries(
      Object.keys(first.triangles).map((name) => [
        name,
        { ours: of((round) => round.triangles[name].ours), bare: of((round) => round.triangles[name].bare) },
      ]),
    ),
    analyses: Object.fromEntries(
      Object.keys(first.analyses).map((name) => [name, of((round) => round.analyses[name])]),
    ),
    memory: first.memory,
    cancel: await measureCancel(address, file, imported),
  };
}
