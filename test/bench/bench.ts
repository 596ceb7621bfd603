import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { browserOptions } from '../e2e/browser-options';
import { serveFolder } from '../e2e/static-server';
import { buildPages } from './build-pages';
import { generatedFile } from './generate-data';
import { generatedParquet } from './generate-parquet';
import { measureFilters } from './measure-filters';
import { measureImports } from './measure-imports';
import { measureLongTasks, measureStart } from './measure-page';
import { measureRows } from './measure-rows';
import { measureVisits } from './measure-visits';
import { openLonePage } from './browser';
import { printFilters, printImports, printReport, printStatistics, printVisits } from './print-report';
import type { BenchReport, RowsReport } from './results';

/** npm run bench [-- --rows N] [--only statistics|imports|filters|visits]: times of the product in Chromium against bare DuckDB; see print-report.ts for targets. */

const { values } = parseArgs({ options: { rows: { type: 'string' }, only: { type: 'string' } } });
const sizes = values.rows ? [Number(values.rows)] : [1_000_000, 10_000_000];
if (sizes.some((rows) => !Number.isInteger(rows) || rows < 1))
  throw new Error('--rows takes a whole number.');
const roundsOf = (rows: number) => (rows > 2_000_000 ? 2 : 3);
const longTaskRows = Math.min(1_000_000, ...sizes);

const [loadAverage] = loadavg();

async function machine(): Promise<BenchReport['machine']> {
  const browser = await chromium.launch(browserOptions);
  const version = browser.version();
  await browser.close();
  return {
    processor: cpus()[0].model.trim(),
    cores: cpus().length,
    memoryBytes: totalmem(),
    chromium: version,
    node: process.version,
    loadAverage,
  };
}

const say = (text: string) => console.error(`… ${text}`);

say('building');
const pages = await buildPages();
const product = await serveFolder(pages.product);
const bench = await serveFolder(pages.bench);
async function imports(): Promise<BenchReport['imports']> {
  const rows = Math.max(...sizes);
  const csv = await generatedFile(rows);
  const files = { csv, parquet: await generatedParquet(csv, rows) };
  const reports: BenchReport['imports'] = {};
  for (const [format, file] of Object.entries(files)) {
    for (const storage of ['opfs', 'memory'] as const) {
      say(`import of ${rows} rows, ${format} ${storage}`);
      reports[`${format} ${storage}`] = await measureImports(
        `${bench.address}bench.html`,
        file,
        storage,
        roundsOf(rows),
      );
    }
  }
  return reports;
}

async function filters(): Promise<BenchReport['filters']> {
  const reports: BenchReport['filters'] = {};
  for (const size of sizes) {
    say(`filters of ${size} rows`);
    reports[size] = await measureFilters(
      `${bench.address}bench.html`,
      product.address,
      await generatedFile(size),
    );
  }
  return reports;
}

if (values.only === 'visits') {
  printVisits(await measureVisits(pages.product));
  await product.close();
  await bench.close();
  process.exit(0);
}
if (values.only === 'filters') {
  printFilters(await filters());
  await product.close();
  await bench.close();
  process.exit(0);
}
if (values.only === 'imports') {
  printImports(await imports());
  await product.close();
  await bench.close();
  process.exit(0);
}
say('the statistics');
const lone = await openLonePage(`${bench.address}bench.html`);
const statistics = await lone.page.evaluate(() => window.bench.statistics());
await lone.browser.close();
printStatistics(statistics);
if (values.only === 'statistics') {
  await product.close();
  await bench.close();
  process.exit(0);
}
say('writing the data');
const files = new Map<number, string>();
for (const rows of new Set([...sizes, longTaskRows])) files.set(rows, await generatedFile(rows));

say('the start page');
const start = await measureStart(product.address);
say(`an import of ${longTaskRows} rows on the page`);
const longTasks = await measureLongTasks(product.address, files.get(longTaskRows)!, longTaskRows);
const rows: Record<string, RowsReport> = {};
for (const size of sizes) {
  say(`${size} rows`);
  rows[size] = await measureRows(`${bench.address}bench.html`, files.get(size)!, roundsOf(size));
}

const report: BenchReport = {
  machine: await machine(),
  start,
  rows,
  imports: await imports(),
  filters: await filters(),
  visits: await measureVisits(pages.product),
  longTasks,
  statistics,
};
mkdirSync('test-results', { recursive: true });
writeFileSync('test-results/bench.json', `${JSON.stringify(report, null, 2)}\n`);
printReport(report);
console.log('\nAll figures: test-results/bench.json');
await product.close();
await bench.close();
