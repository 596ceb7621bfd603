import { hostileLiving } from '../hostile/cells';
import { hostileLinks } from '../hostile/links';
import { hostileQueries } from '../hostile/queries';
import { hostileReports } from '../hostile/reports';
import { hostileFiles } from '../hostile/tables';
import { expect, test } from './fixtures';
import { HostileWatch, openNotebook } from './hostile-watch';
import { bring, openTiny, tiny } from './notebook-text';
import type { WafaPage } from './wafa-page';

async function bringTiny(wafa: WafaPage): Promise<void> {
  await bring(wafa, tiny);
  await wafa.button('import.do.new').click();
  await expect(wafa.page.locator('.import')).toHaveCount(0);
}

const front = '---\nformat: 1\ntitle: Hostile\n---\n\n';

test('cells that come to life with data harm nothing', async ({ wafa }) => {
  test.setTimeout(400_000);
  const { page } = wafa;
  const watch = new HostileWatch(page);
  for (const { name, text } of hostileLiving) {
    await test.step(name, async () => {
      // The data, and what names it, stand first: both have to work whatever comes behind them.
      await openNotebook(
        wafa,
        text.replace(
          front.slice(-5),
          '---\n\n```sql id=ours\nSELECT count(*) + 40 AS n FROM customers\n```\n\n',
        ),
      );
      await bringTiny(wafa);
      await wafa.runQueries();
      await expect(page.locator('#ours').getByRole('table')).toContainText('43');
      await expect(page.locator('.cells [aria-busy=true]')).toHaveCount(0);
      await watch.check(name);
    });
  }
});

test('queries that were agreed to are refused, or harmless', async ({ wafa }) => {
  const { page } = wafa;
  const watch = new HostileWatch(page);
  const ending = hostileQueries.filter(({ ends }) => ends !== 'endless');
  const cells = ending.map(({ sql }, place) => `\`\`\`\`sql id=q${place}\n${sql}\n\`\`\`\`\n\n`);
  await openNotebook(
    wafa,
    front + cells.join('') + '```sql id=ours\nSELECT count(*) + 40 AS n FROM customers\n```\n',
  );
  await bringTiny(wafa);
  await expect(page.locator('.cells').getByRole('table')).toHaveCount(0);
  await wafa.runQueries();
  for (const [place, { name, ends, answer }] of ending.entries()) {
    const cell = page.locator(`#q${place}`);
    await cell.scrollIntoViewIfNeeded();
    if (ends === 'harmless')
      await expect(cell.getByRole('table').locator('tbody'), name).toContainText(answer!);
    else await expect(cell.locator('.problem, .error, [role=alert]').first(), name).toBeVisible();
    await expect(cell.getByRole('table'), name).toHaveCount(ends === 'harmless' ? 1 : 0);
  }
  await expect(page.locator('#ours').getByRole('table')).toContainText('43');
  await watch.check('all queries');
});

test('queries without end are stopped, and all else goes on', async ({ wafa }) => {
  const { page, words } = wafa;
  const endless = hostileQueries.filter(({ ends }) => ends === 'endless');
  const cells = endless.map(({ sql }, place) => `\`\`\`sql id=q${place}\n${sql}\n\`\`\`\n\n`);
  await openNotebook(
    wafa,
    front + cells.join('') + '```sql id=ours\nSELECT count(*) + 40 AS n FROM customers\n```\n',
  );
  await bringTiny(wafa);
  await wafa.runQueries();
  for (const place of endless.keys()) {
    const cell = page.locator(`#q${place}`);
    await cell.scrollIntoViewIfNeeded();
    await cell.getByRole('button', { name: words.page('import.cancel'), exact: true }).click();
    await expect(cell.getByRole('table')).toHaveCount(0);
  }
  await expect(page.locator('#ours').getByRole('table')).toContainText('43');
});

test('hostile files are read as text, or refused in words', async ({ wafa }) => {
  const { page } = wafa;
  await openTiny(wafa);
  await wafa.settled('rate');
  const watch = new HostileWatch(page);
  for (const { name, fileName, bytes, ends } of hostileFiles) {
    await test.step(name, async () => {
      const file = { name: fileName, mimeType: 'application/octet-stream', buffer: Buffer.from(bytes) };
      await page.locator('input[type=file]').setInputFiles(file);
      const coming = page.locator('.import');
      await expect(coming).toBeVisible();
      await expect(coming.locator('[aria-busy=true]')).toHaveCount(0);
      const outcome = 'refused' in ends ? '[role=alert]' : 'table, fieldset';
      await expect(coming.locator(outcome).first()).toBeVisible();
      await watch.check(name);
    });
  }
  // What was open is as it was, and answers.
  await bring(wafa, tiny);
  await wafa.button('import.cancel').first().click();
  await wafa.set('rate', 'period', 'month');
  await wafa.settled('rate');
});

test('links and reports bring text, and nothing else', async ({ wafa, address }) => {
  const { page } = wafa;
  const watch = new HostileWatch(page);
  for (const { name, fragment } of hostileLinks) {
    await test.step(name, async () => {
      await page.evaluate((hash) => (location.hash = hash), fragment);
      await watch.check(name);
    });
  }
  for (const { name, html, ends } of hostileReports) {
    await test.step(name, async () => {
      await page.evaluate(() => document.querySelector('.notebook')?.setAttribute('data-former', ''));
      const file = { name: 'report.html', mimeType: 'text/html', buffer: Buffer.from(html) };
      await page.locator('input[type=file]').setInputFiles(file);
      if (ends === 'text') await expect(page.locator('.notebook:not([data-former]) .cells')).toBeVisible();
      await watch.check(name);
    });
  }
  await page.goto(address);
  await openTiny(wafa);
  await wafa.settled('rate');
});
