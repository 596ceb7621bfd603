import { hostileCells } from '../hostile/cells';
import { hostileNotebooks } from '../hostile/corpus';
import type { HostileNotebook } from '../hostile/hostile';
import { hostileFronts } from '../hostile/front-matter';
import { hostileProse } from '../hostile/prose';
import { expect, test } from './fixtures';
import { HostileWatch, openNotebook } from './hostile-watch';
import { bring, tiny } from './notebook-text';
import type { WafaPage } from './wafa-page';

/** What the person had written before any of it came. */
const own = '---\nformat: 1\ntitle: My own\n---\n\nMine, *every*   byte of it.\r\n\n```rate id=rate\n```\n';

/** All texts that the browser keeps. */
const keptTexts = (wafa: WafaPage): Promise<string[]> =>
  wafa.page.evaluate(
    () =>
      new Promise<string[]>((resolve, reject) => {
        const opening = indexedDB.open('wafa-notebooks');
        opening.onerror = () => reject(new Error('No notebooks'));
        opening.onsuccess = () => {
          const all = opening.result.transaction('histories').objectStore('histories').getAll();
          all.onsuccess = () => {
            opening.result.close();
            resolve((all.result as { history: { text: string } }[]).map(({ history }) => history.text));
          };
        };
      }),
  );

async function openOwn(wafa: WafaPage): Promise<void> {
  await openNotebook(wafa, own);
  await expect(wafa.page.getByText(wafa.words.page('save.kept'), { exact: true })).toBeVisible();
}

/** The person's notebook is in the list as it was, and its cell can be worked out. */
async function expectOwn(wafa: WafaPage): Promise<void> {
  const { page, words } = wafa;
  expect(await keptTexts(wafa)).toContain(own);
  await page.goto(page.url().split('#')[0]);
  const name = words.page('kept.open', { title: 'My own' });
  await page.getByRole('button', { name, exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('My own');
  await bring(wafa, tiny);
  await wafa.button('import.do.new').click();
  await wafa.settled('rate');
}

const batches: [string, readonly HostileNotebook[]][] = [
  ['prose', hostileProse],
  ['front matter', hostileFronts],
  ['cells', hostileCells],
];

for (const [kind, notebooks] of batches)
  test(`hostile ${kind} does nothing, and harms nothing`, async ({ wafa }) => {
    const { page } = wafa;
    await openOwn(wafa);
    const watch = new HostileWatch(page);
    for (const { name, text, shows } of notebooks) {
      await test.step(name, async () => {
        await openNotebook(wafa, text);
        if (shows !== undefined) await expect(page.locator('.cells')).toContainText(shows);
        await watch.check(name);
        // No query has run, and none of what it names was drawn.
        await expect(page.locator('.cells .frame table[aria-label], .cells svg[role]')).toHaveCount(0);
      });
    }
    await expectOwn(wafa);
    await watch.check('at the end');
  });

test('what was sent is kept as it came', async ({ wafa }) => {
  const whole = hostileNotebooks.filter(({ text }) => text.trim() !== '' && text.length < 2000);
  const some = whole.filter((_, place) => place % 8 === 0);
  for (const { text } of some) {
    await openNotebook(wafa, text);
    await expect(wafa.page.getByText(wafa.words.page('save.kept'), { exact: true })).toBeVisible();
  }
  const kept = await keptTexts(wafa);
  for (const { name, text } of some)
    expect(kept.includes(new TextDecoder().decode(Buffer.from(text))), name).toBe(true);
});
