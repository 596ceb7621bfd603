import { builtFolder } from './built-folder';
import { expect, test as base } from './fixtures';
import { serveFolder, type StaticServer } from './static-server';
import { wholeSession } from './whole-session';

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

/** What a browser asks by itself now and then: whether there is a later version. */
const updateCheck = '/service.worker.js';

test('a whole working session asks nobody else for anything, and its own host for nothing once it is loaded', async ({
  wafa,
  host,
  foreignRequests,
  policyViolations,
}) => {
  test.setTimeout(900_000);
  const { page, words } = wafa;
  const said: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) said.push(message.text());
  });
  page.on('pageerror', (error) => said.push(String(error)));
  const ready = page
    .locator(':not([aria-live])')
    .and(page.getByText(words.page('offline.ready'), { exact: true }));

  await expect(ready).toBeVisible();
  expect(host.asked.some((path) => path.includes('parquet'))).toBe(true);
  await page.reload();
  await expect(ready).toBeVisible();
  host.asked.length = 0;
  await wholeSession(wafa, (title, work) => test.step(title, work));
  expect(host.asked.filter((path) => path !== updateCheck)).toEqual([]);

  await host.close();
  await page.reload();
  await expect(ready).toBeVisible();
  await wholeSession(wafa, (title, work) => test.step(`without the host: ${title}`, work));

  expect(foreignRequests.addresses).toEqual([]);
  expect(policyViolations.messages).toEqual([]);
  expect(host.refused).toEqual([]);
  expect(said).toEqual([]);
});
