/** The synchronous side of a file of the browser's private file system, which only workers have. */
export interface SyncHandle {
  read(bytes: Uint8Array, options: { at: number }): number;
  write(bytes: Uint8Array, options: { at: number }): number;
  truncate(size: number): void;
  getSize(): number;
}

/** What was written to a file after it was frozen, in the order of writing. */
interface Frozen {
  writes: { at: number; bytes: Uint8Array }[];
  size: number;
}

/**
 * Makes files take a failed write calmly. The engine does not survive an error thrown in the middle of its work, so from
 * the first write that finds no room on a file stays on disk as it is, and what is written later is held in memory until
 * the file is closed: what was last checkpointed can be opened again, the engine goes on undisturbed, and whoever started
 * the work is told to end it.
 * @param prototype of the handles
 * @param onFull called once for each file
 */
export function freezeWhenFull(prototype: SyncHandle, onFull: (handle: SyncHandle) => void): void {
  const frozenFiles = new WeakMap<SyncHandle, Frozen>();
  const { read, write, truncate, getSize } = prototype;

  function freeze(handle: SyncHandle): Frozen {
    const frozen = { writes: [], size: getSize.call(handle) };
    frozenFiles.set(handle, frozen);
    onFull(handle);
    return frozen;
  }

  prototype.write = function (this: SyncHandle, bytes, options) {
    let frozen = frozenFiles.get(this);
    if (!frozen) {
      const written = attempt(() => write.call(this, bytes, options));
      if (written === bytes.byteLength) return written;
      frozen = freeze(this);
    }
    frozen.writes.push({ at: options.at, bytes: bytes.slice() });
    frozen.size = Math.max(frozen.size, options.at + bytes.byteLength);
    return bytes.byteLength;
  };

  prototype.truncate = function (this: SyncHandle, size) {
    const frozen =
      frozenFiles.get(this) ?? (attempt(() => (truncate.call(this, size), 0)) === 0 ? null : freeze(this));
    if (frozen) frozen.size = size;
  };

  prototype.getSize = function (this: SyncHandle) {
    return frozenFiles.get(this)?.size ?? getSize.call(this);
  };

  prototype.read = function (this: SyncHandle, bytes, options) {
    const frozen = frozenFiles.get(this);
    const onDisk = read.call(this, bytes, options);
    if (!frozen) return onDisk;
    for (const one of frozen.writes) copyOverlap(one, bytes, options.at);
    return Math.max(0, Math.min(bytes.byteLength, frozen.size - options.at));
  };
}

/** Copies into `target`, which begins at `at` in the file, what was written there. */
function copyOverlap(written: { at: number; bytes: Uint8Array }, target: Uint8Array, at: number): void {
  const from = Math.max(written.at, at);
  const to = Math.min(written.at + written.bytes.byteLength, at + target.byteLength);
  if (from < to) target.set(written.bytes.subarray(from - written.at, to - written.at), from - at);
}

function attempt(work: () => number): number {
  try {
    return work();
  } catch {
    return -1;
  }
}
