// npm run bench: installs what is missing, a browser too, and measures the built product in it.
import { ensureInstalled } from './ensure-installed.mjs';

ensureInstalled();
// Playwright can be imported only once it is installed.
const { ensureBrowser } = await import('./ensure-browser.mjs');
process.env.WAFA_CHROMIUM = ensureBrowser();
const { runnerImport } = await import('vite');
await runnerImport('./test/bench/bench.ts', { logLevel: 'error', configFile: false });
