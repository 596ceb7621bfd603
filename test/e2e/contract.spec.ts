import type { Locator } from '@playwright/test';
import { expect, test } from './fixtures';
import { bring, csvFile, keptText, openText } from './notebook-text';
import type { WafaPage } from './wafa-page';
import type { Language } from './words';

/** A notebook that somebody sent: it asks for orders, and for what is known of each customer. */
const title = 'Two tables';
const text = [
  '---',
  'format: 1',
  `title: ${title}`,
  'tables:',
  '  - name: orders',
  '    columns:',
  '      - name: customer',
  '        role: customer',
  '        type: text',
  '      - name: date',
  '        role: time',
  '        type: date',
  '      - name: amount',
  '        role: amount',
  '        type: number',
  '    rows: 4',
  '  - name: members',
  '    columns:',
  '      - name: customer',
  '        role: customer',
  '        type: text',
  '      - name: tier',
  '        role: attribute',
  '        type: text',
  '    rows: 3',
  '---',
  '',
  '```data id=data\n```\n',
  '```cohort id=cohort\n```\n',
  '```rfm id=rfm\n```\n',
  '```sql id=tiers',
  "SELECT value AS tier, count(*) AS customers FROM attributes WHERE attribute = 'tier' GROUP BY value ORDER BY value",
  '```\n',
  '```sql id=own\nSELECT count(*) AS n FROM members\n```\n',
].join('\n');

const orders = csvFile('march export.csv', [
  'date,Customer ,amount',
  '2024-01-01,1,5',
  '2024-01-09,2,7',
  '2024-02-01,1,9',
  '2024-02-03,3,4',
]);
const memberLines = ['tier,customer', 'gold,1', 'silver,2', 'gold,3'];

const asked = (wafa: WafaPage): Locator => wafa.page.locator('.wanted');
const notice = (wafa: WafaPage): Locator =>
  wafa.page.getByRole('region', { name: wafa.words.page('contract.title'), exact: true });
const tiers = (wafa: WafaPage): Locator => wafa.page.locator('#tiers').getByRole('table').locator('tbody tr');

async function take(wafa: WafaPage, key: string): Promise<void> {
  await wafa.button(key).click();
  await expect(wafa.page.locator('.import')).toHaveCount(0);
}

for (const language of ['en', 'ar'] as Language[]) {
  test(`asks for its tables, one after the other, and knows them by their columns (${language})`, async ({
    wafa,
  }) => {
    const { page } = wafa;
    await wafa.speak(language);
    await openText(wafa, text, title);
    await test.step('without any', async () => {
      await expect(asked(wafa)).toContainText(wafa.words.page('contract.wanted'));
      await expect(asked(wafa).getByRole('heading')).toHaveText(['orders', 'members']);
      await expect(asked(wafa).getByRole('listitem')).toHaveText([
        `customer ${wafa.words.page('role.customer')}`,
        `date ${wafa.words.page('role.time')}`,
        `amount ${wafa.words.page('role.amount')}`,
        `customer ${wafa.words.page('role.customer')}`,
        `tier ${wafa.words.page('role.attribute')}`,
      ]);
      await expect(wafa.cell('cohort')).toContainText(wafa.words.page('problem.noData'));
      await expect(page.locator('#tiers')).toContainText(wafa.words.page('problem.noData'));
    });

    await test.step('with the orders', async () => {
      await bring(wafa, orders);
      await expect(notice(wafa)).toHaveText(wafa.words.page('contract.match', { name: 'orders' }));
      await take(wafa, 'import.do.new');
      await wafa.settled('cohort', 'rfm');
      await expect(wafa.figures('cohort').first().locator('svg')).toBeVisible();
      // What is still missing is said, in the page as in the file, and by the cells that ask for it.
      await expect(asked(wafa)).toContainText(wafa.words.page('contract.further'));
      await expect(asked(wafa).getByRole('heading')).toHaveText(['members']);
      await expect.poll(() => keptText(page)).toContain('  - name: members\n');
      await expect(page.locator('#tiers')).toContainText(wafa.words.page('cell.rows', { rows: 0 }));
      await expect(page.locator('#own')).toContainText('members');
      await expect(page.locator('#own').getByRole('table')).toHaveCount(0);
    });

    await test.step('over a reload', async () => {
      await expect(page.getByText(wafa.words.page('save.kept'), { exact: true })).toBeVisible();
      await page.reload();
      await page.getByRole('button', { name: wafa.words.page('kept.open', { title }) }).click();
      await wafa.settled('cohort');
      await expect(asked(wafa).getByRole('heading')).toHaveText(['members']);
    });

    await test.step('with the customers, under another name', async () => {
      await bring(wafa, csvFile('loyalty.csv', memberLines));
      await expect(notice(wafa)).toHaveText(wafa.words.page('contract.match', { name: 'members' }));
      await take(wafa, 'import.do.addition');
      await expect(asked(wafa)).toHaveCount(0);
      await expect(tiers(wafa)).toHaveCount(2);
      await expect(tiers(wafa).first()).toContainText('gold');
      await expect(tiers(wafa).first()).toContainText('2');
      await expect.poll(() => keptText(page)).toMatch(/- name: orders\n[^]*- name: members\n/);
      // Queries know the table by the name the notebook has for it, whatever its file is called.
      await expect(page.locator('#own').getByRole('table')).toContainText('3');
      await expect(wafa.figures('cohort').first().locator('svg')).toBeVisible();
    });
  });

  test(`customers that come before the orders: what has to come first is said (${language})`, async ({
    wafa,
  }) => {
    await wafa.speak(language);
    await openText(wafa, text, title);
    await bring(wafa, csvFile('loyalty.csv', memberLines));
    await expect(notice(wafa)).toContainText(wafa.words.page('contract.match', { name: 'members' }));
    await expect(notice(wafa)).toContainText(wafa.words.page('contract.bringFirst'));
    await expect(wafa.button('import.do.new')).toBeDisabled();
    await wafa.button('import.cancel').click();
    await expect(asked(wafa).getByRole('heading')).toHaveText(['orders', 'members']);
    await bring(wafa, orders);
    await expect(notice(wafa)).not.toContainText(wafa.words.page('contract.bringFirst'));
    await take(wafa, 'import.do.new');
    await bring(wafa, csvFile('members.csv', memberLines));
    await take(wafa, 'import.do.addition');
    await expect(tiers(wafa)).toHaveCount(2);
    await expect(wafa.page.locator('#own').getByRole('table')).toContainText('3');
  });
}

test('a file that is another: what differs is listed, and the cells that miss something say so', async ({
  wafa,
}) => {
  await openText(wafa, text, title);
  await test.step('none of the tables', async () => {
    await bring(wafa, csvFile('weather.csv', ['station,degrees', 'A,21', 'B,25']));
    await expect(notice(wafa)).toHaveText(wafa.words.page('contract.noMatch', { file: 'weather.csv' }));
    await wafa.button('import.cancel').click();
    await expect(asked(wafa).getByRole('heading')).toHaveText(['orders', 'members']);
  });

  await test.step('another export of the orders', async () => {
    const lines = ['customer,date,note,shop', '1,2024-01-01,x,A', '2,2024-01-09,y,A', '1,2024-02-02,y,B'];
    await bring(wafa, csvFile('april.csv', lines));
    await expect(notice(wafa)).toContainText(wafa.words.page('contract.match', { name: 'orders' }));
    await expect(notice(wafa).getByRole('listitem')).toHaveCount(3);
    const [missing, more, rows] = await notice(wafa).getByRole('listitem').allInnerTexts();
    expect(missing).toContain('amount');
    expect(missing).not.toContain('date');
    expect(more).toContain('note');
    expect(more).toContain('shop');
    expect(rows).toBe(wafa.words.page('contract.otherRows', { rows: 3, before: 4 }));
    await take(wafa, 'import.do.new');
    await wafa.settled('cohort');
    await expect(wafa.figures('cohort').first().locator('svg')).toBeVisible();
    await expect(wafa.cell('rfm')).toContainText(
      wafa.words.page('problem.needs', { roles: wafa.words.page('role.amount') }),
    );
    await expect(wafa.figures('rfm')).toHaveCount(0);
    await expect(asked(wafa).getByRole('heading')).toHaveText(['members']);
  });
});

test('the very file the notebook was written with is known again', async ({ wafa }) => {
  // sha256sum of the orders above.
  const hash = '1018b5f298fcecd023308446dc71601345aacdb03b899f290488216760bd6782';
  await openText(wafa, text.replace('    rows: 4\n', `    rows: 4\n    hash: sha256:${hash}\n`), title);
  await bring(wafa, orders);
  await expect(notice(wafa)).toHaveText(wafa.words.page('contract.same', { name: 'orders' }));
  await wafa.button('import.cancel').click();
  const other = orders.buffer.toString().replace('2024-02-03,3,4', '2024-02-03,3,5');
  await bring(wafa, csvFile(orders.name, other.trimEnd().split('\n')));
  await expect(notice(wafa)).toHaveText(wafa.words.page('contract.match', { name: 'orders' }));
});
