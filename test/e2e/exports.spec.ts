import { readFileSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { tableFromIPC, type Table } from 'apache-arrow';
import { readParquet } from 'parquet-wasm';
import { isolated } from '../../src/i18n/isolated';
import { expect, test } from './fixtures';
import { bring, csvFile, openText } from './notebook-text';
import type { WafaPage } from './wafa-page';
import type { Language } from './words';

interface Saved {
  name: string;
  content: Buffer;
}

const pngStart = Buffer.from([0x89, 0x50, 0x4e, 0x47]);

async function save(page: Page, button: Locator): Promise<Saved> {
  const download = page.waitForEvent('download');
  await button.click();
  const saved = await download;
  return { name: saved.suggestedFilename(), content: readFileSync(await saved.path()) };
}

/** The button that exports one thing in one format; its name says both. */
function buttonIn(wafa: WafaPage, place: Locator, title: string, format: string): Locator {
  const name = wafa.words.page('cell.exportAs', { title, format: wafa.words.page(format) });
  return place.getByRole('button', { name, exact: true });
}

/** A table of plain values, read by another hand than that which wrote it. */
function linesOf({ content }: Saved): string[][] {
  const lines = content.toString('utf8').replace('\ufeff', '').trimEnd().split('\r\n');
  return lines.map((line) => line.split(','));
}

const readTable = ({ content }: Saved): Table => tableFromIPC(readParquet(content).intoIPCStream());

const clipboard = (page: Page, type: string) =>
  page.evaluate(async (wanted) => {
    const [item] = await navigator.clipboard.read();
    return (await item.getType(wanted)).text();
  }, type);

for (const language of ['en', 'ar'] as Language[]) {
  test(`figures are saved as SVG and PNG, tables as CSV and Parquet (${language})`, async ({ wafa }) => {
    await wafa.speak(language);
    const { page, words } = wafa;
    await wafa.openSample();
    await wafa.settled('cohort');
    await wafa.openPanel('cohort', 'export');
    const cell = wafa.cell('cohort');
    const firstFigure = words.page('cell.exportFigure', { number: 1 });
    const table = words.page('cell.exportTable', { title: words.analysis('cohort', 'table.cells') });

    const svg = await save(page, buttonIn(wafa, cell, firstFigure, 'cell.exportSvg'));
    expect(svg.name).toMatch(/^wafa-[\p{L}\p{N}\p{M}-]+-cohort-[a-z-]+-\d{4}-\d{2}-\d{2}\.svg$/u);
    const drawing = svg.content.toString('utf8');
    expect(drawing).toMatch(/<svg[\s\S]*<text[\s\S]*<\/svg>\s*$/);
    expect(drawing).toContain(words.analysis('cohort', 'figure.cohortHeader'));
    // What a program outside the page can't resolve would be drawn black or not at all.
    expect(drawing).not.toContain('var(--');

    const png = await save(page, buttonIn(wafa, cell, firstFigure, 'cell.exportPng'));
    expect(png.name).toBe(svg.name.replace(/svg$/, 'png'));
    expect(png.content.subarray(0, 4)).toEqual(pngStart);
    // Twice as many pixels each way as the drawing is wide and high.
    const sizeOf = (side: string) => Number(new RegExp(`<svg[^>]* ${side}="([\\d.]+)"`).exec(drawing)![1]);
    expect(png.content.readUInt32BE(16)).toBe(Math.round(2 * sizeOf('width')));
    expect(png.content.readUInt32BE(20)).toBe(Math.round(2 * sizeOf('height')));
    expect(png.content.readUInt32BE(16)).toBeGreaterThan(600);

    const csv = await save(page, buttonIn(wafa, cell, table, 'cell.exportCsv'));
    expect(csv.name).toMatch(/-cohort-cells-\d{4}-\d{2}-\d{2}\.csv$/);
    const [header, ...lines] = linesOf(csv);
    expect(lines.length).toBeGreaterThan(10);
    expect(header).toContain(words.analysis('cohort', 'column.age'));

    const parquet = await save(page, buttonIn(wafa, cell, table, 'export.parquet'));
    expect(parquet.name).toBe(csv.name.replace(/csv$/, 'parquet'));
    const read = readTable(parquet);
    expect(read.numRows).toBe(lines.length);
    const place = header.indexOf(words.analysis('cohort', 'column.age'));
    expect([...read.getChild('age')!].map(String)).toEqual(lines.map((line) => line[place]));

    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await buttonIn(wafa, cell, table, 'export.copy').click();
    await expect(cell.getByText(words.page('export.copied', { rows: lines.length }))).toBeVisible();
    const copied = (await clipboard(page, 'text/plain')).split(/\r?\n/).map((line) => line.split('\t'));
    expect(copied).toEqual([header, ...lines]);
    expect((await clipboard(page, 'text/html')).match(/<tr/g)).toHaveLength(lines.length + 1);
  });

  test(`customers are saved as an audience (${language})`, async ({ wafa }) => {
    await wafa.speak(language);
    const { page, words } = wafa;
    await wafa.openSample();
    await wafa.settled('rfm');
    await wafa.openPanel('rfm', 'export');
    const cell = wafa.cell('rfm');
    const table = words.page('cell.exportTable', { title: words.analysis('rfm', 'table.customers') });
    const csv = await save(page, buttonIn(wafa, cell, table, 'cell.exportCsv'));
    const [header, ...lines] = linesOf(csv);
    const customers = new Set(lines.map(([customer]) => customer)).size;
    expect(header[0]).toBe(words.analysis('rfm', 'column.customer'));

    await buttonIn(wafa, cell, table, 'export.audience').click();
    await expect(cell.getByText(words.page('export.audienceCount', { customers }))).toBeVisible();
    await expect(cell.getByText(words.page('export.audienceWarning'))).toBeVisible();
    expect((await new AxeBuilder({ page }).include('#rfm .exports').analyze()).violations).toEqual([]);
    const alone = await save(page, wafa.button('export.audienceSave'));
    expect(alone.name).toMatch(
      new RegExp(`-rfm-customers-audience-of-${customers}-\\d{4}-\\d{2}-\\d{2}\\.csv$`),
    );
    expect(linesOf(alone)).toEqual([header, ...lines].map(([customer]) => [customer]));
    await cell.getByLabel(words.page('export.audienceWhole')).check();
    const whole = await save(page, wafa.button('export.audienceSave'));
    expect(whole.name).not.toBe(alone.name);
    expect(linesOf(whole)).toEqual([header, ...lines]);
  });
}

/*
 * Three customers of Cairo, each with a first order on another day, and one of Riyadh, whom the notebook's filter leaves out.
 */
const store = csvFile('متجر.csv', [
  'customer,date,amount,city',
  '007,2024-01-01,5,Cairo',
  '2,2024-01-09,7,Riyadh',
  '007,2024-02-01,9,Cairo',
  '=3,2024-02-03,4,Cairo',
  '4,2024-02-05,4,Cairo',
]);
const notebook = `---
format: 1
title: Cairo & all
filters:
  - attribute:
      name: city
      values: [Cairo]
---

\`\`\`data id=data
\`\`\`

\`\`\`sql id=first_orders limit=2
SELECT customer, DATE '1970-01-01' + first_day AS first_day, orders FROM customers ORDER BY first_day
\`\`\`

\`\`\`sql id=by_day show=chart x=day y=n mark=bar
SELECT DATE '1970-01-01' + first_day AS day, count(*) AS n FROM customers GROUP BY ALL ORDER BY day
\`\`\`

\`\`\`chart id=drawn
from: by_day
\`\`\`
`;

async function openStore(wafa: WafaPage): Promise<void> {
  await openText(wafa, notebook, 'Cairo & all');
  await bring(wafa, store);
  await wafa.button('import.do.new').click();
  await expect(wafa.page.locator('#first_orders').getByRole('table')).toContainText('007');
}

async function openExports(wafa: WafaPage, place: Locator): Promise<void> {
  await place.getByRole('button', { name: new RegExp(`^${wafa.words.page('cell.export')}`) }).click();
}

test('a query’s rows say that they are cut, and can be had all, with their types', async ({ wafa }) => {
  const { page, words } = wafa;
  await openStore(wafa);
  const cell = page.locator('#first_orders');
  await openExports(wafa, cell);
  const title = words.page('cell.table');
  const csv = await save(page, buttonIn(wafa, cell, title, 'cell.exportCsv'));
  // The last day of the data, and whose customers these are.
  expect(csv.name).toBe('wafa-cairo-all-first-orders-rows-2024-02-05-city-Cairo.csv');
  expect(linesOf(csv)).toEqual([
    ['customer', 'first_day', 'orders'],
    ['007', '2024-01-01', '2'],
    // A spreadsheet would run it otherwise.
    ["'=3", '2024-02-03', '1'],
  ]);
  await expect(
    cell.getByText(words.page('export.savedFirst', { file: isolated(csv.name), rows: 2 })),
  ).toBeVisible();

  await cell.getByLabel(words.page('export.allRows', { most: 1_000_000 })).check();
  const parquet = await save(page, buttonIn(wafa, cell, title, 'export.parquet'));
  const read = readTable(parquet);
  expect(read.schema.fields.map(({ name, type }) => [name, String(type)])).toEqual([
    ['customer', 'Utf8'],
    ['first_day', 'Date32<DAY>'],
    ['orders', expect.stringMatching(/^(Int32|Float64)$/)],
  ]);
  expect([...read.getChild('customer')!]).toEqual(['007', '=3', '4']);
  expect([...read.getChild('first_day')!].map(Number)).toEqual(
    ['2024-01-01', '2024-02-03', '2024-02-05'].map((day) => Date.parse(`${day}T00:00:00Z`)),
  );
  await buttonIn(wafa, cell, title, 'export.audience').click();
  await expect(cell.getByText(words.page('export.audienceCount', { customers: 3 }))).toBeVisible();
});

test('charts are saved as figures', async ({ wafa }) => {
  const { page, words } = wafa;
  await openStore(wafa);
  const title = words.page('cell.exportFigure', { number: 1 });
  for (const id of ['by_day', 'drawn']) {
    const cell = page.locator(`#${id}`);
    await expect(cell.getByRole('group').locator('svg').first()).toBeVisible();
    await openExports(wafa, cell);
    const svg = await save(page, buttonIn(wafa, cell, title, 'cell.exportSvg'));
    expect(svg.name).toBe(`wafa-cairo-all-${id.replace('_', '-')}-chart-2024-02-05-city-Cairo.svg`);
    const png = await save(page, buttonIn(wafa, cell, title, 'cell.exportPng'));
    const width = Number(/<svg[^>]* width="([\d.]+)"/.exec(svg.content.toString('utf8'))![1]);
    expect(png.content.readUInt32BE(16)).toBe(Math.round(2 * width));
  }
});

test('the rows of a file are saved as they are filtered, and as they stand in it', async ({ wafa }) => {
  const { page, words } = wafa;
  await openStore(wafa);
  const cell = page.locator('#data');
  await cell.getByRole('button', { name: words.page('table.rows.show') }).click();
  await openExports(wafa, cell);
  const title = words.page('table.rows.of', { table: 'متجر' });
  const all = await save(page, buttonIn(wafa, cell, title, 'cell.exportCsv'));
  // The notebook's filter chooses customers; these are the rows of the file.
  expect(all.name).toBe('wafa-cairo-all-متجر-rows-2024-02-05.csv');
  expect(linesOf(all)).toEqual([
    ['customer', 'date', 'amount', 'city'],
    ['007', '2024-01-01', '5', 'Cairo'],
    ['2', '2024-01-09', '7', 'Riyadh'],
    ['007', '2024-02-01', '9', 'Cairo'],
    ["'=3", '2024-02-03', '4', 'Cairo'],
    ['4', '2024-02-05', '4', 'Cairo'],
  ]);
  await cell.getByRole('button', { name: words.page('table.filter.add'), exact: true }).click();
  await cell.getByLabel(words.page('table.filter.column'), { exact: true }).selectOption('city');
  await cell.getByLabel(words.page('table.filter.value'), { exact: true }).fill('iro');
  await expect(cell.getByText(words.page('table.rows.found', { found: 4, rows: 5 })).first()).toBeVisible();
  const some = await save(page, buttonIn(wafa, cell, title, 'export.parquet'));
  expect(some.name).toMatch(/^wafa-cairo-all-متجر-rows-2024-02-05-city-iro-[0-9a-z]{7}\.parquet$/);
  expect([...readTable(some).getChild('date')!]).toEqual([
    '2024-01-01',
    '2024-02-01',
    '2024-02-03',
    '2024-02-05',
  ]);
  await buttonIn(wafa, cell, title, 'export.audience').click();
  await expect(cell.getByText(words.page('export.audienceCount', { customers: 3 }))).toBeVisible();
});
