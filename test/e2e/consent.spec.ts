import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { bring, openTiny, tiny } from './notebook-text';
import type { WafaPage } from './wafa-page';
import type { Language } from './words';

const notebook = [
  '---\nformat: 1\ntitle: From afar\n---\n\nOf {{ all.n }} customers.\n\n',
  '```rate id=rate\n```\n\n',
  '```sql id=all\nSELECT count(*) AS n FROM customers\n```\n\n',
  "```sql id=more show=chart\nSELECT n, 'a' AS label FROM all -- \u202e\n```\n\n",
  '```chart id=drawn\nfrom: all\n```\n',
].join('');

async function openSent(wafa: WafaPage, text = notebook): Promise<void> {
  const file = { name: 'sent.md', mimeType: 'text/markdown', buffer: Buffer.from(text) };
  await wafa.page.locator('input[type=file]').setInputFiles(file);
  await expect(wafa.page.getByRole('heading', { level: 1 })).toHaveText('From afar');
  await bring(wafa, tiny);
  await wafa.button('import.do.new').click();
  await expect(wafa.page.locator('.import')).toHaveCount(0);
}

const table = (page: Page, id: string): Locator => page.locator(`#${id}`).getByRole('table');

/** Reloads the page and opens the notebook that is kept, as a person does. */
async function openAgain(wafa: WafaPage): Promise<void> {
  await expect(wafa.page.getByText(wafa.words.page('save.kept'), { exact: true })).toBeVisible();
  await wafa.page.reload();
  const title = { title: 'From afar' };
  await wafa.page.getByRole('button', { name: wafa.words.page('kept.open', title), exact: true }).click();
  await wafa.settled('rate');
}

for (const language of ['en', 'ar'] as Language[]) {
  test(`queries from elsewhere run once they have been agreed to, and are remembered (${language})`, async ({
    wafa,
  }) => {
    await wafa.speak(language);
    const { page, words } = wafa;
    await openSent(wafa);
    await wafa.settled('rate');
    // All else works; the queries, and what is made of them, do not.
    await expect(wafa.consent).toContainText(words.page('consent.why', { queries: 2 }));
    for (const id of ['all', 'more']) {
      await expect(page.locator(`#${id}`)).toContainText(words.page('problem.notAgreed'));
      await expect(table(page, id)).toHaveCount(0);
    }
    await expect(page.locator('#drawn svg')).toHaveCount(0);
    await expect(page.locator('.prose')).toContainText('–');

    // They can be read whole, with what hides in them, and none has gone on by itself after a reload.
    await wafa.consent.locator('summary').click();
    await expect(wafa.consent.locator('pre').first()).toHaveText('SELECT count(*) AS n FROM customers');
    await expect(wafa.consent.locator('pre').nth(1)).toContainText('⟨U+202E⟩');
    await openAgain(wafa);
    await expect(wafa.consent).toBeVisible();
    await expect(table(page, 'all')).toHaveCount(0);

    // Running a cell asks by the same notice, also for what the person wrote.
    await page.locator('#all .cm-content').click();
    await page.keyboard.press('Control+End');
    await page.keyboard.type(' WHERE true');
    await page.keyboard.press('Control+Enter');
    await expect(wafa.consent).toBeFocused();
    await expect(table(page, 'all')).toHaveCount(0);
    await expect(wafa.consent.locator('pre').first()).toHaveText(/WHERE true$/);

    await wafa.runQueries();
    await expect(table(page, 'all').locator('tbody tr')).toContainText('3');
    await expect(page.locator('.prose')).toContainText('Of 3 customers.');
    await expect(page.locator('#drawn').getByRole('group').first()).toBeVisible();
    await openAgain(wafa);
    await expect(table(page, 'all').locator('tbody tr')).toContainText('3');
    await expect(wafa.consent).toHaveCount(0);
  });
}

test('a notebook of one’s own, and one without queries, ask nothing', async ({ wafa }) => {
  await openSent(wafa, '---\nformat: 1\ntitle: From afar\n---\n\n```rate id=rate\n```\n');
  await wafa.settled('rate');
  await expect(wafa.consent).toHaveCount(0);
  await wafa.visit();
  await openTiny(wafa);
  await wafa.settled('rate');
  await wafa.page.keyboard.press('Alt+n');
  await wafa.page.keyboard.type('sql');
  await wafa.page.keyboard.press('Enter');
  await expect(wafa.page.locator('.cm-content:focus')).toBeVisible();
  await wafa.page.keyboard.type('SELECT 41 + 1 AS n');
  await wafa.page.keyboard.press('Control+Enter');
  await expect(table(wafa.page, 'query').locator('tbody tr')).toContainText('42');
});

test('a query that is too much for the engine is stopped, and all else goes on', async ({ wafa }) => {
  const { page, words } = wafa;
  const stuck =
    "```sql id=stuck\nSELECT length(lpad('x', 2000000000, 'y')) AS n\n```\n\n" +
    "```sql id=astray\nSELECT length(repeat('x', 4000000000)) AS n\n```\n\n" +
    '```sql id=well\nSELECT count(*) AS n FROM customers\n```\n';
  await openSent(wafa, `---\nformat: 1\ntitle: From afar\n---\n\n\`\`\`rate id=rate\n\`\`\`\n\n${stuck}`);
  await wafa.settled('rate');
  await wafa.runQueries();
  const cancel = page.locator('#stuck').getByRole('button', { name: words.page('import.cancel') });
  await cancel.click();
  // The one that could not be stopped and the one that broke the engine stay still, each with a word; the data is there.
  for (const id of ['stuck', 'astray'])
    await expect(page.locator(`#${id}`)).toContainText(words.page('problem.tooHeavy'));
  await expect(table(page, 'well').locator('tbody tr')).toContainText('3');
  await wafa.settled('rate');
  await page.locator('#astray .cm-content').click();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Delete');
  await page.keyboard.type('SELECT 5 AS n');
  await page.keyboard.press('Control+Enter');
  await expect(table(page, 'astray').locator('tbody tr')).toContainText('5');
});
