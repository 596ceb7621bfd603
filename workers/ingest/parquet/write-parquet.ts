import { EngineError } from '../../duckdb/engine-error';
import type { Platform } from '../../duckdb/platform';

/**
 * A table as a Parquet file, with the types it has. Packed by Snappy, which every reader knows.
 * @param table Arrow IPC stream
 * @throws EngineError `queryFailed` for a type that Parquet has not, `memoryLimit`
 */
export async function writeParquet(
  platform: Pick<Platform, 'loadParquet'>,
  table: Uint8Array,
): Promise<Uint8Array> {
  const parquet = await platform.loadParquet();
  try {
    const properties = new parquet.WriterPropertiesBuilder()
      .setCompression(parquet.Compression.SNAPPY)
      .setCreatedBy('wafa')
      .build();
    return parquet.writeParquet(parquet.Table.fromIPCStream(table), properties);
  } catch (thrown) {
    const cause = thrown instanceof Error ? thrown.message : String(thrown);
    const code = /memory|allocat|unreachable/i.test(cause) ? 'memoryLimit' : 'queryFailed';
    throw new EngineError(code, 'The table could not be written as Parquet.', { cause });
  }
}
