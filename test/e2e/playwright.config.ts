import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from '@playwright/test';
import { browserOptions } from './browser-options';
import { builtFolder } from './built-folder';

const repository = resolve(fileURLToPath(import.meta.url), '../../..');
const port = Number(process.env.WAFA_PORT ?? 4273);

export default defineConfig({
  testDir: '.',
  outputDir: join(repository, 'test-results/e2e'),
  workers: 1,
  retries: 0,
  reporter: 'list',
  forbidOnly: Boolean(process.env.CI),
  timeout: 180_000,
  expect: { timeout: 60_000 },
  use: {
    baseURL: `http://127.0.0.1:${port}/`,
    browserName: 'chromium',
    launchOptions: browserOptions,
    locale: 'en-GB',
    viewport: { width: 1280, height: 900 },
    actionTimeout: 60_000,
    screenshot: 'only-on-failure',
  },
  webServer: {
    command: `npx --no-install vite preview --outDir "${builtFolder}" --port ${port} --strictPort --host 127.0.0.1`,
    cwd: repository,
    url: `http://127.0.0.1:${port}/`,
    reuseExistingServer: false,
  },
});
