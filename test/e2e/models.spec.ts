import { expect, test } from './fixtures';
import type { Language } from './words';
import { dataPath, referencePresent } from '../helpers/reference';

for (const language of ['en', 'ar'] as Language[]) {
  test(`a model is chosen, explained and exchanged (${language})`, async ({ wafa }) => {
    await wafa.speak(language);
    await wafa.openSample();
    await wafa.settled('value', 'alive');
    const how = wafa.cell('value');
    await test.step('the best of all, compared in a table', async () => {
      await expect(wafa.control('value', 'model')).toHaveValue('automatic');
      await wafa.openPanel('value', 'table');
      const models = await wafa.tableRows('value', 'models');
      expect(models.map(([name]) => name)).toHaveLength(4);
      expect(models.filter((row) => row.includes(wafa.words.page('value.yes')))).toHaveLength(1);
    });
    await test.step('explained for the owner and for the statistician, with its parameters', async () => {
      await wafa.set('value', 'model', 'pnbd');
      await wafa.openPanel('value', 'how');
      await expect(how.getByRole('heading', { name: wafa.words.page('cell.how.owner') })).toBeVisible();
      await expect(
        how.getByRole('heading', { name: wafa.words.page('cell.how.statistician') }),
      ).toBeVisible();
      await expect(how).toContainText('Schmittlein, Morrison & Colombo 1987');
      const parameters = await wafa.tableRows('value', 'parameters');
      expect(parameters.slice(0, 4).map(([name]) => name)).toEqual(['r', 'α', 's', 'β']);
    });
    await test.step('amounts in the currency that is chosen', async () => {
      await wafa.set('value', 'currency', 'SAR');
      await wafa.openPanel('value', 'table');
      const methods = await wafa.tableRows('value', 'methods');
      expect(methods[0][1]).toMatch(language === 'en' ? /^SAR\s?[\d,]+$/ : /[\d,]+\s?ر\.س/);
    });
    await test.step('those to call first', async () => {
      await wafa.set('alive', 'model', 'pnbd');
      await wafa.openPanel('alive', 'how');
      await expect(wafa.cell('alive')).toContainText('Schmittlein, Morrison & Colombo 1987');
    });
  });
}

test('contracts are asked for their renewals and compared pair by pair', async ({ wafa }) => {
  test.skip(!referencePresent, 'needs the Telco file');
  await wafa.choose(dataPath('Telco-Customer-Churn.csv'));
  await wafa.readSentence();
  await wafa.confirm();
  await wafa.settled('survival', 'subscription');
  await wafa.openPanel('subscription', 'table');
  const [first] = await wafa.tableRows('subscription', 'parameters');
  expect(first[0]).toMatch(/α|alpha/);
  await wafa.control('survival', 'groupBy').selectOption('Contract');
  await wafa.settled('survival');
  await wafa.openPanel('survival', 'table');
  const pairs = await wafa.tableRows('survival', 'pairwise');
  expect(pairs).toHaveLength(3);
  for (const row of pairs) expect(row.join(' ')).toContain('< 0.001');
});
