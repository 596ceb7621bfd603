import { readFileSync, writeFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import type { Browser, Page, TestInfo } from '@playwright/test';
import { expect, test } from './fixtures';
import { csvFile, keptText, openText } from './notebook-text';
import type { WafaPage } from './wafa-page';
import { plain, type Language } from './words';

const analyses = ['rate', 'cohort', 'survival', 'value', 'alive', 'rfm'];
/** Ids of the sample's customers. */
const customerId = /\bC\d{5}\b/;

type Choice = 'report.mask' | 'report.customers' | 'report.queries';

/** Makes the report with these choices, and gives where it was put. */
async function makeReport(wafa: WafaPage, info: TestInfo, choices: Choice[] = []): Promise<string> {
  const { page } = wafa;
  await wafa.button('notebook.share').click();
  for (const choice of choices) await page.getByLabel(wafa.words.page(choice), { exact: true }).check();
  const download = page.waitForEvent('download');
  await wafa.button('report.make').click();
  const saved = await download;
  expect(saved.suggestedFilename()).toMatch(/\.html$/);
  await expect(page.getByRole('status').filter({ hasText: saved.suggestedFilename() })).toBeVisible();
  const path = info.outputPath(`report-${choices.join('-')}.html`);
  await saved.saveAs(path);
  await wafa.button('app.close').click();
  return path;
}

/** Opens a file from disk in a browser that has neither network nor, unless it is needed to look, scripts. */
async function openFromDisk(browser: Browser, path: string, javaScriptEnabled = false) {
  const context = await browser.newContext({ javaScriptEnabled, offline: true });
  const page = await context.newPage();
  const asked: string[] = [];
  const complaints: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  page.on('console', (message) => complaints.push(message.text()));
  await page.goto(`file://${path}`);
  return { context, page, asked, complaints };
}

const textOf = async (page: Page) => plain(await page.locator('body').innerText());

for (const language of ['en', 'ar'] as Language[]) {
  test(`the report of the sample is read without network and scripts, and names nobody (${language})`, async ({
    wafa,
    browser,
  }, info) => {
    // Every cell is worked out, and axe looks at thousands of cells of tables.
    test.slow();
    await wafa.speak(language);
    await wafa.openSample();
    // Asked at once, while the cells are still being worked out.
    const path = await makeReport(wafa, info);
    const { words } = wafa;
    const notebook = await keptText(wafa.page);
    const finding = plain(await wafa.cell('rate').locator('.findings p').first().innerText());

    const source = readFileSync(path, 'utf8');
    expect(source).not.toMatch(customerId);
    expect(source).not.toMatch(/<script|\son\w+=|javascript:/i);

    const { context, page, asked, complaints } = await openFromDisk(browser, path);
    await test.step('everything is there to read', async () => {
      await expect(page.locator('html')).toHaveAttribute('lang', language);
      await expect(page.locator('html')).toHaveAttribute('dir', language === 'ar' ? 'rtl' : 'ltr');
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('store.csv');
      for (const analysis of analyses) {
        const title = words.analysis(analysis, 'title');
        const section = page.locator('section', {
          has: page.getByRole('heading', { name: title, exact: true }),
        });
        await expect(section).toBeVisible();
        await expect(section.locator('.findings p').first()).toBeVisible();
        await expect(section.getByRole('img').first()).toBeVisible();
        await expect(section.getByRole('img').first()).toHaveAccessibleName(title);
        await expect(section.getByRole('img').first()).toHaveAccessibleDescription(/\S{3}/);
        await expect(section.locator('table').first()).toBeAttached();
        expect(await section.locator('pre').count(), 'queries').toBeGreaterThan(0);
        await expect(section.getByText(words.page('cell.definition'), { exact: true })).toBeVisible();
      }
      expect(await textOf(page)).toContain(finding);
      await expect(page.getByRole('navigation').getByRole('link')).toHaveCount(analyses.length + 1);
      await expect(page.locator('.figure svg')).not.toHaveCount(0);
      expect(await page.locator('.figure svg').count()).toBeGreaterThan(12);
      // What lists customers is spoken of.
      const leftOut = words.analysis('rfm', 'table.customers');
      expect(plain(source)).toContain(leftOut);
      await expect(
        page.getByRole('columnheader', { name: words.analysis('rfm', 'column.customer'), exact: true }),
      ).toHaveCount(0);
    });
    await test.step('nothing was asked for', () => {
      expect(asked.filter((address) => !address.startsWith('data:'))).toEqual([`file://${path}`]);
      expect(complaints).toEqual([]);
    });
    await test.step('on paper it has pages, on which every figure fits', async () => {
      const pdf = await page.pdf({ path: info.outputPath(`report-${language}.pdf`), format: 'A4' });
      // Each page is one object of this kind; the tree above them is of another.
      const pages = pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g) ?? [];
      expect(pages.length).toBeGreaterThan(5);
      expect(pages.length).toBeLessThan(25);
      await page.emulateMedia({ media: 'print' });
      await page.setViewportSize({ width: 673, height: 980 });
      const sizes = await page
        .locator('.figure svg')
        .evaluateAll((all) =>
          all.map((svg) => svg.getBoundingClientRect()).map(({ width, height }) => ({ width, height })),
        );
      for (const { width, height } of sizes) {
        expect(width).toBeLessThanOrEqual(673);
        expect(height).toBeLessThan(900);
      }
      for (const folded of await page.locator('details:not([open])').all()) await expect(folded).toBeHidden();
    });
    await context.close();

    await test.step('axe finds nothing', async () => {
      const looked = await openFromDisk(browser, path, true);
      const { violations } = await new AxeBuilder({ page: looked.page }).analyze();
      expect(
        violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`)),
      ).toEqual([]);
      await looked.context.close();
    });

    await test.step('in Wafa it is the notebook again', async () => {
      await wafa.page.goto('about:blank');
      await wafa.page.goto(info.project.use.baseURL!);
      await expect(wafa.heading(words.page('start.title'))).toBeVisible();
      await wafa.drop(path);
      await expect(wafa.page.getByRole('heading', { level: 1 })).toHaveText('store.csv');
      await expect.poll(() => keptText(wafa.page)).toBe(notebook);
    });
  });
}

test('customers are in it when that was asked for, with a warning; masked they are not, and say why', async ({
  wafa,
  browser,
}, info) => {
  await wafa.openSample();
  const { words, page } = wafa;
  const named = await makeReport(wafa, info, ['report.customers']);
  const source = readFileSync(named, 'utf8');
  expect(new Set(source.match(/\bC\d{5}\b/g)).size).toBeGreaterThan(900);
  expect(source).toContain(words.page('report.namingNote'));
  expect(source).toContain(words.page('report.rowsCut', { rows: 1000, all: 3000 }));

  const masked = await makeReport(wafa, info, ['report.mask']);
  expect(readFileSync(masked, 'utf8')).not.toMatch(customerId);
  const report = await openFromDisk(browser, masked, true);
  await expect(report.page.getByText(words.page('report.maskedNote', { least: 5 }))).toBeVisible();
  // By the command line the triangle of the sample has 19 cells of 1 to 4 customers, and none of them is here.
  const name = words.analysis('cohort', 'table.cells');
  await report.page.locator('summary', { hasText: name }).click();
  const rows = await report.page
    .getByRole('table', { name })
    .locator('tbody tr')
    .evaluateAll((all) => all.map((row) => [...row.children].map((cell) => cell.textContent ?? '')));
  expect(rows.length).toBe(300);
  const values = rows.map((row) => row[3]);
  const shown = values.filter((value) => value !== words.page('report.masked')).map(Number);
  expect(values.length - shown.length).toBeGreaterThanOrEqual(19);
  expect(shown.filter((value) => value > 0 && value < 5)).toEqual([]);
  await report.context.close();

  await test.step('a number that can’t be is refused', async () => {
    await wafa.button('notebook.share').click();
    await page.getByLabel(words.page('report.mask'), { exact: true }).check();
    await expect(page.getByLabel(words.page('report.customers'), { exact: true })).toBeDisabled();
    const least = page.getByLabel(words.page('report.least'), { exact: true });
    await least.fill('1');
    await least.press('Tab');
    await expect(page.getByText(words.page('report.least.wrong', { least: 2 }))).toBeVisible();
    await least.fill('4000');
    await least.press('Tab');
    await wafa.button('report.make').click();
    await expect(page.getByText(words.page('report.tooFew', { least: 4000 }))).toBeVisible();
  });
});

const hostile = '<img src=x onerror=alert(1)></script></template><!-- <b>';
const written = (fence: string) => `---
format: 1
title: 'Notes <script>alert(1)</script> </title>'
language: en
---

# What </script> we "know" <b>

We have {{ many.customers }} customers, of whom {{ who.name }} is one; the city is {{ city }}.
See [the shop](https://example.com/a?b=1&c=2), **loudly**. </template> <img src="https://example.com/x.png">

${fence}input id=city
kind: text
label: City <i>
value: ${JSON.stringify(hostile)}
${fence}

${fence}sql id=many
SELECT count(*) AS customers FROM customers
${fence}

${fence}sql id=who show=chart mark=bar x=name y=orders
SELECT '${hostile}' || customer AS name, orders FROM customers ORDER BY customer
${fence}

${fence}chart id=bars
from: who
x: name
y: orders
${fence}

${fence}sql id=wrong
SELECT nothing FROM nowhere
${fence}

${fence}rfm id=rfm collapsed
${fence}

${fence}mystery id=later
kept as <it> is
${fence}
`;

test('what a stranger wrote is text in the report; rows of queries only where asked; cells without result say why', async ({
  wafa,
  browser,
}, info) => {
  const { page, words } = wafa;
  const text = written('```');
  await openText(wafa, text, 'Notes <script>alert(1)</script> </title>');
  const rows = [
    'customer,date,amount',
    'Zed,2024-01-01,5',
    'Yan,2024-01-09,7',
    'Zed,2024-02-01,9',
    'Xia,2024-02-03,4',
  ];
  await page.locator('input[type=file]').setInputFiles(csvFile('tiny.csv', rows));
  await wafa.readSentence();
  await wafa.button('import.do.new').click();
  await expect(page.locator('#many')).toContainText('3');

  const quiet = await makeReport(wafa, info);
  const report = await openFromDisk(browser, quiet);
  const read = await textOf(report.page);
  expect(await report.page.title()).toBe('Notes <script>alert(1)</script> </title>');
  expect(read).toContain('We have 3 customers');
  expect(read).toContain(hostile);
  expect(read).toContain('What we "know"');
  expect(read).toContain('kept as <it> is');
  expect(read).toContain(words.page('report.queryHidden'));
  expect(read).toContain(words.page('error.sqlInvalid.title'));
  expect(read).not.toMatch(/\b(Zed|Yan|Xia)\b/);
  await expect(report.page.locator('img, script, form, iframe, object')).toHaveCount(0);
  await expect(report.page.getByRole('link', { name: 'the shop' })).toHaveAttribute(
    'href',
    /^https:\/\/example\.com\/a\?b=1&c=2$/,
  );
  expect(report.asked.filter((address) => !address.startsWith('data:'))).toEqual([`file://${quiet}`]);
  await report.context.close();

  const full = await makeReport(wafa, info, ['report.queries']);
  const whole = await openFromDisk(browser, full);
  await expect(whole.page.getByRole('cell', { name: '2', exact: true }).first()).toBeVisible();
  expect(await textOf(whole.page)).toContain(`${hostile}Zed`);
  // The query's own chart, the cell that draws it once more, and the segments.
  await expect(whole.page.locator('.figure svg')).toHaveCount(3);
  await expect(whole.page.locator('img, script')).toHaveCount(0);
  await whole.context.close();
});

test('a page that is no report, and a damaged one, say so and leave what is open', async ({ wafa }, info) => {
  const { page, words } = wafa;
  const file = (name: string, content: string) => {
    const path = info.outputPath(name);
    writeFileSync(path, content);
    return path;
  };
  await wafa.drop(file('page.html', '<!doctype html><p>Some page</p>'));
  await expect(page.getByRole('alert').getByText(words.page('report.notOurs'))).toBeVisible();
  await expect(wafa.heading(words.page('start.title'))).toBeVisible();
  const cut = '<template id="wafa-notebook" data-sha256="' + '0'.repeat(64) + '">Zm9ybWF0</template>';
  await page.locator('input[type=file]').setInputFiles(file('cut.htm', cut));
  await expect(page.getByRole('alert').getByText(words.page('report.damaged'))).toBeVisible();
});
