import { expect, test } from './fixtures';

test('language changes at once, without a reload, and is remembered', async ({ wafa }) => {
  const { page } = wafa;
  await wafa.openSample();
  await wafa.settled('rate');
  await page.evaluate(() => Object.assign(window, { sameVisit: true }));
  await wafa.speak('ar');
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  await expect(wafa.cell('rate')).toBeVisible();
  await wafa.settled('rate');
  expect(await page.evaluate(() => 'sameVisit' in window)).toBe(true);
  await page.reload();
  await expect(wafa.heading(wafa.words.page('start.title'))).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'ar');
});

test('the theme changes at once, without a reload, and is remembered', async ({ wafa }) => {
  const { page } = wafa;
  const paper = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  await wafa.chooseTheme('light');
  await page.evaluate(() => Object.assign(window, { sameVisit: true }));
  const light = await paper();
  await wafa.chooseTheme('dark');
  await expect.poll(paper).not.toBe(light);
  const dark = await paper();
  expect(await page.evaluate(() => 'sameVisit' in window)).toBe(true);
  await page.reload();
  await expect(wafa.heading(wafa.words.page('start.title'))).toBeVisible();
  expect(await paper()).toBe(dark);
});

test('Arabic can be read with Arabic digits', async ({ wafa }) => {
  await wafa.speak('ar');
  const label = wafa.words.page('digits.arabicIndic');
  await wafa.page.getByLabel(wafa.words.page('digits.label'), { exact: true }).selectOption({ label });
  await wafa.openSample();
  await wafa.settled('cohort');
  await wafa.openPanel('cohort', 'table');
  const [first] = await wafa.tableRows('cohort', 'cells');
  expect(first[1]).toBe('٠');
  expect(first[2]).toMatch(/^[٠-٩٬]+$/);
});
