import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { cellsOf, keptText, openText, openTiny } from './notebook-text';
import type { WafaPage } from './wafa-page';
import type { Language } from './words';

/** What the next picker does: gives a file that can be written, is closed by the person, or gives one that can't be. */
type Picked = { file: string } | { aborted: true } | { file: string; refuses: string };

/**
 * Browsers without a screen can't show a picker, so one of our own answers; its files are real ones, in the page's
 * private folder.
 */
async function answerPicker(page: Page, picked: Picked): Promise<void> {
  await page.evaluate((answer) => {
    const told = window as unknown as {
      asked?: string[];
      showSaveFilePicker: (options: { suggestedName: string }) => Promise<FileSystemFileHandle>;
    };
    told.asked ??= [];
    told.showSaveFilePicker = async ({ suggestedName }) => {
      told.asked!.push(suggestedName);
      if ('aborted' in answer) throw new DOMException('The user aborted a request.', 'AbortError');
      const folder = await navigator.storage.getDirectory();
      const handle = await folder.getFileHandle(answer.file, { create: true });
      if ('refuses' in answer)
        handle.createWritable = () => Promise.reject(new DOMException('Refused', answer.refuses));
      return handle;
    };
  }, picked);
}

/** The names that pickers were opened with. */
const asked = (page: Page) => page.evaluate(() => (window as unknown as { asked: string[] }).asked);

function fileText(page: Page, name: string): Promise<string> {
  return page.evaluate(async (wanted) => {
    const folder = await navigator.storage.getDirectory();
    return (await (await folder.getFileHandle(wanted)).getFile()).text();
  }, name);
}

const says = (wafa: WafaPage, key: string, name = '') =>
  wafa.page.locator('header').getByText(wafa.words.page(key, { name }), { exact: true });

/** A notebook in which nothing is on its way any more, so that only the person changes it. */
async function open(wafa: WafaPage, language: Language = 'en'): Promise<void> {
  await wafa.speak(language);
  await openTiny(wafa);
  await wafa.settled('rate', 'cohort');
  await expect(wafa.page.locator('section.cell [aria-busy=true]')).toHaveCount(0);
  // The file's hash comes into the text when it is known.
  await expect.poll(() => keptText(wafa.page)).toContain('hash: sha256:');
}

async function edit(wafa: WafaPage, place = 1): Promise<void> {
  await wafa.page.locator('[data-key]').nth(place).focus();
  await wafa.page.keyboard.press('Alt+Shift+c');
}

for (const language of ['en', 'ar'] as Language[]) {
  test(`a file is chosen once, and then written in place (${language})`, async ({ wafa }) => {
    const { page } = wafa;
    await open(wafa, language);
    await answerPicker(page, { file: 'mine.md' });
    await expect(says(wafa, 'save.noFile')).toBeVisible();

    await page.keyboard.press('Control+s');
    await expect(says(wafa, 'save.fileNewest', 'mine.md')).toBeVisible();
    expect(await asked(page)).toEqual(['tiny.md']);
    const first = await fileText(page, 'mine.md');
    await expect.poll(() => keptText(page)).toBe(first);
    expect(first).toMatch(/^---\nformat: 1\ntitle: tiny\.csv\n/);
    await expect(
      page.getByRole('status').filter({ hasText: wafa.words.page('save.saved', { name: 'mine.md' }) }),
    ).toHaveCount(1);

    await edit(wafa);
    await expect(says(wafa, 'save.fileOlder', 'mine.md')).toBeVisible();
    expect(await fileText(page, 'mine.md')).toBe(first);
    // What was undone is again what the file has.
    await page.keyboard.press('Control+z');
    await expect(says(wafa, 'save.fileNewest', 'mine.md')).toBeVisible();
    await page.keyboard.press('Control+Shift+z');
    await expect(says(wafa, 'save.fileOlder', 'mine.md')).toBeVisible();

    await page.keyboard.press('Control+s');
    await expect(says(wafa, 'save.fileNewest', 'mine.md')).toBeVisible();
    const second = await fileText(page, 'mine.md');
    expect(second).not.toBe(first);
    await expect.poll(() => keptText(page)).toBe(second);

    // The button goes on with the same file.
    await edit(wafa);
    await expect(says(wafa, 'save.fileOlder', 'mine.md')).toBeVisible();
    await wafa.button('save.again').click();
    await expect(says(wafa, 'save.fileNewest', 'mine.md')).toBeVisible();
    expect(await fileText(page, 'mine.md')).toBe(first);
    expect(await asked(page)).toEqual(['tiny.md']);
  });
}

test('the file is still known after a reload', async ({ wafa }) => {
  const { page } = wafa;
  await open(wafa);
  await answerPicker(page, { file: 'mine.md' });
  await page.keyboard.press('Control+s');
  await expect(says(wafa, 'save.fileNewest', 'mine.md')).toBeVisible();
  await expect(says(wafa, 'save.kept')).toBeVisible();
  await wafa.visit();
  await page.getByRole('button', { name: wafa.words.page('kept.open', { title: 'tiny.csv' }) }).click();
  await wafa.settled('rate', 'cohort');
  await expect(says(wafa, 'save.fileNewest', 'mine.md')).toBeVisible();
  await answerPicker(page, { aborted: true });
  await edit(wafa);
  await expect(says(wafa, 'save.fileOlder', 'mine.md')).toBeVisible();
  await page.keyboard.press('Control+s');
  await expect(says(wafa, 'save.fileNewest', 'mine.md')).toBeVisible();
  const written = await fileText(page, 'mine.md');
  await expect.poll(() => keptText(page)).toBe(written);
  expect(written).toContain(' collapsed');
  expect(await asked(page)).toEqual([]);
});

test('who thinks better of choosing a file loses nothing and is told of no harm', async ({ wafa }) => {
  const { page } = wafa;
  await open(wafa);
  await edit(wafa);
  await answerPicker(page, { aborted: true });
  await page.keyboard.press('Control+s');
  await expect.poll(() => asked(page)).toEqual(['tiny.md']);
  await wafa.button('save.asFile').click();
  await expect.poll(() => asked(page)).toEqual(['tiny.md', 'tiny.md']);
  await expect(says(wafa, 'save.noFile')).toBeVisible();
  await expect(says(wafa, 'save.kept')).toBeVisible();
  await expect(page.getByRole('alert').filter({ visible: true })).toHaveCount(0);
  expect(cellsOf(await keptText(page))).toContain(' collapsed');
  await answerPicker(page, { file: 'later.md' });
  await page.keyboard.press('Control+s');
  await expect(says(wafa, 'save.fileNewest', 'later.md')).toBeVisible();
});

for (const [how, save] of [
  ['by keys', (wafa: WafaPage) => wafa.page.keyboard.press('Control+s')],
  [
    'by its button',
    (wafa: WafaPage) => wafa.page.locator('header').getByRole('button', { name: /Save/ }).click(),
  ],
] as const) {
  test(`a file that can't be written: what to do is said, and another one can be chosen (${how})`, async ({
    wafa,
  }) => {
    const { page } = wafa;
    await open(wafa);
    await answerPicker(page, { file: 'locked.md', refuses: 'NotAllowedError' });
    await save(wafa);
    const alert = page.locator('header').getByRole('alert');
    await expect(alert).toHaveText(wafa.words.page('save.failed'));
    await expect(says(wafa, 'save.noFile')).toBeVisible();
    await expect(says(wafa, 'save.kept')).toBeVisible();

    await answerPicker(page, { file: 'free.md' });
    await save(wafa);
    await expect(says(wafa, 'save.fileNewest', 'free.md')).toBeVisible();
    await expect(alert).toHaveCount(0);
    expect(await fileText(page, 'free.md')).toBe(await keptText(page));
  });
}

test('a file that could be written once and can be no more does not bar the way to another', async ({
  wafa,
}) => {
  const { page } = wafa;
  await open(wafa);
  await answerPicker(page, { file: 'mine.md' });
  await page.keyboard.press('Control+s');
  await expect(says(wafa, 'save.fileNewest', 'mine.md')).toBeVisible();
  // Somebody else has it open, as an office program that locks it.
  await page.evaluate(() => {
    const { createWritable } = FileSystemFileHandle.prototype;
    FileSystemFileHandle.prototype.createWritable = function (options) {
      return this.name === 'mine.md'
        ? Promise.reject(new DOMException('Locked', 'NoModificationAllowedError'))
        : createWritable.call(this, options);
    };
  });
  await edit(wafa);
  await answerPicker(page, { file: 'other.md' });
  await page.keyboard.press('Control+s');
  await expect(page.locator('header').getByRole('alert')).toHaveText(wafa.words.page('save.failed'));
  await expect(says(wafa, 'save.fileOlder', 'mine.md')).toBeVisible();
  await expect(says(wafa, 'save.kept')).toBeVisible();
  await expect.poll(async () => cellsOf(await keptText(page))).toContain(' collapsed');
  expect(await asked(page)).toEqual(['tiny.md']);

  await page.keyboard.press('Control+s');
  await expect(says(wafa, 'save.fileNewest', 'other.md')).toBeVisible();
  await expect(page.locator('header').getByRole('alert')).toHaveCount(0);
  // The name that it had is the one that is suggested.
  expect(await asked(page)).toEqual(['tiny.md', 'mine.md']);
  const written = await fileText(page, 'other.md');
  await expect.poll(() => keptText(page)).toBe(written);
  expect(written).toContain(' collapsed');
});

test('where the browser keeps nothing, no other notebook takes the place of one that is in no file', async ({
  wafa,
}) => {
  const { page, words } = wafa;
  await page.addInitScript(() => {
    const open = indexedDB.open.bind(indexedDB);
    indexedDB.open = (name, version) => {
      if (name === 'wafa-notebooks') throw new DOMException('Refused', 'SecurityError');
      return open(name, version);
    };
  });
  await page.reload();
  await openText(wafa, '---\nformat: 1\ntitle: First\n---\n\nHello\n', 'First');
  await expect(says(wafa, 'save.unkept')).toBeVisible();
  // It is still as it is in its file.
  await openText(wafa, '---\nformat: 1\ntitle: Second\n---\n\n# Words\n', 'Second');
  await edit(wafa, 0);
  await expect(says(wafa, 'save.fileOlder', 'sent.md')).toBeVisible();

  const heading = page.getByRole('heading', { level: 1 }).first();
  const notice = page.getByRole('alert').getByText(words.page('save.first'), { exact: true });
  const third = { name: 'third.md', mimeType: 'text/markdown', buffer: Buffer.from('# Third\n') };
  for (const leave of [
    () => page.locator('input[type=file]').setInputFiles(third),
    () => wafa.button('command.list').click(),
    () => page.evaluate(() => void (location.hash = '#n=1.AAAA')),
  ]) {
    await leave();
    await expect(notice.or(page.getByText(words.page('link.wouldLose'), { exact: true }))).toBeVisible();
    await expect(heading).toHaveText('Second');
    await page.getByRole('alert').getByRole('button').first().click();
    await expect(notice).toHaveCount(0);
  }
  let asked = 0;
  page.on('dialog', (dialog) => {
    asked += 1;
    void dialog.dismiss();
  });
  await page.reload({ timeout: 2000 }).catch(() => undefined);
  expect(asked).toBe(1);
  await expect(heading).toHaveText('Second');

  await answerPicker(page, { file: 'second.md' });
  await page.keyboard.press('Control+s');
  await expect(says(wafa, 'save.fileNewest', 'second.md')).toBeVisible();
  await wafa.button('command.list').click();
  await expect(wafa.heading(words.page('start.title'))).toBeVisible();
});
