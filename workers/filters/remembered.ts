import { SharedWork } from '../model/shared-work';

/** Values that are worked out when first asked for, once, whoever asks. */
export class Remembered {
  private readonly values = new Map<string, unknown>();
  private readonly work = new SharedWork();

  async get<T>(key: string, signal: AbortSignal, make: (signal: AbortSignal) => Promise<T>): Promise<T> {
    if (!this.values.has(key))
      await this.work.run(key, signal, async (shared) => void this.values.set(key, await make(shared)));
    return this.values.get(key) as T;
  }

  forget(key: string): void {
    this.values.delete(key);
  }

  /** Ends what is being worked out. */
  stop(): Promise<void> {
    return this.work.stop();
  }
}
