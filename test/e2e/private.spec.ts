import { builtFolder } from './built-folder';
import { expect, test as base } from './fixtures';
import { serveFolder, type StaticServer } from './static-server';

const test = base.extend<{ withHeaders: boolean; host: StaticServer }>({
  withHeaders: [false, { option: true }],
  host: async ({ withHeaders }, use) => {
    const host = await serveFolder(builtFolder, { withHeaders });
    await use(host);
    await host.close();
  },
  address: async ({ host }, use) => use(host.address),
});

const askOutside = (name: string) => fetch(`http://${name}.example/`).then(String, () => 'refused');

test.describe('without the policy', () => {
  test.use({ bypassCSP: true });

  test('what watches over requests sees the page, the engine’s worker and DuckDB’s worker', async ({
    wafa,
    foreignRequests,
  }) => {
    await wafa.openSample();
    await wafa.page.evaluate(askOutside, 'page');
    const workers = wafa.page.workers();
    expect(workers.length).toBeGreaterThanOrEqual(2);
    for (const [index, worker] of workers.entries()) await worker.evaluate(askOutside, `worker-${index}`);
    const seen = foreignRequests.addresses.join('\n');
    expect(seen).toContain('http://page.example/');
    workers.forEach((_, index) => expect(seen).toContain(`http://worker-${index}.example/`));
    foreignRequests.forget();
  });
});

test('the policy inside of the page lets nothing out, and nothing become a script', async ({
  wafa,
  foreignRequests,
  policyViolations,
}) => {
  const { page } = wafa;
  expect(await page.evaluate(askOutside, 'page')).toBe('refused');
  const attempts = await page.evaluate(async () => {
    const thrown = (attempt: () => unknown) => {
      try {
        attempt();
        return 'done';
      } catch (error) {
        return (error as Error).name;
      }
    };
    const image = new Image();
    const loading = new Promise((settle) => {
      image.onload = () => settle('loaded');
      image.onerror = () => settle('refused');
    });
    image.src = 'data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=';
    const { trustedTypes } = globalThis as unknown as {
      trustedTypes: { createPolicy(name: string, rules: object): void };
    };
    return {
      html: thrown(() => (document.createElement('div').innerHTML = '<b>x</b>')),
      script: thrown(() => (document.createElement('script').text = 'x')),
      handler: thrown(() => document.createElement('div').setAttribute('onclick', 'x')),
      worker: thrown(() => new Worker('http://worker.example/x.js')),
      policy: thrown(() => trustedTypes.createPolicy('other', {})),
      image: await loading,
    };
  });
  expect(attempts).toEqual({
    html: 'TypeError',
    script: 'TypeError',
    handler: 'TypeError',
    worker: 'TypeError',
    policy: 'TypeError',
    image: 'refused',
  });
  expect(foreignRequests.addresses).toEqual([]);
  expect(policyViolations.messages.length).toBeGreaterThan(0);
  policyViolations.forget();
});

test.describe('from a host that sends the ready headers', () => {
  test.use({ withHeaders: true });

  test('the workers too let nothing out, and no text becomes code', async ({
    wafa,
    host,
    foreignRequests,
  }) => {
    await wafa.openSample();
    const workers = wafa.page.workers();
    expect(workers.length).toBeGreaterThanOrEqual(2);
    for (const [index, worker] of workers.entries()) {
      expect(await worker.evaluate(askOutside, `worker-${index}`)).toBe('refused');
      // From a timer, since what the debugger runs itself is let through.
      const coded = await worker.evaluate(() => {
        try {
          (setTimeout as (code: string) => unknown)('globalThis.ran = true');
        } catch (error) {
          return (error as Error).name;
        }
        return new Promise((settle) => setTimeout(() => settle('ran' in globalThis), 0));
      });
      expect(coded).toBe('TypeError');
      await expect.poll(() => host.refused.join()).toContain(`http://worker-${index}.example/`);
    }
    expect(foreignRequests.addresses).toEqual([]);
  });
});
