// npm run portable: the built page in a folder for a USB stick, with ways to serve it and a note that says how.
import { cpSync, rmSync } from 'node:fs';
import { ensureInstalled } from './ensure-installed.mjs';

ensureInstalled();
const { build } = await import('vite');
const folder = 'dist-portable';
rmSync(folder, { recursive: true, force: true });
await build({ logLevel: 'warn', build: { outDir: `${folder}/wafa` } });
cpSync('.ci/portable', folder, { recursive: true });
console.log(`\nThe portable page is in ${folder}; its READ-ME.txt says how to serve it.`);
