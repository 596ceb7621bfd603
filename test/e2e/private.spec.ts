import { expect, test } from './fixtures';

test('what watches over requests sees the page, the engine’s worker and DuckDB’s worker', async ({
  wafa,
  foreignRequests,
}) => {
  await wafa.openSample();
  const askOutside = (name: string) => fetch(`http://${name}.example/`).catch(() => undefined);
  await wafa.page.evaluate(askOutside, 'page');
  const workers = wafa.page.workers();
  expect(workers.length).toBeGreaterThanOrEqual(2);
  for (const [index, worker] of workers.entries()) await worker.evaluate(askOutside, `worker-${index}`);
  const seen = foreignRequests.addresses.join('\n');
  expect(seen).toContain('http://page.example/');
  workers.forEach((_, index) => expect(seen).toContain(`http://worker-${index}.example/`));
  foreignRequests.forget();
});

test('the engine refuses to fetch from elsewhere by itself', async ({ wafa, foreignRequests }) => {
  await wafa.openSample();
  await wafa.settled('rate', 'cohort', 'survival', 'value', 'alive', 'rfm');
  expect(foreignRequests.addresses).toEqual([]);
});
