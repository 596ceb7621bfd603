// npm run check: types, lint, format, the arrows between folders, dead code. All run; any failure fails the whole.
import { spawnSync } from 'node:child_process';
import { ensureInstalled } from './ensure-installed.mjs';

ensureInstalled();
const steps = ['types', 'lint', 'format', 'arrows', 'unused'];
const failed = steps.filter((step) => {
  console.log(`\n── check: ${step}`);
  return spawnSync('npm', ['run', '--silent', `check:${step}`], { stdio: 'inherit' }).status !== 0;
});
console.log(failed.length === 0 ? '\ncheck: all passed' : `\ncheck failed: ${failed.join(', ')}`);
process.exit(failed.length === 0 ? 0 : 1);
