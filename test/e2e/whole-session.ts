import { expect, type Locator } from '@playwright/test';
import { dataPath, referencePresent } from '../helpers/reference';
import { number, text, xlsxBytes } from '../import-corpus/xlsx-bytes';
import { bring, csvFile, openText } from './notebook-text';
import type { WafaPage } from './wafa-page';

/** Says the name of what is done, and does it. */
type Step = (title: string, work: () => Promise<void>) => Promise<void>;

const analyses = ['rate', 'cohort', 'survival', 'value', 'alive', 'rfm'];

const days = ['2024-01-03', '2024-02-05', '2024-03-09', '2024-05-02'];
const orders = days.flatMap((day, month) =>
  Array.from({ length: 40 - 9 * month }, (_, customer) => ({
    customer: `C${customer}`,
    day,
    amount: customer + 5,
  })),
);
/** From 5 to 8, of the first customers. */
const smallAmounts = 4;
const csv = csvFile('lines.csv', [
  'customer,date,amount,city',
  ...orders.map(({ customer, day, amount }) => `${customer},${day},${amount},Cairo`),
]);
const xlsx = {
  name: 'lines.xlsx',
  mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  buffer: Buffer.from(
    xlsxBytes({
      sheets: [
        {
          name: 'Orders',
          rows: [
            [text('customer'), text('date'), text('amount')],
            ...orders.map(({ customer, day, amount }) => [text(customer), text(day), number(amount)]),
          ],
        },
      ],
    }),
  ),
};

const notebook = `---
format: 1
title: Sent
language: en
---

Prose with a [link](https://elsewhere.example/), a picture ![x](https://elsewhere.example/x.png) and a value:
{{ rate.retentionRate }}.

\`\`\`data id=data
\`\`\`

${analyses.map((name) => `\`\`\`${name} id=${name}\n\`\`\`\n`).join('\n')}
\`\`\`sql id=amounts
SELECT amount, count(*) AS orders FROM lines WHERE amount < 9 GROUP BY amount ORDER BY amount
\`\`\`

\`\`\`chart id=curve
from: amounts
mark: bar
x: amount
y: orders
\`\`\`
`;

async function save(wafa: WafaPage, button: Locator): Promise<void> {
  const download = wafa.page.waitForEvent('download');
  await button.click();
  expect(await (await download).failure()).toBeNull();
}

const exportButton = (wafa: WafaPage, analysis: string, title: string, format: string): Locator => {
  const name = wafa.words.page('cell.exportAs', { title, format: wafa.words.page(format) });
  return wafa.cell(analysis).getByRole('button', { name, exact: true });
};

/** Every format in which a cell can be saved. */
async function exportAll(wafa: WafaPage, analysis: string, tableName: string): Promise<void> {
  await wafa.openPanel(analysis, 'export');
  const figure = wafa.words.page('cell.exportFigure', { number: 1 });
  for (const format of ['cell.exportSvg', 'cell.exportPng']) {
    await save(wafa, exportButton(wafa, analysis, figure, format));
  }
  const title = wafa.words.analysis(analysis, `table.${tableName}`);
  const table = wafa.words.page('cell.exportTable', { title });
  for (const format of ['cell.exportCsv', 'export.parquet']) {
    await save(wafa, exportButton(wafa, analysis, table, format));
  }
  for (const panel of ['table', 'definition', 'sql'] as const) await wafa.openPanel(analysis, panel);
}

async function exportAudience(wafa: WafaPage): Promise<void> {
  await wafa.openPanel('rfm', 'export');
  const title = wafa.words.page('cell.exportTable', { title: wafa.words.analysis('rfm', 'table.customers') });
  await exportButton(wafa, 'rfm', title, 'export.audience').click();
  await save(wafa, wafa.button('export.audienceSave'));
}

/**
 * Makes of the open notebook all that can be given to another.
 * @returns the link, sealed by a passphrase
 */
async function share(wafa: WafaPage): Promise<{ link: string; passphrase: string }> {
  const { page, words } = wafa;
  await wafa.button('notebook.share').click();
  await wafa.button('link.passphraseMake').click();
  const field = (key: string): Locator => page.getByRole('textbox', { name: words.page(key), exact: true });
  await expect(field('link.address')).toHaveValue(/#s=1\./);
  const link = await field('link.address').inputValue();
  const passphrase = await field('link.passphrase').inputValue();
  await save(wafa, wafa.button('report.make'));
  for (const part of ['groups', 'rows']) {
    await page.getByRole('radio', { name: words.page(`publish.${part}`), exact: true }).check();
    await save(wafa, wafa.button('publish.make'));
  }
  await wafa.button('app.close').click();
  return { link, passphrase };
}

/** Opens a sealed link over what is open, as when it is pasted over the address. */
async function openLink(wafa: WafaPage, { link, passphrase }: { link: string; passphrase: string }) {
  const { page, words } = wafa;
  await page.evaluate((pasted) => location.assign(pasted), link);
  const field = page.getByRole('textbox', { name: words.page('link.open.passphrase'), exact: true });
  await field.fill(passphrase);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByRole('heading', { level: 1 }).first()).toHaveText('Sent');
}

async function importFile(
  wafa: WafaPage,
  file: Parameters<WafaPage['choose']>[0],
  shown = ['rate', 'cohort'],
): Promise<void> {
  await wafa.choose(file);
  await wafa.readSentence();
  await wafa.confirm();
  await wafa.settled(...shown);
  await wafa.button('kept.list').click();
}

async function lookAtEverything(wafa: WafaPage): Promise<void> {
  const { page } = wafa;
  await wafa.settled(...analyses);
  await expect(page.locator('#amounts tbody tr')).toHaveCount(smallAmounts);
  await expect(page.locator('#curve svg').first()).toBeVisible();
  for (const language of ['ar', 'en'] as const) {
    await wafa.speak(language);
    await wafa.settled(...analyses);
    await exportAll(wafa, 'cohort', 'cells');
    await wafa.button('app.privacy').click();
    const panel = page.getByRole('dialog', { name: wafa.words.page('privacy.title'), exact: true });
    await expect(panel.getByText(wafa.words.page('privacy.workers.known'))).toBeVisible();
    await page.keyboard.press('Escape');
  }
  for (const theme of ['dark', 'light'] as const) await wafa.chooseTheme(theme);
  await page.locator('#amounts .cm-content').click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type(' DESC');
  await page.keyboard.press('Control+Enter');
  await expect(page.locator('#amounts tbody tr')).toHaveCount(smallAmounts);
  expect((await page.pdf()).length).toBeGreaterThan(10_000);
}

/**
 * All that a person does in a day.
 * @param step tells where it is
 */
export async function wholeSession(wafa: WafaPage, step: Step): Promise<void> {
  await step('CSV, Excel, Parquet; orders and contracts', async () => {
    await importFile(wafa, csv);
    await importFile(wafa, xlsx);
    if (!referencePresent) return;
    await importFile(wafa, dataPath('online_retail.parquet'));
    await importFile(wafa, dataPath('Telco-Customer-Churn.csv'), ['survival', 'subscription']);
  });
  await step('a notebook from elsewhere: all analyses, a query, a chart, exports, print', async () => {
    await openText(wafa, notebook, 'Sent');
    await bring(wafa, csv);
    await wafa.confirm();
    await lookAtEverything(wafa);
    await exportAudience(wafa);
  });
  await step('a link, a report, a published folder', async () => {
    await openLink(wafa, await share(wafa));
    await wafa.button('command.list').click();
  });
  await step('the sample', async () => {
    await wafa.openSample();
    await wafa.settled(...analyses);
    await wafa.button('kept.list').click();
  });
}
