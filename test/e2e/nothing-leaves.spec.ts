import type { Locator } from '@playwright/test';
import { dataPath, referencePresent } from '../helpers/reference';
import { number, text, xlsxBytes } from '../import-corpus/xlsx-bytes';
import { builtFolder } from './built-folder';
import { expect, test as base } from './fixtures';
import { bring, csvFile, openText } from './notebook-text';
import { serveFolder, type StaticServer } from './static-server';
import type { WafaPage } from './wafa-page';

/** A whole working session, from a host that sends the ready headers and notes every request. */
const test = base.extend<{ host: StaticServer }>({
  // eslint-disable-next-line no-empty-pattern -- Playwright reads the fixtures needed from this pattern.
  host: async ({}, use) => {
    const host = await serveFolder(builtFolder, { withHeaders: true });
    await use(host);
    await host.close();
  },
  address: async ({ host }, use) => use(host.address),
});

/**
 * What the page asks its own host for once more each time: files that keep their names, and the fonts that an exported
 * figure carries, since what watches over requests turns the browser's own cache off. To be emptied when a service
 * worker answers for them.
 */
const askedEachTime: readonly string[] = ['/samples/store.csv', '/templates/', '/assets/ibm-plex-sans'];

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

/** Every format in which a cell can be saved. */
async function exportAll(wafa: WafaPage, analysis: string): Promise<void> {
  await wafa.openPanel(analysis, 'export');
  const figure = wafa.words.page('cell.exportFigure', { number: 1 });
  for (const format of ['cell.exportSvg', 'cell.exportPng']) {
    const name = wafa.words.page('cell.exportAs', { title: figure, format: wafa.words.page(format) });
    await save(wafa, wafa.cell(analysis).getByRole('button', { name, exact: true }));
  }
  const csvFormat = wafa.words.page('cell.exportCsv');
  await save(
    wafa,
    wafa
      .cell(analysis)
      .getByRole('button', { name: new RegExp(csvFormat) })
      .first(),
  );
  for (const panel of ['table', 'definition', 'sql'] as const) await wafa.openPanel(analysis, panel);
}

async function importFile(wafa: WafaPage, file: Parameters<WafaPage['choose']>[0]): Promise<void> {
  await wafa.choose(file);
  await wafa.readSentence();
  await wafa.confirm();
  await wafa.settled('rate', 'cohort');
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
    await exportAll(wafa, 'cohort');
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

async function session(wafa: WafaPage): Promise<void> {
  await test.step('CSV, Excel, Parquet', async () => {
    await importFile(wafa, csv);
    await importFile(wafa, xlsx);
    if (referencePresent) await importFile(wafa, dataPath('online_retail.parquet'));
  });
  await test.step('a notebook from elsewhere: all analyses, a query, a chart, exports, print', async () => {
    await openText(wafa, notebook, 'Sent');
    await bring(wafa, csv);
    await wafa.confirm();
    await lookAtEverything(wafa);
    await wafa.button('kept.list').click();
  });
  await test.step('the sample', async () => {
    await wafa.openSample();
    await wafa.settled(...analyses);
    await wafa.button('kept.list').click();
  });
}

test('a whole working session asks nobody else for anything, and its own host for nothing twice', async ({
  wafa,
  host,
  foreignRequests,
  policyViolations,
}) => {
  test.setTimeout(900_000);
  const said: string[] = [];
  wafa.page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) said.push(message.text());
  });
  wafa.page.on('pageerror', (error) => said.push(String(error)));

  await session(wafa);
  expect(foreignRequests.addresses).toEqual([]);
  const loaded = new Set(host.asked.splice(0));
  expect([...loaded].some((path) => path.includes('parquet'))).toBe(referencePresent);

  await session(wafa);
  const again = host.asked.filter((path) => !askedEachTime.some((name) => path.startsWith(name)));
  expect(again).toEqual([]);
  expect(foreignRequests.addresses).toEqual([]);
  expect(policyViolations.messages).toEqual([]);
  expect(host.refused).toEqual([]);
  expect(said).toEqual([]);
});
