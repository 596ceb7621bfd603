// node .ci/run-module.mjs FILE: runs a TypeScript module of the project for what it does on being loaded.
import { ensureInstalled } from './ensure-installed.mjs';

ensureInstalled();
const { loadModule } = await import('./load-module.mjs');
await loadModule(`/${process.argv[2]}`);
process.exit(0);
