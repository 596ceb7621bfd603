import type { Locator } from '@playwright/test';
import { expect, test } from './fixtures';
import { csvFile, keptText } from './notebook-text';
import type { WafaPage } from './wafa-page';
import { plain, type Language } from './words';

/*
 * Five customers, observed to 5 March 2024. Recency in days on 6 March, and orders:
 *
 *   1 Cairo   34 days, 2 orders     3 Cairo   32 days, 1 order     5 Riyadh   5 days, 1 order
 *   2 Riyadh  57 days, 1 order      4 Riyadh   1 day,  2 orders
 *
 * Cut points of recency at 20, 40, 60, 80 %: 4.2, 21.2, 32.8, 38.6; of orders: 1, 1, 1.4, 2. So recency and orders score 5 4
 * (4: champion), 4 1 (5: promising), 3 1 (3: about to sleep), 2 4 (1: at risk), 1 1 (2: hibernating).
 */
const store = csvFile('store.csv', [
  'customer,date,amount,city',
  '1,2024-01-01,5,Cairo',
  '2,2024-01-09,7,Riyadh',
  '1,2024-02-01,9,Cairo',
  '3,2024-02-03,4,Cairo',
  '4,2024-02-10,6,Riyadh',
  '5,2024-03-01,3,Riyadh',
  '4,2024-03-05,8,Riyadh',
]);

async function open(wafa: WafaPage, language: Language = 'en'): Promise<void> {
  await wafa.speak(language);
  await wafa.choose(store);
  await wafa.readSentence();
  await wafa.confirm();
  await wafa.settled('rate', 'cohort');
}

const filters = (wafa: WafaPage): Locator =>
  wafa.page.getByRole('group', { name: wafa.words.page('filter.title'), exact: true });
const headline = (wafa: WafaPage): Locator =>
  wafa.page.getByRole('region', { name: wafa.words.page('notebook.headline'), exact: true });

async function chooseSubject(wafa: WafaPage, label: string): Promise<void> {
  await wafa.button('filter.add').click();
  const name = wafa.words.page('filter.by');
  await filters(wafa).getByRole('combobox', { name, exact: true }).selectOption({ label });
}

async function filterByDates(wafa: WafaPage, from: string, to: string): Promise<void> {
  await chooseSubject(wafa, wafa.words.page('filter.dates'));
  await filters(wafa).getByLabel(wafa.words.page('filter.from'), { exact: true }).fill(from);
  await filters(wafa).getByLabel(wafa.words.page('filter.to'), { exact: true }).fill(to);
  await wafa.button('filter.apply').click();
}

async function filterByValues(wafa: WafaPage, subject: string, values: readonly string[]): Promise<void> {
  await chooseSubject(wafa, subject);
  for (const value of values) await filters(wafa).getByLabel(value).check();
  await wafa.button('filter.apply').click();
}

const segment = (wafa: WafaPage, name: string) => wafa.words.analysis('rfm', `choice.segment.${name}`);

/** Waits until so many of the five customers are left, in the words of the page. */
async function expectLeft(wafa: WafaPage, customers: number): Promise<void> {
  await expect(filters(wafa)).toContainText(wafa.words.page('filter.counted', { customers, of: 5 }));
  await wafa.settled('cohort');
}

/** The chips, as they are read. */
const chips = async (wafa: WafaPage): Promise<string[]> =>
  (await filters(wafa).locator('li > span').allInnerTexts()).map(plain);

/** Cohorts by month with their size: the age-0 cells of the table. */
async function cohortSizes(wafa: WafaPage): Promise<string[]> {
  await wafa.openPanel('cohort', 'table');
  const rows = await wafa.tableRows('cohort', 'cells');
  return rows.filter(([, age]) => age === '0').map(([cohort, , size]) => `${cohort} ${size}`);
}

const lift = (wafa: WafaPage, chip: string): Promise<void> =>
  filters(wafa).locator('li').filter({ hasText: chip }).getByRole('button').click();

test('dates choose by the first purchase ever, and count nothing after the last day', async ({ wafa }) => {
  await open(wafa);
  await expect.poll(() => cohortSizes(wafa)).toEqual(['Jan 2024 2', 'Feb 2024 2', 'Mar 2024 1']);

  await filterByDates(wafa, '2024-02-01', '');
  await expectLeft(wafa, 3);
  expect(await chips(wafa)).toEqual(['first bought on or after 1 Feb 2024']);
  await expect.poll(() => cohortSizes(wafa)).toEqual(['Feb 2024 2', 'Mar 2024 1']);
  // Their 4 orders: one of 3, two of 4, one of 5. Customer 1 bought in February too, and is not among them.
  await expect(headline(wafa)).toContainText('3 customers');
  await expect(headline(wafa)).toContainText('4 orders, 1 Feb 2024 to 5 Mar 2024');

  // Another span takes the place of the first.
  await filterByDates(wafa, '2024-02-01', '2024-02-20');
  await expectLeft(wafa, 2);
  expect(await chips(wafa)).toEqual(['first bought on or after 1 Feb 2024, seen until 20 Feb 2024']);
  await expect(headline(wafa)).toContainText('2 orders, 1 Feb 2024 to 20 Feb 2024');
  await expect.poll(() => cohortSizes(wafa)).toEqual(['Feb 2024 2']);

  await filterByDates(wafa, '', '2024-01-31');
  await expectLeft(wafa, 2);
  expect(await chips(wafa)).toEqual(['seen until 31 Jan 2024']);
  await expect.poll(() => cohortSizes(wafa)).toEqual(['Jan 2024 2']);
});

for (const language of ['en', 'ar'] as Language[]) {
  test(`several filters at once, each with its chip, lifted one by one or all together (${language})`, async ({
    wafa,
  }) => {
    await open(wafa, language);
    await filterByValues(wafa, 'city', ['Riyadh']);
    await expectLeft(wafa, 3);
    await filterByDates(wafa, '2024-02-01', '');
    await expectLeft(wafa, 2);
    await filterByValues(wafa, wafa.words.page('filter.segment'), [
      segment(wafa, 'champions'),
      segment(wafa, 'hibernating'),
    ]);
    // Of Riyadh, since February: 4 and 5. Of those a champion is 4; 2 hibernates, but first bought in January.
    await expectLeft(wafa, 1);
    const all = await chips(wafa);
    expect(all).toHaveLength(3);
    expect(all[0]).toContain('Riyadh');
    expect(all[1]).toContain('2024');
    expect(all[2]).toContain(segment(wafa, 'champions'));
    expect(all[2]).toContain(segment(wafa, 'hibernating'));

    await lift(wafa, '2024');
    await expectLeft(wafa, 2);
    expect(await chips(wafa)).toEqual([all[0], all[2]]);
    await wafa.button('filter.liftAll').click();
    await expect(filters(wafa).locator('li')).toHaveCount(0);
    await expect(filters(wafa).getByRole('status')).toHaveCount(0);
    // One undo brings all back, one more the third, and so on to none.
    for (const left of [2, 1, 2, 3]) {
      await wafa.page.keyboard.press('Control+z');
      await expectLeft(wafa, left);
    }
    await wafa.page.keyboard.press('Control+z');
    await expect(filters(wafa).locator('li')).toHaveCount(0);
  });
}

test('a segment chosen in its figure filters the notebook, by mouse and by keys', async ({ wafa }) => {
  const { page } = wafa;
  await open(wafa);
  await wafa.cell('rfm').scrollIntoViewIfNeeded();
  await wafa.settled('rfm');
  const clickBar = async (name: string) => {
    const figure = wafa.figures('rfm').first();
    await figure
      .locator('svg')
      .getByText(segment(wafa, name), { exact: true })
      .first()
      .scrollIntoViewIfNeeded();
    const [bar, drawing] = await Promise.all([
      figure.locator('svg').getByText(segment(wafa, name), { exact: true }).first().boundingBox(),
      figure.boundingBox(),
    ]);
    // The name stands before or above its bar; to the left in the drawing there always is some of the bar's row.
    await page.mouse.click(drawing!.x + drawing!.width / 3, bar!.y + bar!.height / 2);
  };
  await clickBar('atRisk');
  await expectLeft(wafa, 1);
  expect(await chips(wafa)).toEqual([segment(wafa, 'atRisk')]);
  // Customer 1, who came in January and again in February.
  await expect(headline(wafa)).toContainText('2 orders');
  await expect.poll(() => cohortSizes(wafa)).toEqual(['Jan 2024 1']);
  await lift(wafa, segment(wafa, 'atRisk'));
  await expect(filters(wafa).locator('li')).toHaveCount(0);

  const figure = wafa.figures('rfm').first();
  await wafa.settled('rfm');
  await figure.focus();
  await page.keyboard.press('Home');
  expect(await wafa.readOut(figure)).toContain(segment(wafa, 'champions'));
  await page.keyboard.press('Enter');
  await expectLeft(wafa, 1);
  expect(await chips(wafa)).toEqual([segment(wafa, 'champions')]);
});

test('filters are in the notebook: they stay over a reload, and are undone after it', async ({ wafa }) => {
  const { page } = wafa;
  await open(wafa);
  await filterByValues(wafa, 'city', ['Cairo']);
  await expectLeft(wafa, 2);
  await filterByDates(wafa, '2024-02-01', '');
  await expectLeft(wafa, 1);
  await expect
    .poll(() => keptText(page))
    .toMatch(
      /filters:\n {2}- attribute:\n {6}name: city\n {6}values:\n {8}- Cairo\n {2}- dates:\n {6}from: 2024-02-01\n/,
    );
  await expect(page.getByText(wafa.words.page('save.kept'), { exact: true })).toBeVisible();

  await wafa.visit();
  await page.getByRole('button', { name: wafa.words.page('kept.open', { title: 'store.csv' }) }).click();
  await expectLeft(wafa, 1);
  expect(await chips(wafa)).toEqual(['city: Cairo', 'first bought on or after 1 Feb 2024']);
  await expect.poll(() => cohortSizes(wafa)).toEqual(['Feb 2024 1']);
  await page.keyboard.press('Control+z');
  await expectLeft(wafa, 2);
  await expect.poll(() => cohortSizes(wafa)).toEqual(['Jan 2024 1', 'Feb 2024 1']);
  await page.keyboard.press('Control+z');
  await expect(filters(wafa).locator('li')).toHaveCount(0);
  await expect.poll(() => cohortSizes(wafa)).toEqual(['Jan 2024 2', 'Feb 2024 2', 'Mar 2024 1']);
});

test('a cell says when it was answered from the rows, and only then', async ({ wafa }) => {
  await open(wafa);
  const sentence = wafa.words.page('filter.rows');
  await wafa.cell('rfm').scrollIntoViewIfNeeded();
  await wafa.settled('rfm', 'cohort', 'rate');
  for (const analysis of ['rfm', 'cohort', 'rate'])
    await expect(wafa.cell(analysis)).not.toContainText(sentence);
  await filterByValues(wafa, 'city', ['Cairo']);
  await expectLeft(wafa, 2);
  await wafa.settled('rfm', 'cohort', 'rate');
  // Segments need each customer's orders; cohorts by month are added up beforehand.
  await expect(wafa.cell('rfm')).toContainText(sentence);
  await expect(wafa.cell('cohort')).not.toContainText(sentence);
  await expect(wafa.cell('rate')).not.toContainText(sentence);
  await lift(wafa, 'Cairo');
  await wafa.settled('rfm');
  await expect(wafa.cell('rfm')).not.toContainText(sentence);
});

for (const language of ['en', 'ar'] as Language[]) {
  test(`filters that nobody passes: no number of others is left standing (${language})`, async ({ wafa }) => {
    await open(wafa, language);
    await wafa.cell('rfm').scrollIntoViewIfNeeded();
    await wafa.settled('rfm');
    await expect(wafa.figures('cohort')).not.toHaveCount(0);
    // The last customer came on the 1st of March.
    await filterByDates(wafa, '2024-03-02', '');
    await expect(filters(wafa)).toContainText(wafa.words.page('filter.counted', { customers: 0, of: 5 }));
    for (const analysis of ['rate', 'cohort', 'rfm']) {
      await expect(wafa.cell(analysis)).toContainText(wafa.words.page('filter.nobody'));
      await expect(wafa.figures(analysis)).toHaveCount(0);
      await expect(wafa.cell(analysis).locator('.findings, svg')).toHaveCount(0);
    }
    await expect(headline(wafa).locator('dd')).toHaveCount(1);
    await lift(wafa, '2024');
    await wafa.settled('rate', 'cohort', 'rfm');
    await expect(headline(wafa).locator('dd')).toHaveCount(3);
  });
}
