import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { corpus } from './corpus';

/** `npm run corpus`: writes the ugly files, each with what must come out of it. */

const folder = join(process.cwd(), 'test/fixtures/import');

mkdirSync(folder, { recursive: true });
for (const name of readdirSync(folder)) rmSync(join(folder, name));
for (const { name, why, bytes, more = [], choose, expected } of corpus) {
  writeFileSync(join(folder, name), bytes);
  for (const file of more) writeFileSync(join(folder, file.name), file.bytes);
  const told = { why, ...(more.length > 0 && { with: more.map((file) => file.name) }), choose, expected };
  writeFileSync(join(folder, `${name}.expected.json`), `${JSON.stringify(told, null, 2)}\n`);
}
console.log(`${corpus.length} files in ${folder}`);
