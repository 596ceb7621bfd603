import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { Database } from './database';
import { emptyDatabase } from './empty-database';
import { nodePlatform } from './node';

const never = new AbortController().signal;
const folder = mkdtempSync(join(tmpdir(), 'wafa-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('an empty database', () => {
  it('is byte for byte what the engine itself writes', async () => {
    const platform = { ...nodePlatform, privateFolder: `${folder}/` };
    const database = await Database.start(platform, () => undefined);
    const path = join(folder, 'own.db');
    await database.run(`ATTACH '${path}' AS own`, never);
    await database.detach('own', null);
    expect(Buffer.from(emptyDatabase()).equals(readFileSync(path))).toBe(true);
    await database.stop();
  });
});
