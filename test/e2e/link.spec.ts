import { readFileSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import type { BrowserContext, Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { watchContext } from './foreign-requests';
import { keptText, openText, openTiny } from './notebook-text';
import { WafaPage } from './wafa-page';
import { wordsOf, type Language } from './words';

const titles: Record<Language, string> = { en: 'A year of the store', ar: 'سنة من عمر المتجر' };

/** Thirty cells of every kind, in both languages, with what is hard to carry: marks of direction, pairs, odd spaces. */
function thirtyCells(title: string): string {
  const analyses = ['rate', 'cohort', 'rfm', 'survival', 'alive', 'value', 'subscription'];
  const cells = Array.from({ length: 4 }, (_, round) => [
    `# Round ${round + 1}: who stays?\n\nOf {{ rate.startCustomers }} customers — 😀 — “quoted”\u00a0and\ttabbed.`,
    `## الجولة ${round + 1}\n\nنص عربي فيه رقم 12 وكلمة \u2068LTR\u2069 ومسافة\u200cصفرية.`,
    `\`\`\`input id=unit_${round}\nkind: choice\nlabel: الفترة\noptions:\n  - month\n  - quarter\n\`\`\``,
    `\`\`\`sql id=active_${round} limit=${50 + round}\nSELECT period, count(*) AS "عملاء" FROM activity\nWHERE unit = $unit_${round} AND period <> 'a;b' -- #n=1.\nGROUP BY period\n\`\`\``,
    `\`\`\`chart id=drawn_${round}\nfrom: active_${round}\nmark: line\n\`\`\``,
    `\`\`\`${analyses[round]} id=${analyses[round]}_${round}\n\`\`\``,
    `\`\`\`${analyses[round + 3]} id=second_${round}\n\`\`\``,
  ]).flat();
  const head = `---\nformat: 1\ntitle: ${title}\nlanguage: en\n---\n\n`;
  const all = [...cells, '```data id=data\n```', 'The end.\\\nالنهاية'];
  expect(all).toHaveLength(30);
  return `${head}${all.join('\n\n')}\n`;
}

const heading = (wafa: WafaPage, title: string) => wafa.page.getByRole('heading', { level: 1, name: title });
const linkField = (wafa: WafaPage) =>
  wafa.page.getByRole('textbox', { name: wafa.words.page('link.address'), exact: true });
const passphraseField = (wafa: WafaPage, key: 'link.passphrase' | 'link.open.passphrase') =>
  wafa.page.getByRole('textbox', { name: wafa.words.page(key), exact: true });

const axeFindings = async (page: Page) =>
  (await new AxeBuilder({ page }).include('dialog').analyze()).violations;

async function openShare(wafa: WafaPage): Promise<void> {
  await wafa.button('notebook.share').click();
  await expect(wafa.page.getByRole('dialog')).toBeVisible();
}

/** The link as it stands in its field, once it is made. */
async function linkOf(wafa: WafaPage, start = '#n=1.'): Promise<string> {
  await expect(linkField(wafa)).toHaveValue(new RegExp(start.replace('.', '\\.')));
  return linkField(wafa).inputValue();
}

/** Another person: a browser without anything kept, watched for requests like the first. */
const others: BrowserContext[] = [];
test.afterEach(async () => {
  for (const context of others.splice(0)) await context.close();
});

for (const language of ['en', 'ar'] as Language[]) {
  test(`a notebook of thirty cells is the same on the other side of a link (${language})`, async ({
    wafa,
    browser,
    contextOptions,
    address,
    foreignRequests,
  }) => {
    await wafa.speak(language);
    const text = thirtyCells(titles[language]);
    await openText(wafa, text, titles[language]);
    await openShare(wafa);
    const dialog = wafa.page.getByRole('dialog');
    await expect(dialog.getByText(wafa.words.page('link.lead'), { exact: true })).toBeVisible();
    expect(await axeFindings(wafa.page)).toEqual([]);
    await wafa.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const link = await linkOf(wafa);
    await expect(
      dialog.getByText(wafa.words.page('link.length', { length: link.length })).first(),
    ).toBeVisible();
    await wafa.button('link.copy').click();
    await expect(dialog.getByText(wafa.words.page('link.copied'), { exact: true })).toBeVisible();
    expect(await wafa.page.evaluate(() => navigator.clipboard.readText())).toBe(link);
    expect(link.startsWith(`${address}#n=1.`)).toBe(true);
    expect(link.length).toBeLessThan(8000);

    const context = await browser.newContext(contextOptions);
    others.push(context);
    await watchContext(context, address, foreignRequests.addresses);
    const page = await context.newPage();
    await page.goto(link);
    const other = new WafaPage(page, address);
    await expect(heading(other, titles[language])).toBeVisible();
    expect(await keptText(page)).toBe(text);

    // The address has let go of it, and a reload leaves what was opened where it is kept.
    await expect.poll(() => page.url()).toBe(address);
    await page.reload();
    await expect(page.getByRole('heading', { name: other.words.page('start.title') })).toBeVisible();
    await page
      .getByRole('button', { name: other.words.page('kept.open', { title: titles[language] }) })
      .click();
    await expect(heading(other, titles[language])).toBeVisible();
    expect(await keptText(page)).toBe(text);
  });

  test(`a link with a passphrase opens with it alone (${language})`, async ({
    wafa,
    browser,
    contextOptions,
    address,
    foreignRequests,
  }) => {
    await wafa.speak(language);
    const text = `---\nformat: 1\ntitle: ${titles[language]}\nlanguage: ${language}\n---\n\nسرّ صغير\n`;
    await openText(wafa, text, titles[language]);
    await openShare(wafa);
    const dialog = wafa.page.getByRole('dialog');
    await linkOf(wafa);
    await passphraseField(wafa, 'link.passphrase').fill('short');
    await expect(dialog.getByText(wafa.words.page('link.passphraseShort'), { exact: true })).toBeVisible();
    await wafa.button('link.passphraseMake').click();
    const passphrase = await passphraseField(wafa, 'link.passphrase').inputValue();
    expect(passphrase).toMatch(/^(\w{4}-){4}\w{4}$/);
    await expect(dialog.getByText(wafa.words.page('link.passphraseHint'), { exact: true })).toBeVisible();
    const link = await linkOf(wafa, '#s=1.');

    const context = await browser.newContext({
      ...contextOptions,
      locale: language === 'ar' ? 'ar' : 'en-GB',
    });
    others.push(context);
    await watchContext(context, address, foreignRequests.addresses);
    const page = await context.newPage();
    await page.goto(link);
    const other = new WafaPage(page, address);
    other.words = wordsOf(language);
    await expect(page.getByRole('dialog', { name: other.words.page('link.open.title') })).toBeVisible();
    await expect(passphraseField(other, 'link.open.passphrase')).toBeFocused();
    await page.keyboard.type('not this one');
    await page.keyboard.press('Enter');
    await expect(page.getByText(other.words.page('link.open.wrong'), { exact: true })).toBeVisible();
    await expect(page.getByText('سرّ صغير')).toHaveCount(0);
    expect(await axeFindings(page)).toEqual([]);
    await passphraseField(other, 'link.open.passphrase').fill(` ${passphrase} `);
    await page.keyboard.press('Enter');
    await expect(heading(other, titles[language])).toBeVisible();
    await expect(page.getByRole('dialog')).toHaveCount(0);
    expect(await keptText(page)).toBe(text);
    await expect.poll(() => page.url()).toBe(address);
  });
}

test('a damaged link says so, and what to do; what was open stays', async ({ wafa }) => {
  const { page, words } = wafa;
  await openTiny(wafa);
  const open = await page.getByRole('heading', { level: 1 }).first().innerText();
  await openShare(wafa);
  const link = await linkOf(wafa);
  await page.keyboard.press('Escape');
  const dialog = page.getByRole('dialog', { name: words.page('link.open.problem') });

  const flipped = link.slice(0, -8) + (link.at(-8) === 'A' ? 'B' : 'A') + link.slice(-7);
  for (const wrong of [flipped, link.slice(0, -3), link.replace('#n=1.', '#n=1.!')]) {
    await page.evaluate((address) => location.assign(address), wrong);
    await expect(dialog.getByText(words.page('link.open.damaged.why'), { exact: true })).toBeVisible();
    await expect(dialog.getByText(words.page('link.open.damaged.next'), { exact: true })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
    expect(new URL(page.url()).hash).toBe('');
  }
  await page.evaluate(() => location.assign('#n=2.AAAA'));
  await expect(dialog.getByText(words.page('link.open.newer.why'), { exact: true })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(heading(wafa, open)).toBeVisible();
});

test('a link pasted over the address of an open notebook leaves that in the list', async ({
  wafa,
  address,
}) => {
  const { page, words } = wafa;
  await openText(wafa, '---\nformat: 1\ntitle: Sent to another\n---\n\nHello\n', 'Sent to another');
  await openShare(wafa);
  const link = await linkOf(wafa);
  await page.keyboard.press('Escape');
  await openText(wafa, '---\nformat: 1\ntitle: My own\n---\n\nMine\n', 'My own');
  await page.evaluate((pasted) => location.assign(pasted), link);
  await expect(heading(wafa, 'Sent to another')).toBeVisible();
  await expect.poll(() => page.url()).toBe(address);
  await page.reload();
  await page.getByRole('button', { name: words.page('kept.open', { title: 'My own' }) }).click();
  await expect(page.getByText('Mine', { exact: true })).toBeVisible();
});

test('a notebook that is too long for a link is offered as a file', async ({ wafa }) => {
  const { page, words } = wafa;
  // Letters by chance, so that nothing of them can be packed: 12,000 of 64 make 9,000 bytes, and 12,000 letters again.
  let seed = 1;
  const letter = (): string => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'[seed >>> 26];
  };
  const text = `---\nformat: 1\ntitle: Long\n---\n\n${Array.from({ length: 12_000 }, letter).join('')}\n`;
  await openText(wafa, text, 'Long');
  await openShare(wafa);
  await expect(wafa.button('link.saveFile')).toBeVisible();
  await expect(linkField(wafa)).toHaveCount(0);
  await expect(
    page.getByRole('dialog').getByText(/^This notebook would make a link of 1\d,\d{3} char/),
  ).toBeVisible();
  const download = page.waitForEvent('download');
  await wafa.button('link.saveFile').click();
  const saved = await download;
  expect(saved.suggestedFilename()).toBe('Long.md');
  expect(readFileSync(await saved.path(), 'utf8')).toBe(text);
  await passphraseField(wafa, 'link.passphrase').fill('a phrase of five words');
  await expect(page.getByText(words.page('link.fileOpen'), { exact: true })).toBeVisible();
});

test('where the page may not copy, the link is marked to be copied by hand', async ({ wafa }) => {
  await openText(wafa, '---\nformat: 1\ntitle: Short\n---\n\nHello\n', 'Short');
  await wafa.page.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.reject(new DOMException('No', 'NotAllowedError'));
  });
  await openShare(wafa);
  const link = await linkOf(wafa);
  await wafa.button('link.copy').click();
  await expect(
    wafa.page.getByRole('dialog').getByText(wafa.words.page('link.copyFailed'), { exact: true }),
  ).toBeVisible();
  expect(await wafa.page.evaluate(() => String(getSelection()))).toBe(link);
});
