import type { LaunchOptions } from '@playwright/test';

/** How the tests and the bench start Chromium: quiet, so that every request there is comes from the page. */
export const browserOptions: LaunchOptions = {
  executablePath: process.env.WAFA_CHROMIUM || undefined,
  args: [
    '--no-sandbox',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--no-first-run',
    '--disable-quic',
  ],
};
