import type { CustomerFilter } from '../../workers/api';
import { openLonePage } from './browser';
import { clickToRedraw } from './click-to-redraw';
import rawSql from './raw-classic-of-channel.sql?raw';
import { median, type FiltersReport } from './results';
import { mustAgree } from './triangle-questions';

const clicks = 5;
const byChannel = (channel: string): CustomerFilter[] => [
  { kind: 'attribute', name: 'channel', values: [channel] },
];

/**
 * What a filter costs: asked of the engine, against the same question of the raw table, and as a click on the page until
 * every cell in the window is drawn anew.
 * @param address of bench.html; `product` of the page itself
 */
export async function measureFilters(address: string, product: string, file: string): Promise<FiltersReport> {
  const ours = await openLonePage(address);
  const bare = await openLonePage(address);
  await ours.page.setInputFiles('input', file);
  await bare.page.setInputFiles('input', file);
  await ours.page.evaluate(() => window.bench.ours.start('opfs'));
  await bare.page.evaluate(() => window.bench.bare.start('opfs'));
  await ours.page.evaluate(() => window.bench.ours.importFile());
  await bare.page.evaluate(() => window.bench.bare.importFile());
  await ours.page.evaluate(() => window.bench.ours.count());
  const ask = (analysis: string, filters: CustomerFilter[]) =>
    ours.page.evaluate(([name, given]) => window.bench.ours.ask(name, {}, given), [
      analysis,
      filters,
    ] as const);
  for (const analysis of ['cohort', 'rate']) await ask(analysis, []);
  const first = (await ask('cohort', byChannel('web'))).milliseconds;
  const raw = await bare.page.evaluate((sql) => window.bench.bare.ask(sql), rawSql);
  mustAgree('of one channel', (await ask('cohort', byChannel('web'))).cells, raw.cells);
  const later: Record<string, number> = {};
  for (const analysis of ['cohort', 'rate', 'rfm']) {
    const times: number[] = [];
    // Each is asked for the first time, so that no answer is known.
    for (const channel of ['app', 'store', 'phone'])
      times.push((await ask(analysis, byChannel(channel))).milliseconds);
    later[analysis] = median(times);
  }
  await ours.browser.close();
  await bare.browser.close();
  return { first, later, raw: raw.milliseconds, click: await clickToRedraw(product, file, clicks) };
}
