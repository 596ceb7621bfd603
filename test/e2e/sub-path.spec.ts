import { builtFolder } from './built-folder';
import { expect, test as base } from './fixtures';
import { serveFolder } from './static-server';

const test = base.extend({
  // eslint-disable-next-line no-empty-pattern -- Playwright reads the fixtures needed from this pattern.
  address: async ({}, use) => {
    const host = await serveFolder(builtFolder, { basePath: '/some/path/' });
    await use(host.address);
    await host.close();
  },
});

test('the built page works under any path of any static host', async ({ wafa, address }) => {
  const missing: string[] = [];
  wafa.page.on('response', (response) => {
    if (response.status() >= 400) missing.push(response.url());
  });
  await wafa.openSample();
  await wafa.settled('rate', 'cohort', 'survival', 'value', 'alive', 'rfm');
  expect(wafa.page.url()).toBe(address);
  expect(missing).toEqual([]);
});
