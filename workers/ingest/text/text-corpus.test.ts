import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeTemporary } from '../../../test/helpers/small-data';
import type { CorpusFile } from '../../../test/import-corpus/corpus-file';
import { textFiles } from '../../../test/import-corpus/text';
import { Database } from '../../duckdb/database';
import type { EngineError } from '../../duckdb/engine-error';
import { nodeFile, nodePlatform } from '../../duckdb/node';
import { openText } from './open-text';

const never = new AbortController().signal;
let database: Database;
beforeAll(async () => {
  database = await Database.start(nodePlatform, () => undefined);
});
afterAll(() => database.stop());

const rowsOf = async (sql: string) => [...(await database.run(sql, never))].map((row) => row.toJSON());

async function readFiles({ name, bytes, more = [], choose }: CorpusFile) {
  const files = await Promise.all(
    [{ name, bytes }, ...more].map((file) => nodeFile(writeTemporary(file.name, file.bytes))),
  );
  const reader = await openText(files, choose?.reading ?? {}, never);
  const columns = reader.samples.map((sample) => sample.name);
  const target = { database, namespace: 'memory.main', table: 'corpus', columns, types: {} };
  for (const table of ['corpus', 'corpus_rejected'])
    await database.run(`DROP TABLE IF EXISTS ${table}`, never);
  const outcome = await reader.readInto(target, never, () => undefined);
  return {
    columns,
    raw: (await rowsOf('SELECT * FROM corpus')).map((row) => Object.values(row)),
    rowsRead: outcome.rows,
    rejected: await rowsOf('SELECT line, value, reason FROM corpus_rejected ORDER BY line'),
    reading: Object.fromEntries(reader.reading.map(({ setting, value }) => [setting, value])),
  };
}

describe('ugly text files', () => {
  it.each(textFiles.map((file) => [`${file.name}: ${file.why}`, file] as const))('%s', async (_, file) => {
    const { error, rejected, ...expected } = file.expected;
    const result = await readFiles(file).catch((thrown: EngineError) => ({ error: thrown.code }));
    if (error) return expect(result).toEqual({ error });
    expect(result).toMatchObject(expected);
    if (rejected)
      expect(result).toMatchObject({ rejected: rejected.map((row) => expect.objectContaining(row)) });
  });
});
