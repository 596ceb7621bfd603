// Finds a Chromium for the browser tests: Playwright's own, the system's, or one installed now by either.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';

const systemPaths = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const find = () =>
  [process.env.WAFA_CHROMIUM, chromium.executablePath(), ...systemPaths].find(
    (path) => path && existsSync(path),
  );

/** @returns path of a Chromium that is there */
export function ensureBrowser() {
  const present = find();
  if (present) return present;
  console.error('Installing a browser …');
  spawnSync('npx', ['--no-install', 'playwright', 'install', 'chromium'], { stdio: 'inherit' });
  if (!find() && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    spawnSync('apt-get', ['update'], { stdio: 'inherit' });
    spawnSync('apt-get', ['install', '-y', 'chromium'], { stdio: 'inherit' });
  }
  const installed = find();
  if (installed) return installed;
  console.error('No Chromium could be installed. Install one and name it in WAFA_CHROMIUM.');
  process.exit(1);
}
