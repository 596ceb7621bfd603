import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { browserOptions } from './browser-options';
import { builtFolder } from './built-folder';
import { expect, test } from './fixtures';
import { keptText, openTiny, tiny } from './notebook-text';
import { serveFolder } from './static-server';
import { WafaPage } from './wafa-page';

/** Stands in for what only an installed app has: what the system opens it with. */
async function prepareLaunch(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const setConsumer = (take: unknown) => Object.assign(window, { launch: take });
    Object.defineProperty(window, 'launchQueue', { value: { setConsumer } });
  });
}

/** Opens a file with the app, as from the system's file manager; it lies in the page's private folder. */
async function launch(page: Page, name: string, content: string): Promise<void> {
  await expect.poll(() => page.evaluate(() => 'launch' in window)).toBe(true);
  await page.evaluate(
    async ({ name, content }) => {
      const folder = await navigator.storage.getDirectory();
      const handle = await folder.getFileHandle(name, { create: true });
      const writable = await handle.createWritable();
      await writable.write(content);
      await writable.close();
      (window as unknown as { launch: (launch: unknown) => void }).launch({ files: [handle] });
    },
    { name, content },
  );
}

test('shortcuts open the sample, the file chooser’s button and the list, once each', async ({
  wafa,
  address,
}) => {
  const { page, words } = wafa;
  await page.goto(`${address}?start=sample`);
  await wafa.readSentence();
  expect(page.url()).toBe(address);
  await page.reload();
  await expect(wafa.heading(words.page('start.title'))).toBeVisible();

  await page.goto(`${address}?start=open`);
  await expect(page.getByRole('button', { name: words.page('start.drop') })).toBeFocused();
  expect(page.url()).toBe(address);

  await openTiny(wafa);
  await wafa.settled('rate');
  await expect(page.getByText(words.page('save.kept'), { exact: true })).toBeVisible();
  await page.goto(`${address}?start=list`);
  await expect(wafa.heading(words.page('kept.title'))).toBeFocused();
  expect(page.url()).toBe(address);
});

test('files that the system opens with the app come in, and a notebook is saved where it lies', async ({
  page,
  address,
}) => {
  await prepareLaunch(page);
  const wafa = new WafaPage(page, address);
  await wafa.visit();
  await launch(page, 'orders.csv', tiny.buffer.toString('utf8'));
  await wafa.readSentence();
  await expect(page.locator('.import').getByText('orders.csv').first()).toBeVisible();
  await page.reload();

  await launch(page, 'mine.md', '---\nformat: 1\ntitle: Mine\n---\n\n# Words\n');
  await expect(page.getByRole('heading', { level: 1 }).first()).toHaveText('Mine');
  await page.locator('[data-key]').first().focus();
  await page.keyboard.press('Alt+Shift+c');
  await expect(
    page.getByText(wafa.words.page('save.fileOlder', { name: 'mine.md' }), { exact: true }),
  ).toBeVisible();
  await page.keyboard.press('Control+s');
  await expect(
    page.getByText(wafa.words.page('save.fileNewest', { name: 'mine.md' }), { exact: true }),
  ).toBeVisible();
  const written = await page.evaluate(async () => {
    const folder = await navigator.storage.getDirectory();
    return (await (await folder.getFileHandle('mine.md')).getFile()).text();
  });
  expect(written).toContain('collapsed');
});

test('the app is offered for installing when the browser allows it, and asked for once', async ({ wafa }) => {
  const { page, words } = wafa;
  const install = wafa.button('offline.install');
  await expect(page.getByText(words.page('offline.ready'), { exact: true }).first()).toBeVisible();
  await expect(install).toHaveCount(0);
  await page.evaluate(() => {
    const event = new Event('beforeinstallprompt', { cancelable: true });
    Object.assign(event, { prompt: () => Object.assign(window, { prompts: 1 }) });
    Object.assign(window, { kept: !window.dispatchEvent(event) });
  });
  expect(await page.evaluate(() => (window as unknown as { kept: boolean }).kept)).toBe(true);
  await install.click();
  expect(await page.evaluate(() => (window as unknown as { prompts: number }).prompts)).toBe(1);
  await expect(install).toHaveCount(0);
});

/** An address that is neither https nor this computer's own, as on a shop's network. */
const onNetwork = test.extend({
  launchOptions: {
    ...browserOptions,
    args: [...browserOptions.args!, '--host-resolver-rules=MAP shop.test 127.0.0.1'],
  },
  // eslint-disable-next-line no-empty-pattern -- Playwright reads the fixtures needed from this pattern.
  address: async ({}, use) => {
    const host = await serveFolder(builtFolder);
    await use(host.address.replace('127.0.0.1', 'shop.test'));
    await host.close();
  },
});

onNetwork('over plain http all works but what browsers refuse there, which is said', async ({ wafa }) => {
  const { page, words } = wafa;
  expect(await page.evaluate(() => isSecureContext)).toBe(false);
  await expect(page.getByText(words.page('offline.not.insecure'), { exact: true }).first()).toBeVisible();
  await openTiny(wafa);
  await wafa.settled('rate', 'cohort');
  await expect.poll(() => keptText(page)).toContain('hash: sha256:');
  await wafa.openPanel('rate', 'sql');
  await wafa
    .cell('rate')
    .getByRole('button', { name: words.page('cell.sqlCopy'), exact: true })
    .first()
    .click();
  await expect(page.getByText(words.page('cell.sqlCopyFailed'), { exact: true })).toBeVisible();
  expect(await page.evaluate(() => getSelection()!.toString())).toContain('SELECT');

  await wafa.button('app.privacy').click();
  const panel = page.getByRole('dialog', { name: words.page('privacy.title'), exact: true });
  await expect(panel.getByText(words.page('privacy.workers.known'))).toBeVisible();
  await expect(panel.getByText(words.page('privacy.kept.notebooks'))).toBeVisible();
  await page.keyboard.press('Escape');

  await wafa.button('notebook.share').click();
  await expect(page.getByText(words.page('link.noSeal'), { exact: true })).toBeVisible();
  const field = (key: string) => page.getByRole('textbox', { name: words.page(key), exact: true });
  await expect(field('link.address')).toHaveValue(/#n=1\./);
  await expect(field('link.passphrase')).toHaveCount(0);
  await wafa.button('link.copy').click();
  await expect(page.getByText(words.page('link.copyFailed'), { exact: true }).first()).toBeVisible();
  const link = await field('link.address').inputValue();
  const report = page.waitForEvent('download');
  await wafa.button('report.make').click();
  const path = await (await report).path();
  const folder = page.waitForEvent('download');
  await wafa.button('publish.make').click();
  expect(await (await folder).failure()).toBeNull();
  await wafa.button('app.close').click();
  const text = await keptText(page);

  // The notebook comes back by the link and by the report.
  const title = page.getByRole('heading', { level: 1 }).first();
  await page.evaluate((pasted) => location.assign(pasted), link);
  await expect(page.getByText(words.page('link.openedInPlace'), { exact: true })).toHaveCount(1);
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'report.html', mimeType: 'text/html', buffer: readFileSync(path) });
  await expect(title).toHaveText('tiny.csv');
  await expect.poll(() => keptText(page)).toBe(text);
});
