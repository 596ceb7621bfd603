import type { BuiltFile } from '../api/offline';

/** How much of all files is there. */
export class FetchProgress {
  readonly #bytes = new Map<BuiltFile, number>();
  readonly ofBytes: number;

  constructor(files: readonly BuiltFile[]) {
    this.ofBytes = files.reduce((sum, { bytes }) => sum + bytes, 0);
  }

  /** More of a file has come. Until it is checked it may be longer than it should be. */
  add(file: BuiltFile, bytes: number): void {
    this.#bytes.set(file, Math.min(file.bytes, (this.#bytes.get(file) ?? 0) + bytes));
  }

  finish(file: BuiltFile): void {
    this.#bytes.set(file, file.bytes);
  }

  get now(): { bytes: number; ofBytes: number } {
    const bytes = [...this.#bytes.values()].reduce((sum, each) => sum + each, 0);
    return { bytes, ofBytes: this.ofBytes };
  }
}
