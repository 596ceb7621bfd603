import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { openTiny } from './notebook-text';
import { WafaPage } from './wafa-page';
import { plain, type Language } from './words';

async function openPanel(wafa: WafaPage): Promise<Locator> {
  await wafa.button('app.privacy').click();
  const panel = wafa.page.getByRole('dialog', { name: wafa.words.page('privacy.title'), exact: true });
  await expect(panel).toBeVisible();
  return panel;
}

/** Everything of ours that this browser keeps, by name. */
function kept(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    const names: string[] = [];
    for await (const name of root.keys()) names.push(`file ${name}`);
    for (const { name } of await indexedDB.databases()) names.push(`data base ${name}`);
    for (const name of await caches.keys()) names.push(`cache ${name}`);
    for (const { scope } of await navigator.serviceWorker.getRegistrations()) names.push(`service ${scope}`);
    for (const name of [...Object.keys(localStorage), ...Object.keys(sessionStorage)])
      names.push(`choice ${name}`);
    return names;
  });
}

async function eraseEverything(wafa: WafaPage): Promise<void> {
  const panel = await openPanel(wafa);
  await panel.getByRole('button', { name: wafa.words.page('privacy.erase.do'), exact: true }).click();
  await expect(wafa.button('privacy.erase.no')).toBeFocused();
  await wafa.button('privacy.erase.yes').click();
}

for (const language of ['en', 'ar'] as Language[]) {
  test(`the panel names every request, the policy and what is kept (${language})`, async ({ wafa }) => {
    const { page } = wafa;
    await wafa.speak(language);
    await openTiny(wafa);
    await wafa.settled('rate');
    const panel = await openPanel(wafa);
    await expect(panel.getByText(wafa.words.page('privacy.workers.known'))).toBeVisible();
    const foreign = panel
      .locator('dl > div')
      .filter({ hasText: wafa.words.page('privacy.requests.foreign') });
    await expect(foreign.locator('dd')).toHaveText(wafa.words.page('privacy.requests.none'));

    const list = wafa.words.page('privacy.requests.list');
    await panel.getByText(list, { exact: true }).click();
    const addresses = await panel.getByRole('region', { name: list }).locator('td.address').allInnerTexts();
    // The page itself, what it runs, the worker's engine, and the engine's own script inside of its own worker.
    expect(addresses.map(plain)).toContain('/');
    for (const part of [
      /page-.+\.js/,
      /engine\.worker-.+\.js/,
      /duckdb-eh-.+\.wasm/,
      /duckdb-browser-eh.+\.js/,
    ])
      expect(addresses.filter((address) => part.test(address)).length, String(part)).toBeGreaterThan(0);

    await panel.getByText(wafa.words.page('privacy.policy.list'), { exact: true }).click();
    await expect(panel.getByText("connect-src 'self'")).toBeVisible();
    await expect(panel.getByText(wafa.words.page('privacy.policy.connect-src'))).toBeVisible();
    await expect(panel.getByText(wafa.words.page('privacy.policy.other'))).toHaveCount(0);
    await expect(panel.getByText(wafa.words.page('privacy.kept.notebooks'))).toBeVisible();

    await page.setViewportSize({ width: 360, height: 740 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    expect(await panel.evaluate((dialog) => dialog.scrollWidth - dialog.clientWidth)).toBeLessThanOrEqual(0);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations).toEqual([]);

    await page.keyboard.press('Escape');
    await expect(wafa.button('app.privacy')).toBeFocused();
  });
}

test('everything is erased, with data open here and in another tab', async ({ wafa, address }) => {
  const { page } = wafa;
  await wafa.chooseTheme('dark');
  await openTiny(wafa);
  await wafa.settled('rate');
  const second = new WafaPage(await page.context().newPage(), address);
  await second.visit();
  await second.openSample();
  await second.settled('rate');
  await page.bringToFront();
  expect((await kept(page)).map((name) => name.split(' ')[0])).toEqual(
    expect.arrayContaining(['file', 'data', 'choice']),
  );

  const panel = await openPanel(wafa);
  await panel.getByRole('button', { name: wafa.words.page('privacy.erase.do'), exact: true }).click();
  await expect(panel.getByRole('alert')).toContainText('2');
  await wafa.button('privacy.erase.no').click();
  await page.keyboard.press('Escape');
  await wafa.settled('rate');

  await eraseEverything(wafa);
  await expect(wafa.heading(wafa.words.page('privacy.erased.done'))).toBeFocused();
  await expect(second.heading(second.words.page('privacy.erased.elsewhere'))).toBeVisible();
  expect(await kept(page)).toEqual([]);
  expect(await kept(second.page)).toEqual([]);

  for (const tab of [wafa, second]) {
    await tab.button('privacy.erased.fresh').click();
    await expect(tab.heading(tab.words.page('start.title'))).toBeVisible();
    await expect(tab.page.getByRole('region', { name: tab.words.page('kept.title') })).toHaveCount(0);
  }
  await openTiny(wafa);
  await wafa.settled('rate');
});

test('what another has open is named, and erased at the next try', async ({ wafa, address }) => {
  const { page } = wafa;
  await openTiny(wafa);
  await wafa.settled('rate');
  // Something of the same origin that knows nothing of this page and does not let go.
  const other = await page.context().newPage();
  await other.goto(`${address}favicon.svg`);
  await other.evaluate(
    () =>
      new Promise((opened) => {
        indexedDB.open('wafa-notebooks').onsuccess = opened;
      }),
  );
  await page.bringToFront();
  await eraseEverything(wafa);
  await expect(wafa.heading(wafa.words.page('privacy.erased.left'))).toBeFocused();
  await expect(page.getByRole('listitem')).toHaveText([/wafa-notebooks/]);
  await other.close();
  await wafa.button('privacy.erased.again').click();
  await expect(wafa.heading(wafa.words.page('privacy.erased.done'))).toBeFocused();
  expect(await kept(page)).toEqual([]);
});
