// npm run check: types, lint, format, the arrows between folders, dead code. All run; any failure fails the whole.
import { spawnSync } from 'node:child_process';
import { ensureInstalled } from './ensure-installed.mjs';

ensureInstalled();
const steps = [
  ['types', 'svelte-check', ['--tsconfig', './tsconfig.json', '--fail-on-warnings', '--output', 'human']],
  ['lint', 'eslint', ['--config', '.ci/eslint.config.js', '--max-warnings', '0', '.', '.ci']],
  ['format', 'prettier', ['--check', '--log-level', 'warn', '.', '.ci/**/*.{js,mjs}']],
  ['arrows', 'depcruise', ['--config', '.dependency-cruiser.cjs', 'src', 'workers', 'test']],
  ['dead code', 'knip', []],
];
const failed = [];
for (const [name, command, options] of steps) {
  console.log(`\n── check: ${name}`);
  const { status } = spawnSync('npx', ['--no-install', command, ...options], { stdio: 'inherit' });
  if (status !== 0) failed.push(name);
}
console.log(failed.length === 0 ? '\ncheck: all passed' : `\ncheck failed: ${failed.join(', ')}`);
process.exit(failed.length === 0 ? 0 : 1);
