import type { AsyncDuckDB } from '@duckdb/duckdb-wasm';

const stepMilliseconds = 100;
const patienceSteps = 100;

const messageOf = (thrown: unknown) => (thrown instanceof Error ? thrown.message : String(thrown));

/** A file can't be dropped because a statement has it open. */
export const isInUse = (thrown: unknown) => messageOf(thrown).includes('in use');

/** Tries again, for ten seconds, while the error is one that passes. */
export async function patiently<T>(work: () => Promise<T>, passes: (thrown: unknown) => boolean): Promise<T> {
  for (let step = 1; ; step += 1) {
    try {
      return await work();
    } catch (thrown) {
      if (step === patienceSteps || !passes(thrown)) throw thrown;
      await new Promise((resolve) => setTimeout(resolve, stepMilliseconds));
    }
  }
}

const logName = (engineName: string) => `${engineName}.wal`;

/**
 * Makes a file of the browser's private file system ready to be attached. Its write-ahead log is held in memory: the engine
 * can't write one there, and what was not checkpointed is meant to be gone.
 */
export async function openPrivateFile(duckdb: AsyncDuckDB, engineName: string): Promise<void> {
  // The worker of a tab that has just ended lets go of its files a moment later.
  const isHeld = (thrown: unknown) => messageOf(thrown).includes('another open Access Handle');
  await patiently(() => duckdb.registerOPFSFileName(engineName), isHeld);
  await duckdb.registerFileBuffer(logName(engineName), new Uint8Array(0));
}

/** Writes out and lets go of a file that was attached; statements that still read it are waited for. */
export async function closePrivateFile(duckdb: AsyncDuckDB, engineName: string): Promise<void> {
  await patiently(() => duckdb.dropFile(engineName), isInUse);
  await patiently(() => duckdb.dropFile(logName(engineName)), isInUse);
}
