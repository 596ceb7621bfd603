import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const repository = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const dataDirectory = process.env.WAFA_REFERENCE_DATA ?? join(repository, '../shared/data');
const referenceDirectory = join(dataDirectory, '../reference');

/** Whether the real files and their reference numbers are on this machine; tests that need them skip otherwise. */
export const referencePresent: boolean = existsSync(dataDirectory) && existsSync(referenceDirectory);

if (!referencePresent) {
  const message = `reference data not found at ${dataDirectory} (set WAFA_REFERENCE_DATA)`;
  if (process.env.CI) throw new Error(message);
  console.warn(`skipping: ${message}`);
}

/** A file of trusted numbers, as parsed JSON. */
export function referenceJson<T>(name: string): T {
  return JSON.parse(readFileSync(join(referenceDirectory, name), 'utf8')) as T;
}

/** Path of a real data file. */
export function dataPath(name: string): string {
  return join(dataDirectory, name);
}

/** Rows of a data file without quoted values, by column name. */
export function readCsv(name: string): Record<string, string>[] {
  const [header, ...lines] = readFileSync(dataPath(name), 'utf8').trim().split(/\r?\n/);
  const columns = header.split(',');
  return lines.map((line) => {
    const values = line.split(',');
    return Object.fromEntries(columns.map((column, index) => [column, values[index]]));
  });
}
