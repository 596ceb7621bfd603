import { existsSync, renameSync, writeFileSync } from 'node:fs';
import * as parquet from 'parquet-wasm';
import { tableToIPC } from 'apache-arrow';
import { nodeFile, nodePlatform } from '../../workers/duckdb/node';
import { Database } from '../../workers/duckdb/database';
import { lentFolder } from '../../workers/duckdb/settings';
import { literal } from '../../workers/duckdb/sql-text';

const never = new AbortController().signal;
const rowsPerGroup = 1_000_000;

/** The same rows as Parquet (zstd, row groups of a million), written once and kept beside the CSV. */
export async function generatedParquet(csv: string, rows: number): Promise<string> {
  const path = csv.replace(/\.csv$/, '.parquet');
  if (existsSync(path)) return path;
  const database = await Database.start(nodePlatform, () => undefined);
  const lent = `${lentFolder}rows.csv`;
  await database.register(await nodeFile(csv), lent);
  await database.run(`CREATE TABLE all_rows AS SELECT * FROM read_csv(${literal(lent)})`, never);
  const groups = Array.from({ length: Math.ceil(rows / rowsPerGroup) }, (_, group) => group);
  async function* batches(): AsyncGenerator<parquet.RecordBatch> {
    for (const group of groups) {
      const part = await database.run(
        `SELECT * FROM all_rows WHERE rowid BETWEEN ${group * rowsPerGroup} AND ${(group + 1) * rowsPerGroup - 1}`,
        never,
      );
      yield* parquet.Table.fromIPCStream(tableToIPC(part, 'stream')).recordBatches();
    }
  }
  const properties = new parquet.WriterPropertiesBuilder()
    .setCompression(parquet.Compression.ZSTD)
    .setMaxRowGroupSize(rowsPerGroup)
    .build();
  const source = batches();
  const groupsAsStream = new ReadableStream<parquet.RecordBatch>({
    async pull(controller) {
      const { done, value } = await source.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
  });
  const stream = await parquet.transformParquetStream(groupsAsStream, properties);
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream as unknown as AsyncIterable<Uint8Array>) chunks.push(chunk);
  writeFileSync(`${path}.unfinished`, Buffer.concat(chunks));
  renameSync(`${path}.unfinished`, path);
  await database.stop();
  return path;
}
