import type { SourceFile } from '../duckdb/platform';
import { EngineError, throwIfCancelled } from '../duckdb/engine-error';

/** The last four bytes of a member: how long it is unpacked, modulo 2³² (RFC 1952). */
const lengthBytes = 4;

/**
 * Reads a gzip file from end to end and tells whether it is whole. The engine itself takes a file that was cut off for one
 * that ends there and would quietly give the numbers of its first half.
 * @throws EngineError `fileUnreadable` when the file is cut off or damaged, `cancelled`
 */
export async function checkGzip(file: SourceFile, signal: AbortSignal): Promise<void> {
  const { Gunzip } = await import('fflate');
  const blob = await file.blob();
  let unpacked = 0;
  const gunzip = new Gunzip((data) => {
    unpacked += data.length;
  });
  gunzip.onmember = () => {
    unpacked = 0;
  };
  const damaged = (cause: unknown) =>
    new EngineError('fileUnreadable', 'The compressed file is cut off or damaged.', { cause: String(cause) });
  const reader = blob.stream().getReader();
  for (;;) {
    const { value, done } = await reader.read();
    throwIfCancelled(signal);
    try {
      gunzip.push(value ?? new Uint8Array(), done);
    } catch (thrown) {
      await reader.cancel();
      throw damaged(thrown);
    }
    if (done) break;
  }
  const announced = new DataView(await blob.slice(-lengthBytes).arrayBuffer()).getUint32(0, true);
  if (announced !== unpacked % 2 ** 32) throw damaged(`${unpacked} bytes instead of ${announced}`);
}
