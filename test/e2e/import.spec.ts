import { readFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import { generatedFile } from '../bench/generate-data';
import { expect, test } from './fixtures';
import { plain } from './words';
import type { FileToChoose, WafaPage } from './wafa-page';

const csv = (name: string, content: string | Buffer) => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(content),
});
const lines = (header: string, rows: string[]) => `${[header, ...rows].join('\n')}\n`;
const two = (value: number) => String(value).padStart(2, '0');

/** Forty customers who buy on days that are months as well: 01/02/2024 can be read in two ways. */
const openDates = Array.from(
  { length: 300 },
  (_, row) => `C${row % 40},${two(1 + (row % 12))}/${two(1 + ((row * 5) % 12))}/2024,${10 + row}`,
);
/** The same customers, each month up to the given one of 2024. */
const orders = (months: number, customers = 40) =>
  lines(
    'customer,date,amount,channel',
    Array.from(
      { length: months * customers },
      (_, row) =>
        `C${row % customers},2024-${two(1 + Math.floor(row / customers))}-${two(1 + (row % 28))},${10 + (row % 7)},${row % 3 ? 'shop' : 'web'}`,
    ),
  );

const words = (wafa: WafaPage, key: string, values?: Record<string, string | number>) =>
  plain(wafa.words.page(key, values));
const roleOf = (wafa: WafaPage, column: string) =>
  wafa.page.getByLabel(wafa.words.page('import.role', { column }), { exact: true });
const purpose = (wafa: WafaPage, as: string, table = '') =>
  wafa.page.getByRole('radio', { name: wafa.words.page(`import.purpose.${as}`, { table }), exact: true });

async function open(wafa: WafaPage, file: FileToChoose): Promise<void> {
  await wafa.choose(file);
  await wafa.readSentence();
  await wafa.confirm();
}

/** Waits until the button that ends the import can be pressed, and presses it. */
async function finish(wafa: WafaPage, as: 'addition' | 'replacement' | 'change'): Promise<void> {
  await expect(wafa.button(`import.do.${as}`)).toBeEnabled();
  await wafa.button(`import.do.${as}`).click();
  await expect(wafa.heading(wafa.words.page('notebook.data'))).toBeVisible();
}

for (const language of ['en', 'ar'] as const) {
  test(`dates that can be read in two ways are asked about before the file is done (${language})`, async ({
    wafa,
  }) => {
    const { page } = wafa;
    await wafa.speak(language);
    await wafa.choose(csv('open.csv', lines('customer,date,amount', openDates)));
    await expect(wafa.heading(wafa.words.page('import.open', { questions: 1 }))).toBeVisible();
    await expect(page.getByText(wafa.words.page('import.open.waiting'))).toBeVisible();
    await expect(wafa.button('import.do.new')).toBeDisabled();
    const { violations } = await new AxeBuilder({ page }).include('.import').analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);

    // The first value is 01/01/2024, which is the same day either way; the second is 02/06/2024.
    const asked = page.getByRole('group', {
      name: wafa.words.page('import.open.date', { column: 'date', value: '02/06/2024' }),
    });
    await asked.getByRole('radio').nth(1).check();
    const byMonth = await wafa.readSentence();
    await asked.getByRole('radio').nth(0).check();
    await expect(asked.getByRole('radio').nth(0)).toBeChecked();
    expect(await wafa.readSentence()).toEqual(byMonth);
    await expect(page.getByLabel(wafa.words.page('import.format', { column: 'date' }))).toHaveValue(
      'dateDayFirst',
    );
    await wafa.confirm();
  });
}

test('the encoding is guessed, shown and can be changed', async ({ wafa }) => {
  const { page } = wafa;
  // "عميل,تاريخ,مبلغ" and two cities in windows-1256.
  const arabic = Buffer.from(
    Array.from({ length: 30 }, (_, row) => row).reduce<number[]>(
      (bytes, row) => [
        ...bytes,
        ...Buffer.from(`${row % 7},2024-01-${two(1 + row)},5,`),
        ...[0xc7, 0xe1, 0xd1, 0xed, 0xc7, 0xd6, 0x0a],
      ],
      [
        0xda, 0xe3, 0xed, 0xe1, 0x2c, 0xca, 0xc7, 0xd1, 0xed, 0xce, 0x2c, 0xe3, 0xc8, 0xe1, 0xdb, 0x2c, 0xe3,
        0xcf, 0xed, 0xe4, 0xc9, 0x0a,
      ],
    ),
  );
  await wafa.choose(csv('arabic.csv', arabic));
  await wafa.readSentence();
  await expect(page.getByText('الرياض').first()).toBeVisible();
  await page.getByText(wafa.words.page('reading.title'), { exact: true }).click();
  const encoding = page.getByRole('combobox', { name: wafa.words.page('reading.encoding'), exact: true });
  await expect(encoding).toHaveValue('windows-1256');
  await encoding.selectOption('windows-1252');
  await expect(page.getByText('ÇáÑíÇÖ').first()).toBeVisible();
  await encoding.selectOption('windows-1256');
  await expect(page.getByText('الرياض').first()).toBeVisible();
});

test('a second table is proposed as one, shows how it meets the first, groups, and can be removed', async ({
  wafa,
}) => {
  const { page } = wafa;
  await open(wafa, csv('orders.csv', orders(6)));
  await wafa.settled('survival');
  const tiers = Array.from({ length: 30 }, (_, row) => `C${row},${row % 2 ? 'gold' : 'plain'}`);
  await wafa.choose(csv('tiers.csv', lines('customer,tier', [...tiers, 'X1,gold'])), 'notebook.newFile');
  await expect(purpose(wafa, 'addition')).toBeChecked();
  await expect(page.getByText(/30 of 40 customers of the notebook \(75%\)/)).toBeVisible();
  await expect(page.getByText(/1 customer of this table is not in the notebook.*X1/)).toBeVisible();
  await finish(wafa, 'addition');
  await wafa.settled('survival');
  const group = wafa.control('survival', 'groupBy');
  await expect(group.getByRole('option', { name: /tier/ })).toHaveCount(1);

  const tables = page.getByRole('region', { name: wafa.words.page('import.tables') });
  await tables.getByRole('button', { name: wafa.words.page('import.tables.remove') }).click();
  await tables.getByRole('button', { name: wafa.words.page('import.tables.removeYes'), exact: true }).click();
  await expect(tables.getByText('tiers')).toHaveCount(0);
  await wafa.settled('survival');
  await expect(group.getByRole('option', { name: /tier/ })).toHaveCount(0);
});

test('a join that capital letters spoil is mended with one button', async ({ wafa }) => {
  await open(wafa, csv('orders.csv', orders(3).replaceAll('C', 'c')));
  const tiers = Array.from({ length: 40 }, (_, row) => `${row % 2 ? 'C' : 'c'}${row},gold`);
  await wafa.choose(csv('tiers.csv', lines('customer,tier', tiers)), 'notebook.newFile');
  await expect(wafa.page.getByText(/20 of 40 customers of the notebook/)).toBeVisible();
  await wafa.button('join.better.do').click();
  await expect(wafa.page.getByText(/40 of 40 customers of the notebook/)).toBeVisible();
});

test('next month’s export replaces the table; the notebook and its settings stay', async ({ wafa }) => {
  const { page } = wafa;
  await open(wafa, csv('orders.csv', orders(6)));
  await wafa.settled('cohort');
  await wafa.set('cohort', 'type', 'rolling');
  await wafa.choose(csv('orders-july.csv', orders(7, 42)), 'notebook.newFile');
  await expect(purpose(wafa, 'replacement', 'orders')).toBeChecked();
  await expect(page.getByText(/2 customers are new; none is gone/)).toBeVisible();
  const changes = page.getByRole('table', { name: wafa.words.page('replacement.title') });
  await expect(changes.getByRole('row', { name: words(wafa, 'replacement.rows') })).toContainText('240');
  await expect(changes.getByRole('row', { name: words(wafa, 'replacement.rows') })).toContainText('294');
  await finish(wafa, 'replacement');
  await wafa.settled('cohort');
  await expect(wafa.control('cohort', 'type')).toHaveValue('rolling');
  await expect(page.locator('#data')).toContainText('42 customers');
});

test('choices are remembered for the next file with the same columns, and can be forgotten', async ({
  wafa,
}) => {
  const { page } = wafa;
  await wafa.choose(csv('orders.csv', orders(3)));
  await wafa.readSentence();
  await expect(roleOf(wafa, 'channel')).toHaveValue('channel');
  await roleOf(wafa, 'channel').selectOption('ignored');
  await wafa.readSentence();
  await wafa.confirm();

  await page.reload();
  await wafa.choose(csv('february.csv', orders(4)));
  await wafa.readSentence();
  await expect(page.getByText(wafa.words.page('import.habit'))).toBeVisible();
  await expect(roleOf(wafa, 'channel')).toHaveValue('ignored');
  expect(await page.evaluate(() => localStorage.getItem('wafa.habits'))).not.toContain('csv');
  await wafa.button('import.habit.forget').click();
  await expect(roleOf(wafa, 'channel')).toHaveValue('channel');
  await wafa.readSentence();
  await expect(page.getByText(wafa.words.page('import.habit'))).toHaveCount(0);
});

test('rows that were not read are counted by reason and can be downloaded', async ({ wafa }) => {
  const { page } = wafa;
  const good = Array.from({ length: 20 }, (_, row) => `${row % 4},2024-03-${two(1 + row)},8`);
  const bad = ['2,not a date,7', '2,never,7', '1,2024-02-01,abc'];
  await wafa.choose(csv('some-bad-rows.csv', lines('customer,date,amount', [...good, ...bad])));
  await wafa.readSentence();
  await page.getByText(wafa.words.page('rejected.title')).click();
  const count = (rows: number, reason: string) =>
    words(wafa, 'rejected.count', { rows, reason: wafa.words.page(`rejected.reason.${reason}`) });
  await expect(page.getByText(count(2, 'badDate'), { exact: true })).toBeVisible();
  await expect(page.getByText(count(1, 'badAmount'), { exact: true })).toBeVisible();
  const saving = page.waitForEvent('download');
  await wafa.button('rejected.download').click();
  const download = await saving;
  expect(download.suggestedFilename()).toBe('wafa-some-bad-rows-rejected.csv');
  const saved = readFileSync(await download.path(), 'utf8');
  expect(saved).toContain('not a date');
  expect(saved).toContain('never');
  expect(saved).toContain('abc');
});

test('several files with the same columns are one table, others are not', async ({ wafa }) => {
  const { page } = wafa;
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: wafa.words.page('start.drop') }).click();
  await (
    await chooser
  ).setFiles([
    csv('january.csv', lines('customer,date,amount', ['1,2024-01-01,5', '2,2024-01-09,7'])),
    csv('february.csv', lines('customer,date,amount', ['1,2024-02-01,9'])),
  ]);
  expect(await wafa.readSentence()).toContain('3 orders of 2 customers');
  await wafa.button('import.cancel').click();

  const again = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: wafa.words.page('start.drop') }).click();
  await (
    await again
  ).setFiles([
    csv('january.csv', lines('customer,date,amount', ['1,2024-01-01,5'])),
    csv('people.csv', lines('customer,city', ['1,Riyadh'])),
  ]);
  await expect(page.getByRole('alert')).toContainText(wafa.words.page('error.filesDiffer.next'));
});

test('a long reading says how far it is and can be stopped', async ({ wafa }) => {
  const { page } = wafa;
  await wafa.choose(await generatedFile(3_000_000));
  await expect(page.locator('.progress-line')).toContainText(/\d rows, .*\d MB of \d/);
  await wafa.button('progress.stop').click();
  await expect(page.getByText(wafa.words.page('import.stopped'))).toBeVisible();
});

test('columns and settings are changed without the file, and nothing else of the notebook', async ({
  wafa,
}) => {
  const { page } = wafa;
  await open(wafa, csv('orders.csv', orders(4)));
  await wafa.settled('cohort');
  await wafa.set('cohort', 'type', 'rolling');
  await page.getByRole('button', { name: wafa.words.page('notebook.changeData') }).click();
  await expect(wafa.button('import.do.change')).toBeEnabled();
  await expect(page.getByText(wafa.words.page('reading.title'), { exact: true })).toHaveCount(0);
  await roleOf(wafa, 'channel').selectOption('attribute');
  await finish(wafa, 'change');
  await wafa.settled('cohort');
  await expect(wafa.control('cohort', 'type')).toHaveValue('rolling');
});
