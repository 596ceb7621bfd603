import { gzipSync } from 'node:zlib';
import { generatedFile } from '../bench/generate-data';
import { expect, test } from './fixtures';
import type { WafaPage } from './wafa-page';
import type { Language } from './words';

const csv = (name: string, content: string | Buffer) => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(content),
});
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const tiny = 'customer,date,amount\n1,2024-01-01,5\n2,2024-01-09,7\n1,2024-02-01,9\n';

/** Files that can't be opened at all, and the code of what the page must say. */
const unreadable = [
  { file: csv('empty.csv', ''), code: 'fileEmpty' },
  { file: csv('header-only.csv', 'customer,date,amount\n'), code: 'fileEmpty' },
  { file: csv('picture.csv', png), code: 'fileBinary' },
  {
    file: csv('garbled.csv.gz', Buffer.concat([gzipSync(tiny).subarray(0, 12), png])),
    code: 'fileUnreadable',
  },
  { file: csv('broken.parquet', `PAR1${'x'.repeat(64)}PAR1`), code: 'parquetUnreadable' },
];

/** What is open, as a person sees it: its name, its headline and the row of a table. */
async function seen(wafa: WafaPage): Promise<unknown> {
  const { page } = wafa;
  return {
    title: await page.title(),
    heading: await page.getByRole('heading', { level: 1 }).innerText(),
    headline: await page.getByRole('region', { name: wafa.words.page('notebook.headline') }).innerText(),
    cells: await page.locator('section.cell h2').allInnerTexts(),
  };
}

for (const language of ['en', 'ar'] as Language[]) {
  test(`files that are no table: what is wrong, what to do, and the notebook stays (${language})`, async ({
    wafa,
  }) => {
    const { page } = wafa;
    await wafa.speak(language);
    await wafa.openSample();
    await wafa.settled('rate', 'cohort', 'survival', 'value', 'alive', 'rfm');
    const before = await seen(wafa);
    for (const { file, code } of unreadable) {
      await test.step(file.name, async () => {
        await wafa.choose(file, 'notebook.newFile');
        await expect(wafa.heading(wafa.words.page('import.titleFailed'))).toBeVisible();
        const alert = page.getByRole('alert').filter({ visible: true });
        await expect(alert).toContainText(wafa.words.page(`error.${code}.title`));
        await expect(alert).toContainText(wafa.words.page(`error.${code}.next`));
        await wafa.button('import.back').click();
        expect(await seen(wafa)).toEqual(before);
      });
    }
    await test.step('no date column', async () => {
      await wafa.choose(
        csv('no-date.csv', 'customer,city\n1,Riyadh\n2,Jeddah\n1,Riyadh\n'),
        'notebook.newFile',
      );
      await page.getByRole('radio', { name: wafa.words.page('import.purpose.new') }).check();
      const alert = page.getByRole('alert').filter({ visible: true });
      await expect(alert).toContainText(wafa.words.page('import.missing.time'));
      await expect(wafa.button('import.do.new')).toBeDisabled();
      await wafa.button('import.cancel').click();
      expect(await seen(wafa)).toEqual(before);
    });
    await test.step('the notebook still answers', async () => {
      await wafa.set('cohort', 'period', 'quarter');
      await expect(wafa.figures('cohort').first().locator('svg')).toBeVisible();
    });
  });
}

test('a compressed file that is cut off is not taken for a whole one', async ({ wafa }) => {
  const { page } = wafa;
  const rows = Array.from(
    { length: 50_000 },
    (_, row) => `${row % 997},2024-0${1 + (row % 9)}-11,${row % 50}.5`,
  );
  const whole = gzipSync(`customer,date,amount\n${rows.join('\n')}\n`);
  await wafa.choose(csv('cut-off.csv.gz', whole.subarray(0, whole.length / 2)));
  const alert = page.getByRole('alert').filter({ visible: true });
  await expect(alert).toContainText(wafa.words.page('error.fileUnreadable.next'));
});

test('rows that could not be read are listed with their line and the reason', async ({ wafa }) => {
  const lines =
    'customer,date,amount\n1,2024-01-01,5\n2,not a date,7\n1,2024-02-01,abc\n,2024-02-02,3\n2,2024-03-05,8\n';
  await wafa.choose(csv('some-bad-rows.csv', lines));
  await wafa.readSentence();
  await wafa.page.getByText(wafa.words.page('rejected.title')).click();
  const rows = wafa.page.getByRole('region', { name: wafa.words.page('rejected.title') }).locator('tbody tr');
  await expect(rows).toHaveCount(2);
  await expect(rows.nth(0)).toContainText('3');
  await expect(rows.nth(0)).toContainText('not a date');
  await expect(rows.nth(1)).toContainText('4');
  await expect(rows.nth(1)).toContainText('abc');
});

test('a column with another meaning is one menu away', async ({ wafa }) => {
  const lines = 'kunde,besuch,betrag\n1,2024-01-01,5\n2,2024-01-09,7\n1,2024-02-01,9\n';
  await wafa.choose(csv('german.csv', lines));
  const roleOf = (column: string) => wafa.page.getByLabel(wafa.words.page('import.role', { column }));
  await expect(wafa.page.getByRole('alert')).toContainText(wafa.words.page('import.missing.customer'));
  await roleOf('kunde').selectOption({ label: wafa.words.page('role.customer') });
  await roleOf('betrag').selectOption({ label: wafa.words.page('role.amount') });
  await expect(wafa.page.locator('.import .sentence')).toHaveText(/3 orders of 2 customers/);
});

test('an import can be stopped, taken up again and left', async ({ wafa }) => {
  const path = await generatedFile(1_000_000);
  await wafa.choose(path);
  await wafa.button('progress.stop').click();
  await expect(wafa.page.getByText(wafa.words.page('import.stopped'))).toBeVisible();
  await expect(wafa.button('import.do.new')).toBeDisabled();
  await wafa.button('import.readAgain').click();
  expect(await wafa.readSentence()).toContain('99,937 customers');

  await wafa.button('import.cancel').click();
  await expect(wafa.heading(wafa.words.page('start.title'))).toBeVisible();
  await wafa.choose(path);
  await wafa.button('progress.stop').waitFor();
  await wafa.button('import.cancel').click();
  await wafa.choose(csv('tiny.csv', tiny));
  expect(await wafa.readSentence()).toContain('3 orders of 2 customers');
});
