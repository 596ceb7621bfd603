// npm test: installs what is missing, a browser too, and runs everything: check, Vitest, build and size, Playwright.
import { spawnSync } from 'node:child_process';
import { ensureInstalled } from './ensure-installed.mjs';

ensureInstalled();
// Playwright can be imported only once it is installed.
const { ensureBrowser } = await import('./ensure-browser.mjs');
const run = (command, options, environment = {}) => {
  const { status } = spawnSync(command, options, {
    stdio: 'inherit',
    env: { ...process.env, ...environment },
  });
  if (status !== 0) process.exit(status ?? 1);
};
const npx = (...options) => run('npx', ['--no-install', ...options]);

run(process.execPath, ['.ci/check.mjs']);
npx('vitest', 'run');
npx('vite', 'build', '--logLevel', 'warn');
npx('size-limit');
run('npx', ['--no-install', 'playwright', 'test', '--config', 'test/e2e/playwright.config.ts'], {
  WAFA_CHROMIUM: ensureBrowser(),
});
