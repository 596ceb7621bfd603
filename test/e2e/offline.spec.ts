import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Locator, type Page } from '@playwright/test';
import { browserOptions } from './browser-options';
import { builtFolder } from './built-folder';
import { ChangingServer } from './changing-server';
import { expect, test as base } from './fixtures';
import { nextVersion } from './next-version';
import { bring, keptText, openText, openTiny } from './notebook-text';
import { WafaPage } from './wafa-page';

const test = base.extend<{ server: ChangingServer }>({
  // eslint-disable-next-line no-empty-pattern -- Playwright reads the fixtures needed from this pattern.
  server: async ({}, use) => {
    const server = await ChangingServer.open(builtFolder);
    await use(server);
    await server.stop();
  },
  address: async ({ server }, use) => use(server.address),
});

// Each is a long story of several visits.
test.describe.configure({ timeout: 300_000 });

const fixtures = resolve(fileURLToPath(import.meta.url), '../../fixtures/import');
/** Four orders of three customers: 120.50 and 19.99 of one, 75 and 310 of the others. */
const parquet = {
  name: 'orders.parquet',
  mimeType: 'application/vnd.apache.parquet',
  buffer: readFileSync(join(fixtures, 'snappy.parquet')),
};
const notebook = `---
format: 1
title: On a plane
---

\`\`\`cohort id=cohort
\`\`\`

\`\`\`sql id=total
SELECT count(*) AS customers, round(sum(revenue), 2) AS revenue FROM customers
\`\`\`
`;

/** What stands on the page, not what is said to those who can't see it. */
const says = (wafa: WafaPage, key: string, values?: Record<string, string | number>): Locator =>
  wafa.page
    .locator(':not([aria-live])')
    .and(wafa.page.getByText(wafa.words.page(key, values), { exact: true }));

/** Names the build that a page is made of. */
const entryOf = (page: Page): Promise<string> =>
  page.locator('script[type=module][src]').evaluate((script: HTMLScriptElement) => script.src);

/** What the browser does by itself now and then: looks whether there is a later version. */
const lookForUpdate = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    await registration!.update().catch(() => undefined);
  });

const anotherVersion = (version: number): string => {
  const folder = test.info().outputPath(`version-${version}`);
  nextVersion(builtFolder, folder, version);
  return folder;
};

/** What the browser finds wrong with the manifest of the app, and what keeps it from being installed. */
async function installFaults(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  const { errors } = await session.send('Page.getAppManifest');
  const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
  await session.detach();
  const hindrances = installabilityErrors.map(({ errorId }) => errorId);
  // Every test is in a window that keeps nothing, into which no app can be installed.
  return [...errors.map(({ message }) => message), ...hindrances].filter((fault) => fault !== 'in-incognito');
}

async function bringParquet(wafa: WafaPage): Promise<void> {
  await bring(wafa, parquet);
  await wafa.button('import.do.new').click();
  await expect(wafa.page.locator('.import')).toHaveCount(0);
}

async function save(wafa: WafaPage, thing: string, format: string): Promise<Buffer> {
  const { page, words } = wafa;
  const name = words.page('cell.exportAs', { title: thing, format: words.page(format) });
  const download = page.waitForEvent('download');
  await wafa.cell('cohort').getByRole('button', { name, exact: true }).click();
  return readFileSync(await (await download).path());
}

test('after the first visit nothing is asked of the host but for a later version, and all works without it', async ({
  wafa,
  server,
}) => {
  const { page } = wafa;
  await expect(says(wafa, 'offline.ready')).toBeVisible();
  expect(await installFaults(page)).toEqual([]);
  server.asked.length = 0;
  await page.reload();
  await expect(says(wafa, 'offline.ready')).toBeVisible();
  await openTiny(wafa);
  await wafa.settled('rate', 'cohort');
  expect(new Set(server.asked)).toEqual(new Set(['service.worker.js']));
  await server.stop();
  await page.reload();
  await expect(says(wafa, 'offline.ready')).toBeVisible();

  await openText(wafa, notebook, 'On a plane');
  await bringParquet(wafa);
  await wafa.settled('cohort');
  await expect(page.locator('#total tbody tr')).toHaveCount(1);
  await expect(page.locator('#total')).toContainText('525.49');

  await wafa.openPanel('cohort', 'export');
  const figure = wafa.words.page('cell.exportFigure', { number: 1 });
  const table = wafa.words.page('cell.exportTable', {
    title: wafa.words.analysis('cohort', 'table.cells'),
  });
  expect((await save(wafa, figure, 'cell.exportPng')).subarray(1, 4).toString()).toBe('PNG');
  expect((await save(wafa, table, 'cell.exportCsv')).toString('utf8').split('\n').length).toBeGreaterThan(3);

  // What another program shares comes the way a browser sends it, and is opened once.
  await page.evaluate(async () => {
    const form = new FormData();
    form.append('files', new File(['customer,date\n1,2024-01-01\n2,2024-01-02\n'], 'shared.csv'));
    await fetch('./?shared', { method: 'POST', body: form });
  });
  await page.goto(`${server.address}?shared`);
  await expect(page.locator('.import').getByText('shared.csv').first()).toBeVisible();
  expect(page.url()).toBe(server.address);

  await page.reload();
  await wafa.speak('ar');
  await expect(says(wafa, 'offline.ready')).toBeVisible();
  await expect(page.locator('link[rel=manifest]')).toHaveAttribute('href', './manifest.ar.webmanifest');
  expect(await installFaults(page)).toEqual([]);
  await wafa.openSample();
  await wafa.settled('rate', 'cohort', 'survival', 'value', 'alive', 'rfm');
});

test('a host that goes away during the first visit: what is there works, the rest says so, and it goes on later', async ({
  wafa,
  server,
}) => {
  const { page } = wafa;
  const first: string[] = [];
  let letGo: () => void = () => undefined;
  const isLetGo = new Promise<void>((done) => (letGo = done));
  server.fate = async (path) => {
    // The notebook is opened before the service worker begins.
    await (path === 'service.worker.js' ? isLetGo : null);
    if (server.asked.includes('service.worker.js')) first.push(path);
    return first.length > 60 ? 'stop' : 'file';
  };
  await openTiny(wafa);
  await wafa.settled('rate', 'cohort');
  first.length = 0;
  letGo();
  await expect(says(wafa, 'offline.not.connection')).toBeVisible();

  await wafa.set('cohort', 'period', 'quarter');
  await wafa.button('notebook.share').click();
  await expect(page.getByRole('alert').filter({ visible: true })).toContainText(
    wafa.words.page('app.notebookFailed'),
  );

  server.fate = () => 'file';
  await server.start();
  server.asked.length = 0;
  await wafa.button('offline.tryAgain').click();
  await expect(says(wafa, 'offline.ready')).toBeVisible();
  // The last few were on their way when the host went.
  const twice = server.asked.filter((path) => first.includes(path) && path !== 'service.worker.js');
  expect(twice.length).toBeLessThanOrEqual(8);
  expect(server.asked.length).toBeGreaterThan(20);
  await server.stop();
  await page.reload();
  await expect(says(wafa, 'offline.ready')).toBeVisible();
});

test('a later version is offered and not forced, not while another tab works, and keeps what was written', async ({
  wafa,
  server,
  address,
}) => {
  const { page } = wafa;
  await expect(says(wafa, 'offline.ready')).toBeVisible();
  await openTiny(wafa);
  await wafa.settled('rate', 'cohort');
  const former = await entryOf(page);

  server.deploy(anotherVersion(2));
  await lookForUpdate(page);
  await expect(says(wafa, 'offline.update.offered')).toBeVisible();
  // Goes on with the former files, of which the host has none any more.
  await wafa.set('cohort', 'period', 'quarter');
  await wafa.button('notebook.share').click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await wafa.openPanel('cohort', 'sql');
  expect(await entryOf(page)).toBe(former);

  const second = new WafaPage(await page.context().newPage(), address);
  await second.visit();
  expect(await entryOf(second.page)).toBe(former);
  await wafa.button('offline.update.use').click();
  await expect(says(wafa, 'offline.update.hindered', { tabs: 1 })).toBeVisible();
  expect(await entryOf(page)).toBe(former);
  await second.page.close();

  await expect.poll(() => keptText(page)).toContain('quarter');
  const text = await keptText(page);
  await wafa.button('offline.update.use').click();
  await expect.poll(() => entryOf(page).catch(() => former)).toMatch(/\.v2\.js$/);
  await wafa.settled('rate', 'cohort');
  expect(await keptText(page)).toBe(text);
  await expect(says(wafa, 'offline.ready')).toBeVisible();
  await expect(says(wafa, 'offline.update.offered')).toHaveCount(0);
  await server.stop();
  await page.reload();
  await expect(says(wafa, 'offline.ready')).toBeVisible();
  expect(await entryOf(page)).toMatch(/\.v2\.js$/);
});

test('a later version that can not be fetched whole leaves the former one working, and is offered once it can', async ({
  server,
  foreignRequests,
}) => {
  // A limit of the storage holds only for a profile on disk.
  const profile = test.info().outputPath('profile');
  const context = await chromium.launchPersistentContext(profile, { ...browserOptions, locale: 'en-GB' });
  const page = await context.newPage();
  const wafa = new WafaPage(page, server.address);
  await wafa.visit();
  await expect(says(wafa, 'offline.ready')).toBeVisible();
  const former = await entryOf(page);
  const session = await context.newCDPSession(page);
  const { origin } = new URL(server.address);
  const limit = (quotaSize?: number) => session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize });

  const hindrances = [
    async () => {
      server.fate = (path) => (/^assets\/figure-.*\.v2\.js$/.test(path) ? 'error' : 'file');
      return says(wafa, 'offline.update.failed');
    },
    async () => {
      server.fate = () => (server.asked.length > 30 ? 'stop' : 'file');
      return says(wafa, 'offline.update.failed');
    },
    async () => {
      const used = await page.evaluate(() => navigator.storage.estimate().then(({ usage = 0 }) => usage));
      await limit(used + 500_000);
      return page.getByText(/the browser has no room/);
    },
  ];
  for (const [index, hinder] of hindrances.entries()) {
    await test.step(`hindrance ${index + 1}`, async () => {
      server.asked.length = 0;
      server.deploy(anotherVersion(index + 2));
      const message = await hinder();
      await lookForUpdate(page);
      await expect(message).toBeVisible();
      await server.stop();
      await page.reload();
      await expect(says(wafa, 'offline.ready')).toBeVisible();
      expect(await entryOf(page)).toBe(former);
      // Data needs room as well.
      await limit();
      await openTiny(wafa);
      await wafa.settled('rate', 'cohort');
      await wafa.button('kept.list').click();
      server.fate = () => 'file';
      await server.start();
    });
  }

  await lookForUpdate(page);
  await expect(says(wafa, 'offline.update.offered')).toBeVisible();
  await wafa.button('offline.update.use').click();
  await expect.poll(() => entryOf(page).catch(() => former)).toMatch(/\.v4\.js$/);
  await context.close();
  // A profile on disk lets the browser ask for updates of its own.
  foreignRequests.forget();
});
