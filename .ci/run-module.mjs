// Runs a TypeScript module of the project under Node as Vite would: node .ci/run-module.mjs FILE
import { resolve } from 'node:path';
import { ensureInstalled } from './ensure-installed.mjs';

ensureInstalled();
const { runnerImport } = await import('vite');
await runnerImport(resolve(process.argv[2]), { logLevel: 'error', configFile: false });
