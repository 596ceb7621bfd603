import { AxeBuilder } from '@axe-core/playwright';
import { chromium, type Locator, type Page } from '@playwright/test';
import { generatedFile } from '../bench/generate-data';
import { browserOptions } from './browser-options';
import { expect, test } from './fixtures';
import { WafaPage } from './wafa-page';
import type { Language } from './words';

const sample = 'store.csv';
const tiny = {
  name: 'tiny.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from('customer,date,amount\n1,2024-01-01,5\n2,2024-01-09,7\n1,2024-02-01,9\n'),
};

/** The list of kept data on the start page. */
const keptList = (wafa: WafaPage): Locator =>
  wafa.page.getByRole('region', { name: wafa.words.page('kept.title'), exact: true });

const opener = (wafa: WafaPage, title: string): Locator =>
  wafa.page.getByRole('button', { name: wafa.words.page('kept.open', { title }), exact: true });

const titlesOf = (wafa: WafaPage): Promise<string[]> => keptList(wafa).locator('li .title').allInnerTexts();

async function anotherTab(wafa: WafaPage, address: string): Promise<WafaPage> {
  const tab = new WafaPage(await wafa.page.context().newPage(), address);
  await tab.visit();
  return tab;
}

/** Files in the browser's private folder. */
const privateFiles = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    const folder = await root.getDirectoryHandle('wafa', { create: true });
    const names: string[] = [];
    for await (const name of folder.keys()) names.push(name);
    return names.sort();
  });

const headline = (wafa: WafaPage): Promise<string> =>
  wafa.page.getByRole('region', { name: wafa.words.page('notebook.headline') }).innerText();

/** Chooses a file as a notebook of its own, also where one is open. */
async function chooseNew(
  wafa: WafaPage,
  file: string | typeof tiny,
  key = 'notebook.newFile',
): Promise<void> {
  await wafa.choose(file, key);
  const asNew = wafa.page.getByRole('radio', { name: wafa.words.page('import.purpose.new') });
  if (key === 'notebook.newFile') await asNew.check();
}

/** Ends a page as the system does when it is out of memory: nothing of its code runs any more. */
async function crash(page: Page): Promise<void> {
  const crashed = page.waitForEvent('crash');
  void page.goto('chrome://crash').catch(() => undefined);
  await crashed;
  await page.close();
}

async function limitStorage(page: Page, quotaSize?: number): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Storage.overrideQuotaForOrigin', { origin: new URL(page.url()).origin, quotaSize });
}

for (const language of ['en', 'ar'] as Language[]) {
  test(`data stays, opens again with one click, and can be deleted (${language})`, async ({
    wafa,
    address,
  }) => {
    await wafa.speak(language);
    await wafa.openSample();
    await wafa.settled('rate', 'cohort', 'value', 'rfm');
    await expect(wafa.page.locator('.storage-line')).toContainText(/\d/);
    const before = await headline(wafa);
    await wafa.page.close({ runBeforeUnload: false });

    const later = new WafaPage(await wafa.page.context().newPage(), address);
    await later.page.setViewportSize({ width: 360, height: 740 });
    later.words = wafa.words;
    await later.page.goto(address);
    await expect(opener(later, sample)).toBeVisible();
    const width = await later.page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(360);
    const { violations } = await new AxeBuilder({ page: later.page }).analyze();
    expect(violations).toEqual([]);
    await later.page.setViewportSize({ width: 1280, height: 900 });

    await opener(later, sample).focus();
    await later.page.keyboard.press('Enter');
    await later.settled('rate', 'cohort');
    await expect.poll(() => headline(later)).toBe(before);

    await later.button('kept.list').click();
    const remove = later.page.getByRole('button', {
      name: later.words.page('kept.deleteNamed', { title: sample }),
    });
    await remove.click();
    await expect(later.button('kept.deleteNo')).toBeFocused();
    await later.page.keyboard.press('Escape');
    await expect(remove).toBeFocused();
    await remove.click();
    await later.button('kept.deleteYes').click();
    await expect(keptList(later)).toHaveCount(0);
    await expect.poll(() => privateFiles(later.page)).toEqual([]);
  });
}

test('the data in use can be deleted from its notebook', async ({ wafa }) => {
  await wafa.choose(tiny);
  await wafa.readSentence();
  await wafa.confirm();
  await wafa.page
    .getByRole('button', { name: wafa.words.page('kept.deleteNamed', { title: tiny.name }) })
    .click();
  await wafa.button('kept.deleteYes').click();
  await expect(wafa.heading(wafa.words.page('start.title'))).toBeVisible();
  await expect(keptList(wafa)).toHaveCount(0);
  expect(await privateFiles(wafa.page)).toEqual([]);
});

/** The sample is kept, and no tab is open. */
async function keepSample(wafa: WafaPage): Promise<void> {
  await wafa.openSample();
  await wafa.settled('rate');
  await wafa.page.close();
}

test('a tab killed in the middle of an import leaves what was there before, and nothing else', async ({
  wafa,
  address,
}) => {
  test.setTimeout(600_000);
  await keepSample(wafa);
  const path = await generatedFile(1_000_000);
  for (const milliseconds of [50, 400, 1_500, 4_000]) {
    await test.step(`after ${milliseconds} ms of loading`, async () => {
      const tab = await anotherTab(wafa, address);
      await opener(tab, sample).click();
      await tab.settled('rate');
      await chooseNew(tab, path);
      await tab.page.locator('.import').getByRole('progressbar').first().waitFor();
      await tab.page.waitForTimeout(milliseconds);
      await crash(tab.page);

      const next = await anotherTab(wafa, address);
      await expect(opener(next, sample)).toBeVisible();
      expect(await titlesOf(next)).toEqual([sample]);
      await expect.poll(() => privateFiles(next.page)).toHaveLength(2);
      await opener(next, sample).click();
      await next.settled('rate');
      await next.page.close();
    });
  }
});

test('a tab killed while a notebook is made leaves the old data, or the new as well, each whole', async ({
  wafa,
  address,
}) => {
  test.setTimeout(600_000);
  await keepSample(wafa);
  const path = await generatedFile(100_000);
  for (const milliseconds of [0, 30, 120, 400]) {
    await test.step(`${milliseconds} ms after it was confirmed`, async () => {
      const tab = await anotherTab(wafa, address);
      await opener(tab, sample).click();
      await tab.settled('rate');
      await chooseNew(tab, path);
      // Who bought how often is still being counted.
      await expect(tab.button('import.do.new')).toBeEnabled();
      await tab.button('import.do.new').click();
      await tab.page.waitForTimeout(milliseconds);
      await crash(tab.page);

      const next = await anotherTab(wafa, address);
      await expect(opener(next, sample)).toBeVisible();
      for (const title of await titlesOf(next)) {
        await opener(next, title).first().click();
        await next.settled('rate');
        await next.button('kept.list').click();
      }
      await next.page.close();
    });
  }
});

test('where the storage is full the open notebook goes on, and what is given up leaves nothing; memory is offered', async ({
  address,
  foreignRequests,
}) => {
  // The limit holds only for a profile on disk.
  const profile = test.info().outputPath('profile');
  const context = await chromium.launchPersistentContext(profile, { ...browserOptions, locale: 'en-GB' });
  const page = await context.newPage();
  const wafa = new WafaPage(page, address);
  await wafa.visit();
  await wafa.openSample();
  await wafa.settled('rate', 'value', 'rfm');
  const before = await headline(wafa);
  await limitStorage(page, 8_000_000);
  await chooseNew(wafa, await generatedFile(1_000_000));
  const alert = page.getByRole('alert').filter({ visible: true });
  await expect(alert).toContainText(wafa.words.page('error.storageFull.title'));
  await wafa.button('import.cancel').click();
  await expect(wafa.heading(wafa.words.page('notebook.data'))).toBeVisible();
  expect(await headline(wafa)).toBe(before);
  await wafa.set('cohort', 'period', 'quarter');
  await expect.poll(() => privateFiles(page)).toHaveLength(2);

  await limitStorage(page);
  await chooseNew(wafa, tiny);
  await wafa.readSentence();
  await wafa.confirm();
  await wafa.button('kept.list').click();
  await expect.poll(() => titlesOf(wafa)).toEqual([tiny.name, sample]);

  // The rows find room, what is counted of them does not; once there is more, the same file can be read again.
  await limitStorage(page);
  await chooseNew(wafa, await generatedFile(1_000_000), 'start.drop');
  await expect(page.locator('.import .sentence')).toHaveText('1,000,000 rows read');
  await limitStorage(page, 8_000_000);
  await expect(alert).toContainText(wafa.words.page('error.storageFull.title'));
  await limitStorage(page);
  await wafa.button('import.tryAgain').click();
  expect(await wafa.readSentence()).toContain('99,937 customers');
  await wafa.button('import.cancel').click();

  await limitStorage(page, 8_000_000);
  await chooseNew(wafa, await generatedFile(1_000_000), 'start.drop');
  await wafa.button('kept.useMemory').click();
  expect(await wafa.readSentence()).toContain('99,937 customers');
  await wafa.confirm();
  await expect(page.locator('.storage-line')).toContainText(wafa.words.page('kept.memory.chosen'));
  await context.close();
  // A profile on disk lets the browser ask for updates of its own.
  foreignRequests.forget();
});

test('a second tab is told that data is open, and takes it over; the first can take it back', async ({
  wafa,
  address,
}) => {
  await wafa.openSample();
  await wafa.settled('rate');
  const second = await anotherTab(wafa, address);
  await expect(keptList(second)).toContainText(wafa.words.page('kept.busy'));
  await expect(opener(second, sample)).toHaveCount(0);

  // A file of its own is no matter of the other tab.
  await second.choose(tiny);
  await second.readSentence();
  await second.confirm();
  await second.button('kept.list').click();

  await second.page
    .getByRole('button', { name: second.words.page('kept.takeOverNamed', { title: sample }) })
    .click();
  await second.settled('rate');
  await expect(wafa.page.getByText(wafa.words.page('kept.takenOverMore'))).toBeVisible();

  await wafa.button('kept.takeBack').click();
  await expect(wafa.page.getByText(wafa.words.page('kept.takenOverMore'))).toHaveCount(0);
  await wafa.set('cohort', 'period', 'quarter');
  await expect(second.page.getByText(second.words.page('kept.takenOverMore'))).toBeVisible();
});

test('without a private file system everything works in memory, and that is said', async ({
  context,
  page,
  address,
}) => {
  await context.route(/engine\.worker.*\.js/, async (route) => {
    const response = await route.fetch();
    const without = 'delete FileSystemFileHandle.prototype.createSyncAccessHandle;';
    await route.fulfill({ response, body: without + (await response.text()) });
  });
  const wafa = new WafaPage(page, address);
  await wafa.visit();
  await expect(page.getByText(wafa.words.page('kept.memory.unsupported'))).toBeVisible();
  await wafa.openSample();
  await wafa.settled('rate');
  await expect(page.locator('.storage-line')).toContainText(wafa.words.page('kept.memory.unsupported'));
});
