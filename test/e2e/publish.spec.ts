import { mkdtempSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';
import { builtFolder } from './built-folder';
import { expect, test } from './fixtures';
import { serveFolder, type StaticServer } from './static-server';
import { WafaPage } from './wafa-page';
import { plain } from './words';

const scratch = mkdtempSync(join(tmpdir(), 'wafa-published-'));
const hosts: StaticServer[] = [];
test.afterAll(async () => {
  for (const host of hosts) await host.close();
  rmSync(scratch, { recursive: true, force: true });
});

/** Publishes what is open, and unpacks it as a host would. */
async function publish(wafa: WafaPage, part: string, name = part): Promise<string> {
  await wafa.button('notebook.share').click();
  const dialog = wafa.page.getByRole('dialog');
  await dialog.getByRole('radio', { name: wafa.words.page(`publish.${part}`), exact: true }).check();
  const download = wafa.page.waitForEvent('download');
  await dialog.getByRole('button', { name: wafa.words.page('publish.make'), exact: true }).click();
  const archive = unzipSync(readFileSync(await (await download).path()));
  await dialog.getByRole('button', { name: wafa.words.page('app.close'), exact: true }).click();
  const folder = join(scratch, name);
  for (const [path, content] of Object.entries(archive)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

async function hostOf(folder: string): Promise<string> {
  const host = await serveFolder(folder, { basePath: '/clients/' });
  hosts.push(host);
  return host.address;
}

/** All that a visitor of the folder could read, but for the app itself. */
function publishedTexts(folder: string): string {
  const own = JSON.parse(readFileSync(join(folder, 'files.json'), 'utf8')) as { files: { path: string }[] };
  expect(own.files.length).toBeGreaterThan(50);
  const archive = readFileSync(join(folder, 'notebooks/store.results.zip'));
  const inside = Object.values(unzipSync(archive)).map((bytes) => Buffer.from(bytes).toString('latin1'));
  const beside = ['store.md', 'store.json'].map((name) =>
    readFileSync(join(folder, 'notebooks', name), 'utf8'),
  );
  return [...beside, ...inside].join('\n');
}

const analyses = ['rate', 'cohort', 'survival', 'value', 'alive', 'rfm'];
test('a published folder opens by itself with the results, and without a customer', async ({
  wafa,
  browser,
}) => {
  await wafa.openSample();
  await wafa.settled(...analyses);
  const rate = await wafa.cell('rate').innerText();
  const folder = await publish(wafa, 'groups');
  const texts = publishedTexts(folder);
  const sample = readFileSync(join(builtFolder, 'samples/store.csv'), 'utf8').split('\n');
  const column = sample[0].split(',').indexOf('customer_id');
  const customers = new Set(
    sample
      .slice(1, 400)
      .map((line) => line.split(',')[column])
      .filter(Boolean),
  );
  expect(customers.size).toBeGreaterThan(50);
  for (const customer of customers) expect(texts).not.toContain(customer);

  const context = await browser.newContext({ locale: 'en-GB' });
  const visitor = new WafaPage(await context.newPage(), await hostOf(folder));
  await visitor.page.goto(hosts.at(-1)!.address);
  await visitor.settled(...analyses);
  expect(plain(await visitor.cell('rate').innerText())).toBe(plain(rate));
  await expect(visitor.page.locator('#data')).toContainText(visitor.words.page('published.bring'));
  // What was not published is told, and the way back is an undo.
  await visitor
    .control('rate', 'period')
    .selectOption({ label: visitor.words.analysis('rate', 'choice.period.week') });
  await expect(visitor.cell('rate').getByRole('alert')).toContainText(
    visitor.words.page('error.notRecorded.title'),
  );
  await visitor.button('notebook.undo').click();
  await visitor.settled('rate');
  expect(plain(await visitor.cell('rate').innerText())).toBe(plain(rate));
  // The data brings everything back to life.
  await visitor.page.getByText(visitor.words.page('published.bring')).click();
  await visitor.choose(join(builtFolder, 'samples/store.csv'));
  await visitor.page.getByRole('button', { name: visitor.words.page('import.do.new'), exact: true }).click();
  await visitor.settled('rate');
  await visitor.set('rate', 'period', 'quarter');
  await expect(visitor.cell('rate').getByRole('alert')).toHaveCount(0);
  await context.close();
});

test('a folder with the data opens at its address, and goes on from where its visitor left', async ({
  wafa,
  browser,
}) => {
  await wafa.openSample();
  await wafa.settled('rate');
  const folder = await publish(wafa, 'rows');
  const address = await hostOf(folder);
  const context = await browser.newContext({ locale: 'en-GB' });
  const visitor = new WafaPage(await context.newPage(), address);
  await visitor.page.goto(`${address}?open=notebooks/store.md`);
  await visitor.settled('rate');
  await visitor.set('rate', 'period', 'quarter');
  await expect(visitor.page.getByText(visitor.words.page('save.kept')).first()).toBeVisible();
  await visitor.page.reload();
  await visitor.settled('rate');
  await expect(visitor.control('rate', 'period')).toHaveValue('quarter');
  // Its data is kept by the browser now, and the file is not at hand any more: it is written anew.
  await visitor.settled('rate');
  const rate = plain(await visitor.cell('rate').innerText());
  const again = await publish(visitor, 'rows', 'again');
  expect(readdirSync(join(again, 'notebooks/store'))).toEqual(['1-1-store.parquet']);
  const next = new WafaPage(
    await (await browser.newContext({ locale: 'en-GB' })).newPage(),
    await hostOf(again),
  );
  await next.page.goto(hosts.at(-1)!.address);
  await next.settled('rate');
  expect(plain(await next.cell('rate').innerText())).toBe(rate);
  await next.page.context().close();
  await context.close();
});

test('an address opens only notebooks that lie beside the page', async ({ wafa, page, address }) => {
  const tries = [
    'https://elsewhere.example/a.md',
    '//elsewhere.example/a.md',
    '/../a.md',
    'javascript:alert(1).md',
  ];
  for (const path of tries) {
    await page.goto(`${address}?open=${encodeURIComponent(path)}`);
    await expect(page.getByRole('alert').first()).toContainText(
      new RegExp(`${wafa.words.page('published.foreign')}|${wafa.words.page('published.missing')}`),
    );
  }
  await page.goto(`${address}?open=notebooks/none.md`);
  await expect(page.getByRole('alert')).toContainText(wafa.words.page('published.missing'));
  await expect(wafa.heading(wafa.words.page('start.title'))).toBeVisible();
});
