import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { cellsOf, csvFile, keptText as keptFile } from './notebook-text';
import { plain } from './words';
import type { WafaPage } from './wafa-page';

/** Two cities' orders, of each customer in several months. */
const tiny = csvFile('tiny.csv', [
  'customer,date,amount,city',
  '1,2024-01-01,5,Cairo',
  '2,2024-01-09,7,Riyadh',
  '1,2024-02-01,9,Cairo',
  '3,2024-02-03,4,Cairo',
  '2,2024-05-03,4,Riyadh',
]);

const notebook = `---
format: 1
title: By hand
---

{{ first.customers }} customers bought by {{ grain }}.

\`\`\`input id=grain
kind: choice
options:
  - quarter
  - month
  - decade
\`\`\`

\`\`\`input id=days
kind: number
value: 40
\`\`\`

\`\`\`rate id=rate
# Ours
lapseWindowDays: 90
\`\`\`

\`\`\`sql id=first
SELECT count(*) AS customers, 'first' AS first FROM customers
\`\`\`

\`\`\`sql id=second
SELECT first.customers + 1 AS more, $days AS days FROM first -- first and $days
\`\`\`

\`\`\`chart id=chart
from: first
\`\`\`
`;

async function openNotebook(wafa: WafaPage): Promise<void> {
  const { page } = wafa;
  const file = { name: 'hand.md', mimeType: 'text/markdown', buffer: Buffer.from(notebook) };
  await page.locator('input[type=file]').setInputFiles(file);
  await expect(
    page.getByText(wafa.words.page('contract.wanted')).or(page.locator('#grain')).first(),
  ).toBeVisible();
  await wafa.runQueries();
  await page.locator('input[type=file]').setInputFiles(tiny);
  await wafa.readSentence();
  await wafa.button('import.do.new').click();
  await wafa.settled('rate');
}

/** The notebook's cells as they are kept. */
const keptText = async (page: Page): Promise<string> => cellsOf(await keptFile(page));

const cells = cellsOf(notebook);

test('a setting takes its value from an input, and goes on with it as its own', async ({ wafa }) => {
  const { page, words } = wafa;
  await openNotebook(wafa);
  const rate = wafa.cell('rate');
  const label = (name: string) => words.analysis('rate', `parameter.${name}`);
  const period = wafa.control('rate', 'period');
  const source = rate.getByRole('combobox', {
    name: words.page('control.source', { label: label('lapseWindowDays') }),
  });

  // By keyboard: the input stands below the periods.
  await period.focus();
  await page.keyboard.press('End');
  await expect(period.locator('option:checked')).toHaveAttribute('data-input', 'grain');
  const chosen = plain(await period.locator('option:checked').innerText());
  expect(chosen).toBe(`$grain: ${words.analysis('rate', 'choice.period.quarter')}`);
  await source.selectOption('days');
  await expect(rate.getByLabel(label('lapseWindowDays'), { exact: true })).toHaveText('40');
  const bound = cells.replace(
    '# Ours\nlapseWindowDays: 90',
    'period: $grain\n# Ours\nlapseWindowDays: $days',
  );
  await expect.poll(() => keptText(page)).toBe(bound);

  // It follows the input, and says what the input could be where it can't.
  await page.locator('#grain').getByRole('combobox').first().selectOption('decade');
  await expect(rate).toContainText('hijriMonth');
  await expect(rate.locator('.problem')).toContainText('decade');
  await page.locator('#grain').getByRole('combobox').first().selectOption('month');
  await expect(rate.locator('.problem')).toHaveCount(0);
  await expect(period.locator('option:checked')).toContainText(words.analysis('rate', 'choice.period.month'));
  await wafa.settled('rate');

  await source.selectOption('');
  await expect(rate.getByLabel(label('lapseWindowDays'), { exact: true })).toHaveValue('40');
  await expect.poll(() => keptText(page)).toContain('period: $grain\n# Ours\nlapseWindowDays: 40\n');
  await page.locator('h1').focus();
  await page.keyboard.press('Control+z');
  await expect(source).toHaveValue('days');
  for (let undo = 0; undo < 4; undo += 1) await page.keyboard.press('Control+z');
  await expect.poll(() => keptText(page)).toBe(cells);
  await expect(period).toHaveValue('month');
  await expect(source).toHaveValue('');
});

test('a cell that is renamed is renamed wherever it is named, in one step', async ({ wafa }) => {
  const { page, words } = wafa;
  await openNotebook(wafa);
  const rename = async (id: string, name: string) => {
    const field = page.locator(`#${id}`).getByLabel(words.page('cell.nameLabel'));
    if (!(await field.isVisible()))
      await page.locator(`#${id}`).getByText(words.page('input.settings')).click();
    await field.fill(name);
    await field.press('Tab');
  };
  await expect(page.locator('#second').getByRole('table')).toContainText('40');
  await expect(page.getByText('3 customers bought')).toBeVisible();

  await rename('first', 'tiny');
  await expect(page.locator('#first').getByRole('alert')).toContainText('tiny');
  await rename('first', 'order');
  const renamed = cells
    .replace('{{ first.', '{{ order.')
    .replace('id=first', 'id=order')
    .replace('first.customers + 1', '"order".customers + 1')
    .replace('FROM first', 'FROM "order"')
    .replace('from: first', 'from: order');
  await expect.poll(() => keptText(page)).toBe(renamed);
  await expect(page.locator('#second').getByRole('table')).toContainText('4');
  await expect(page.getByText('3 customers bought')).toBeVisible();
  await rename('days', 'limit_days');
  await expect
    .poll(() => keptText(page))
    .toContain('customers + 1 AS more, $limit_days AS days FROM "order" -- first and $days');

  await page.locator('h1').focus();
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await expect.poll(() => keptText(page)).toBe(cells);
  await expect(page.locator('#first')).toBeVisible();
});
