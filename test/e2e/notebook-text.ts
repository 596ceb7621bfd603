import { expect, type Page } from '@playwright/test';
import type { WafaPage } from './wafa-page';

/** A store small enough to be counted by hand: three customers, four orders, two cities. */
export const tiny = csvFile('tiny.csv', [
  'customer,date,amount,city',
  '1,2024-01-01,5,Cairo',
  '2,2024-01-09,7,Riyadh',
  '1,2024-02-01,9,Cairo',
  '3,2024-02-03,4,Cairo',
]);

export function csvFile(name: string, lines: readonly string[]) {
  return { name, mimeType: 'text/csv', buffer: Buffer.from(`${lines.join('\n')}\n`) };
}

export async function openTiny(wafa: WafaPage): Promise<void> {
  await wafa.choose(tiny);
  await wafa.readSentence();
  await wafa.confirm();
}

/** Opens a notebook's file, as one that somebody sent. */
export async function openText(wafa: WafaPage, text: string, title: string): Promise<void> {
  const { page } = wafa;
  const file = { name: 'sent.md', mimeType: 'text/markdown', buffer: Buffer.from(text) };
  await page.locator('input[type=file]').setInputFiles(file);
  await expect(page.getByRole('heading', { level: 1 }).first()).toHaveText(title);
  await expect(page.locator('[data-key]').first()).toBeVisible();
  if (/^```sql id=/m.test(text)) await wafa.runQueries();
}

/** Brings the open notebook a file through the very file field that buttons open, as far as its confirmation. */
export async function bring(wafa: WafaPage, file: ReturnType<typeof csvFile>): Promise<void> {
  await wafa.page.locator('input[type=file]').setInputFiles(file);
  await expect(wafa.page.locator('.import')).toBeVisible();
  await expect(wafa.page.locator('.import [aria-busy=true]')).toHaveCount(0);
}

/** The text of the notebook that was kept last, front matter and all. */
export function keptText(page: Page): Promise<string> {
  return page.evaluate(
    () =>
      new Promise<string>((resolve, reject) => {
        const opening = indexedDB.open('wafa-notebooks');
        opening.onerror = () => reject(new Error('No notebooks'));
        opening.onsuccess = () => {
          const all = opening.result.transaction('histories').objectStore('histories').getAll();
          all.onsuccess = () => {
            opening.result.close();
            // None is kept yet, a moment after one was opened.
            const last = all.result.at(-1) as { history: { text: string } } | undefined;
            resolve(last?.history.text ?? '');
          };
        };
      }),
  );
}

/** Without the front matter, which notes what the data is. */
export const cellsOf = (text: string): string => text.replace(/^---\n[\s\S]*?\n---\n\n/, '');

/** Ids of the cells, and the first words of texts, in the order of the notebook's text. */
export async function keptOrder(page: Page): Promise<string[]> {
  const found = cellsOf(await keptText(page)).matchAll(/^```\w+ id=(\S+)|^# (.+)$/gm);
  return [...found].map(([, id, heading]) => id ?? heading);
}
