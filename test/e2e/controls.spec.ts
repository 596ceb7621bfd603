import { expect, test } from './fixtures';
import { holdNextAnalysis, prepareHolding, releaseAnswers, untilHeld } from './hold-answers';
import { WafaPage } from './wafa-page';

test('a control changes the figure, the table and the SQL of its cell', async ({ wafa }) => {
  await wafa.openSample();
  await wafa.settled('cohort');
  await wafa.openPanel('cohort', 'table');
  const months = await wafa.tableRows('cohort', 'cells');
  await wafa.set('cohort', 'type', 'rolling');
  const rolling = await wafa.tableRows('cohort', 'cells');
  expect(rolling).not.toEqual(months);
  // Whoever is back later was back at that age or later: rolling is never less than classic.
  rolling.forEach((row, index) => {
    expect(Number(row[3])).toBeGreaterThanOrEqual(Number(months[index][3]));
  });
  await wafa.set('cohort', 'period', 'quarter');
  expect((await wafa.tableRows('cohort', 'cells'))[0][0]).toMatch(/^Q\d \d{4}$/);
  await wafa.openPanel('cohort', 'sql');
  await expect(wafa.cell('cohort').locator('pre').first()).toContainText("'quarter'");
});

test('the newest choice wins, also when the answer to an older one arrives last', async ({
  page,
  address,
}) => {
  await prepareHolding(page);
  const wafa = new WafaPage(page, address);
  await wafa.visit();
  await wafa.openSample();
  await wafa.settled('cohort');
  await wafa.set('cohort', 'type', 'streak');
  await wafa.openPanel('cohort', 'table');
  const streak = await wafa.tableRows('cohort', 'cells');

  await holdNextAnalysis(page);
  const rollingLabel = wafa.words.analysis('cohort', 'choice.type.rolling');
  await wafa.control('cohort', 'type').selectOption({ label: rollingLabel });
  await untilHeld(page);
  await wafa.set('cohort', 'type', 'streak');
  await releaseAnswers(page);
  await wafa.settled('cohort');
  expect(await wafa.tableRows('cohort', 'cells')).toEqual(streak);
});

test('many quick changes end at the last one', async ({ wafa }) => {
  await wafa.openSample();
  await wafa.settled('cohort');
  await wafa.openPanel('cohort', 'table');
  await wafa.control('cohort', 'period').evaluate((element: HTMLSelectElement) => {
    for (const period of ['day', 'week', 'year', 'hijriMonth', 'quarter']) {
      element.value = period;
      element.dispatchEvent(new Event('change', { bubbles: true }));
    }
  });
  await wafa.settled('cohort');
  await expect(wafa.control('cohort', 'period')).toHaveValue('quarter');
  expect((await wafa.tableRows('cohort', 'cells'))[0][0]).toMatch(/^Q\d \d{4}$/);
});

test('survival is compared by groups of an attribute', async ({ wafa }) => {
  await wafa.openSample();
  await wafa.settled('survival');
  const groups = wafa.control('survival', 'groupBy');
  const names = (await groups.locator('option').allInnerTexts()).slice(1);
  expect(names.length).toBeGreaterThan(0);
  await groups.selectOption({ index: 1 });
  await wafa.settled('survival');
  await wafa.openPanel('survival', 'table');
  const rows = await wafa.tableRows('survival', 'groups');
  expect(rows.length).toBeGreaterThan(1);
});
