import { readFileSync, writeFileSync } from 'node:fs';
import { dataPath, referenceJson, referencePresent } from '../helpers/reference';
import { expect, test } from './fixtures';
import type { WafaPage } from './wafa-page';

interface Retention {
  cohorts: { rows: { cohort: string; size: number; active_on: number[]; active_on_or_after: number[] }[] };
}

test.skip(!referencePresent, 'reference data not found');

const december = () => referenceJson<Retention>('online_retail_retention.json').cohorts.rows[0];
const percent = (share: number, digits: number) =>
  share.toLocaleString('en-GB', { style: 'percent', maximumFractionDigits: digits });

/** The Dec-2010 row, from the table under the figure: value and share by age. */
async function expectDecemberInTable(wafa: WafaPage, month: string, counts: number[]): Promise<void> {
  await wafa.openPanel('cohort', 'table');
  const rows = (await wafa.tableRows('cohort', 'cells')).slice(0, counts.length);
  expect(rows.map((row) => row.slice(0, 4))).toEqual(
    counts.map((count, age) => [month, String(age), '885', String(count)]),
  );
  expect(rows.map((row) => row[4])).toEqual(counts.map((count) => `${((count / 885) * 100).toFixed(1)}%`));
}

test('a file of order lines is dropped, confirmed and read: December 2010 of the triangle', async ({
  wafa,
}) => {
  const { size, active_on: counts } = december();
  expect([size, ...counts.slice(0, 4)]).toEqual([885, 885, 324, 286, 340]);
  await wafa.drop(dataPath('online_retail.csv.gz'));
  await wafa.readSentence();
  await expect(wafa.page.locator('.facts')).toContainText('135,080');
  await expect(wafa.page.locator('.facts')).toContainText('3,654');

  await wafa.page.getByText(wafa.words.page('options.title'), { exact: true }).click();
  await wafa.page.getByLabel(wafa.words.page('options.zeroIsActivity')).uncheck();
  await expect(wafa.page.locator('.import .sentence')).toHaveText(
    /18,532 orders of 4,338 customers, 1 Dec 2010 to 9 Dec 2011/,
  );
  await wafa.confirm();
  await wafa.settled('rate', 'cohort', 'survival', 'value', 'alive', 'rfm');

  await expectDecemberInTable(wafa, 'Dec 2010', counts);
  const triangle = wafa.figures('cohort').first();
  await triangle.focus();
  await wafa.page.keyboard.press('Home');
  for (const [age, count] of counts.entries()) {
    if (age > 0) await wafa.page.keyboard.press('ArrowRight');
    const spoken = await wafa.readOut(triangle);
    expect(spoken).toContain('Dec 2010');
    expect(spoken).toContain(`${count} of 885 customers`);
    expect(spoken).toContain(`${percent(count / 885, 1)} of the cohort`);
  }
  await expect(triangle.locator('svg')).toContainText(percent(324 / 885, 0));
});

test('the same in Arabic, with a file whose headers are Arabic', async ({ wafa }, testInfo) => {
  const { active_on: counts } = december();
  const [, ...lines] = readFileSync(dataPath('online_retail_orders.csv'), 'utf8').trim().split(/\r?\n/);
  const path = testInfo.outputPath('طلبات.csv');
  const headers = 'رقم العميل,رقم الطلب,تاريخ الطلب,البلد,القطع,الأسطر,المبلغ';
  writeFileSync(path, `\ufeff${[headers, ...lines].join('\r\n')}`);

  await wafa.speak('ar');
  await wafa.choose(path);
  expect(await wafa.readSentence()).toContain('18,532');
  const roleOf = (column: string) => wafa.page.getByLabel(wafa.words.page('import.role', { column }));
  await expect(roleOf('رقم العميل')).toHaveValue('customer');
  await expect(roleOf('تاريخ الطلب')).toHaveValue('time');
  await expect(roleOf('المبلغ')).toHaveValue('amount');
  await expect(roleOf('رقم الطلب')).toHaveValue('order');
  await wafa.confirm();
  await wafa.settled('rate', 'cohort', 'survival', 'value', 'alive', 'rfm');

  await expectDecemberInTable(wafa, 'ديسمبر 2010', counts);
  const triangle = wafa.figures('cohort').first();
  await triangle.focus();
  await wafa.page.keyboard.press('Home');
  await wafa.page.keyboard.press('ArrowLeft');
  const spoken = await wafa.readOut(triangle);
  expect(spoken).toContain('ديسمبر 2010');
  expect(spoken).toContain('324 من 885');
});

test('Parquet opens and gives the same orders', async ({ wafa }) => {
  await wafa.choose(dataPath('online_retail.parquet'));
  await wafa.readSentence();
  await wafa.page.getByText(wafa.words.page('options.title'), { exact: true }).click();
  await wafa.page.getByLabel(wafa.words.page('options.zeroIsActivity')).uncheck();
  await expect(wafa.page.locator('.import .sentence')).toHaveText(/18,532 orders of 4,338 customers/);
  await wafa.confirm();
  await wafa.settled('cohort');
  await expectDecemberInTable(wafa, 'Dec 2010', december().active_on);
});

test('one row per customer, without dates: rate and cohort are named as impossible', async ({ wafa }) => {
  await wafa.choose(dataPath('Telco-Customer-Churn.csv'));
  expect(await wafa.readSentence()).toContain('7,043 customers');
  await wafa.confirm();
  await wafa.settled('survival');
  const impossible = wafa.page.getByRole('region', { name: wafa.words.page('notebook.impossible') });
  await expect(impossible).toContainText(wafa.words.analysis('rate', 'title'));
  await expect(impossible).toContainText(wafa.words.analysis('cohort', 'title'));
  await expect(wafa.cell('cohort')).toHaveCount(0);
});

test('another type of cohort gives its own triangle', async ({ wafa }) => {
  await wafa.choose(dataPath('online_retail_orders.csv'));
  await wafa.readSentence();
  await wafa.confirm();
  await wafa.settled('cohort');
  await wafa.set('cohort', 'type', 'rolling');
  await expectDecemberInTable(wafa, 'Dec 2010', december().active_on_or_after);
});
