// Installs what is missing, so that one command works in a fresh clone.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

/** npm writes the lock file of what is installed into node_modules; equal versions mean nothing is missing. */
function isInstalled() {
  const installed = 'node_modules/.package-lock.json';
  if (!existsSync(installed)) return false;
  const wanted = JSON.parse(readFileSync('package-lock.json', 'utf8')).packages;
  const present = JSON.parse(readFileSync(installed, 'utf8')).packages;
  return Object.entries(wanted).every(
    ([path, { version, optional }]) => path === '' || optional || present[path]?.version === version,
  );
}

export function ensureInstalled() {
  if (isInstalled()) return;
  console.error('Installing what is missing …');
  // Standard output belongs to the command that follows.
  // Not `npm ci`: it refuses a lock file in which a registry could not tell the optional packages of other platforms.
  const options = ['install', '--no-save', '--no-fund', '--no-audit'];
  const { status } = spawnSync('npm', options, { stdio: ['ignore', 2, 2] });
  if (status !== 0) process.exit(status ?? 1);
}
