import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures';
import type { WafaPage } from './wafa-page';
import { plain, type Language } from './words';

const manyRows = 1_000_000;
const day = (index: number) => new Date(Date.UTC(2022, 0, 1 + (index % 900))).toISOString().slice(0, 10);
/** A whole amount that is another one in each row, so that every order of the rows is known. */
const amount = (index: number) => (index * 7919) % 1_000_003;
const names = ['ليلى', 'Zaid', '50%_off'];

function csv(name: string, rows: number): { name: string; mimeType: string; buffer: Buffer } {
  const lines = Array.from(
    { length: rows },
    (_, index) => `C${index % 9973},${day(index)},${amount(index)},${names[index % 3]}`,
  );
  const content = `customer,date,amount,buyer\n${lines.join('\n')}\n`;
  return { name, mimeType: 'text/csv', buffer: Buffer.from(content) };
}

async function open(wafa: WafaPage, file: ReturnType<typeof csv>): Promise<void> {
  await wafa.choose(file);
  await wafa.readSentence();
  await wafa.confirm();
}

const dataCell = (wafa: WafaPage) =>
  wafa.page.getByRole('region', { name: wafa.words.page('notebook.data'), exact: true });

async function showRows(wafa: WafaPage, table: string): Promise<Locator> {
  await dataCell(wafa)
    .getByRole('button', { name: wafa.words.page('table.rows.show') })
    .click();
  const name = wafa.words.page('table.rows.of', { table });
  const region = wafa.page.getByRole('region', { name, exact: true });
  await settled(region);
  return region;
}

const settled = (region: Locator) => expect(region.getByRole('table')).toHaveAttribute('aria-busy', 'false');

/** What is seen of one column, from the first row on. */
async function seen(region: Locator, column: number): Promise<string[]> {
  await settled(region);
  return (await region.locator(`tbody tr td:nth-child(${column})`).allInnerTexts()).map(plain);
}

async function pressAndWait(region: Locator, page: Page, key: string): Promise<void> {
  await region.focus();
  await page.keyboard.press(key);
  await settled(region);
}

const firstAmounts = (start: number) =>
  Array.from({ length: 14 }, (_, index) => String(amount(start + index)));

test('a million rows: paged, sorted and filtered', async ({ wafa }) => {
  const { page } = wafa;
  await open(wafa, csv('large.csv', manyRows));
  const region = await showRows(wafa, 'large');
  const table = region.getByRole('table');
  await expect(table).toHaveAttribute('aria-rowcount', String(manyRows + 1));

  await test.step('by keys and by the scroll bar', async () => {
    expect(await seen(region, 3)).toEqual(firstAmounts(0));
    await pressAndWait(region, page, 'PageDown');
    expect(await seen(region, 3)).toEqual(firstAmounts(14));
    await pressAndWait(region, page, 'ArrowUp');
    expect(await seen(region, 3)).toEqual(firstAmounts(13));
    await pressAndWait(region, page, 'End');
    expect(await seen(region, 3)).toEqual(firstAmounts(manyRows - 14));
    await expect(region.locator('tbody tr').last()).toHaveAttribute('aria-rowindex', String(manyRows + 1));
    await region.evaluate((element) => (element.scrollTop = element.scrollHeight / 2));
    await expect
      .poll(async () => Number(await region.locator('tbody tr').first().getAttribute('aria-rowindex')))
      .toBeGreaterThan(manyRows / 3);
    const start = Number(await region.locator('tbody tr').first().getAttribute('aria-rowindex')) - 2;
    expect(await seen(region, 3)).toEqual(firstAmounts(start));
    await pressAndWait(region, page, 'Home');
  });

  await test.step('the largest first, then the smallest, then as the file has them', async () => {
    const sorted = Array.from({ length: manyRows }, (_, index) => amount(index)).sort((a, b) => a - b);
    const header = region.getByRole('columnheader', { name: 'amount' });
    await header.getByRole('button').click();
    await expect(header).toHaveAttribute('aria-sort', 'descending');
    expect(await seen(region, 3)).toEqual(sorted.slice(-14).reverse().map(String));
    await header.getByRole('button').click();
    await expect(header).toHaveAttribute('aria-sort', 'ascending');
    expect(await seen(region, 3)).toEqual(sorted.slice(0, 14).map(String));
    await pressAndWait(region, page, 'End');
    expect(await seen(region, 3)).toEqual(sorted.slice(-14).map(String));
    await header.getByRole('button').click();
    await expect(header).toHaveAttribute('aria-sort', 'none');
    expect(await seen(region, 3)).toEqual(firstAmounts(0));
  });

  await test.step('filters, and how many rows pass them', async () => {
    // Cells that come to their end are spoken of too, over what is listened for here.
    await expect(page.locator('section.cell [aria-busy=true]')).toHaveCount(0);
    await wafa.button('table.filter.add').click();
    const filterOn = (column: string) =>
      page.getByRole('group', { name: wafa.words.page('table.filter.of', { column }), exact: true });
    await filterOn('customer')
      .getByRole('combobox', { name: wafa.words.page('table.filter.column') })
      .selectOption('amount');
    const onAmount = filterOn('amount');
    await onAmount.getByLabel(wafa.words.page('table.filter.from'), { exact: true }).fill('999,998');
    const expected = Array.from({ length: manyRows }, (_, index) => amount(index)).filter(
      (value) => value >= 999_998,
    );
    await expect(table).toHaveAttribute('aria-rowcount', String(expected.length + 1));
    expect(await seen(region, 3)).toEqual(expected.map(String));
    const counted = wafa.words.page('table.rows.found', { found: expected.length, rows: manyRows });
    await expect(page.getByRole('status').filter({ hasText: counted })).toHaveCount(1);
    await onAmount.getByRole('button', { name: wafa.words.page('table.filter.remove') }).click();
    await expect(table).toHaveAttribute('aria-rowcount', String(manyRows + 1));
  });
});

for (const language of ['en', 'ar'] as Language[]) {
  test(`texts are found as they are written, and finding none is said (${language})`, async ({ wafa }) => {
    const { page } = wafa;
    await wafa.speak(language);
    await open(wafa, csv('small.csv', 300));
    const region = await showRows(wafa, 'small');
    const table = region.getByRole('table');
    await wafa.button('table.filter.add').click();
    const filters = page.getByRole('group', { name: wafa.words.page('table.filters'), exact: true });
    await filters
      .getByRole('combobox', { name: wafa.words.page('table.filter.column') })
      .selectOption('buyer');
    const value = filters.getByRole('textbox', { name: wafa.words.page('table.filter.value') });
    for (const [typed, buyer] of [
      ['%_', '50%_off'],
      ['zA', 'Zaid'],
      ['يل', 'ليلى'],
    ]) {
      await value.fill(typed);
      await expect(table).toHaveAttribute('aria-rowcount', '101');
      expect(await seen(region, 4)).toEqual(Array.from({ length: 14 }, () => buyer));
    }
    await value.fill('nobody');
    await expect(region.getByText(wafa.words.page('table.rows.none'))).toBeVisible();
    await region.getByRole('button', { name: wafa.words.page('table.filter.clear') }).click();
    await expect(table).toHaveAttribute('aria-rowcount', '301');
  });

  test(`columns and what is odd about them (${language})`, async ({ wafa }) => {
    await wafa.speak(language);
    const file = csv('odd.csv', 300);
    const odd = 'C1,2094-01-01,5,Zaid\nC1,2094-01-01,5,Zaid\nC2,2022-02-02,-9,Zaid\n';
    await open(wafa, { ...file, buffer: Buffer.concat([file.buffer, Buffer.from(odd)]) });
    const cell = dataCell(wafa);
    await cell.scrollIntoViewIfNeeded();
    const columns = cell.getByRole('table', { name: wafa.words.page('table.columns', { table: 'odd' }) });
    await expect(columns).toHaveAttribute('aria-busy', 'false');
    const amounts = columns.getByRole('row', { name: /amount/ });
    // From and to in words, for who can't see the bars.
    await expect(amounts.getByRole('img')).toHaveAttribute('aria-label', /-9/);
    await expect(columns.getByRole('row', { name: /buyer/ })).toContainText('50%_off');
    const said = cell.getByRole('list', { name: wafa.words.page('table.suspicions') });
    await expect(said).toContainText(wafa.words.page('table.suspicion.futureDates.today.next'));
    await expect(said).toContainText(wafa.words.page('table.suspicion.negativeAmounts.next'));
    await expect(said).toContainText(wafa.words.page('table.suspicion.duplicateRows.next'));
  });
}

test('on a narrow screen rows scroll inside themselves', async ({ wafa }) => {
  const { page } = wafa;
  await page.setViewportSize({ width: 360, height: 740 });
  await open(wafa, csv('narrow.csv', 100));
  const region = await showRows(wafa, 'narrow');
  expect(await seen(region, 3)).toEqual(firstAmounts(0));
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
  ).toBeLessThanOrEqual(0);
});
