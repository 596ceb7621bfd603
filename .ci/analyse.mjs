// npm run --silent analyse: lets Vite run the TypeScript of workers/, SQL files included, as the browser's build would.
import { ensureInstalled } from './ensure-installed.mjs';

ensureInstalled();
const { loadModules } = await import('./load-module.mjs');
const [{ run }, documents] = await loadModules('/workers/command-line.ts', '/src/notebook/run-document.ts');
const { exitCode, output } = await run(process.argv.slice(2), documents);
const text = `${JSON.stringify(output)}\n`;
// A pipe may take a large result in pieces; leave only when all of it is written.
const stream = exitCode === 0 || !('error' in output) ? process.stdout : process.stderr;
stream.write(text, () => process.exit(exitCode));
