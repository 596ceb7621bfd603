import { test as base, expect } from '@playwright/test';
import { startRefusingProxy, watchContext, type ForeignRequests } from './foreign-requests';
import { watchPolicy, type PolicyViolations } from './policy-violations';
import { WafaPage } from './wafa-page';

interface Fixtures {
  /** Where the page lives. */
  address: string;
  /** Fails the test when anything was asked of another origin. */
  foreignRequests: ForeignRequests;
  /** Fails the test when the page or a worker was refused something by its policy. */
  policyViolations: PolicyViolations;
  wafa: WafaPage;
}

export const test = base.extend<Fixtures & { recording: { addresses: string[]; proxy: string } }>({
  address: async ({ baseURL }, use) => use(baseURL!),

  // eslint-disable-next-line no-empty-pattern -- Playwright reads the fixtures needed from this pattern.
  recording: async ({}, use) => {
    const addresses: string[] = [];
    const { server, address } = await startRefusingProxy(addresses);
    await use({ addresses, proxy: address });
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  },

  contextOptions: async ({ contextOptions, recording, address }, use) =>
    use({ ...contextOptions, proxy: { server: recording.proxy, bypass: new URL(address).hostname } }),

  foreignRequests: [
    async ({ context, address, recording }, use) => {
      const { addresses } = recording;
      await watchContext(context, address, addresses);
      await use({ addresses, forget: () => addresses.splice(0) });
      expect(addresses, 'requests to another origin').toEqual([]);
    },
    { auto: true },
  ],

  policyViolations: [
    async ({ context }, use) => {
      const violations = await watchPolicy(context);
      await use(violations);
      expect(violations.messages, 'refused by the policy').toEqual([]);
    },
    { auto: true },
  ],

  wafa: async ({ page, address }, use) => {
    const wafa = new WafaPage(page, address);
    await wafa.visit();
    await use(wafa);
  },
});

export { expect };
