import { cancelled } from '../duckdb/engine-error';

/**
 * Work that several callers may ask for at once and that is done once. It goes on while anybody waits for it and is
 * cancelled when all have gone. What is over is forgotten: whether it has to be done again, its callers know.
 */
export class SharedWork {
  private readonly jobs = new Map<
    string,
    { done: Promise<void>; waiting: number; controller: AbortController }
  >();
  /** Jobs write to the same tables, so they run one after another. */
  private queue: Promise<unknown> = Promise.resolve();

  async run(key: string, signal: AbortSignal, work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    const job = this.jobs.get(key) ?? this.start(key, work);
    job.waiting += 1;
    let leave = () => {};
    const left = new Promise<void>((_, reject) => {
      leave = () => {
        job.waiting -= 1;
        if (job.waiting === 0) {
          // Whoever asks from now on must not join what is being given up.
          if (this.jobs.get(key) === job) this.jobs.delete(key);
          job.controller.abort();
        }
        reject(cancelled());
      };
    });
    if (signal.aborted) leave();
    signal.addEventListener('abort', leave);
    try {
      await Promise.race([job.done, left]);
    } finally {
      signal.removeEventListener('abort', leave);
    }
  }

  /** Cancels all jobs. @returns when the last has come to its end */
  async stop(): Promise<void> {
    for (const { controller } of this.jobs.values()) controller.abort();
    this.jobs.clear();
    await this.queue;
  }

  private start(key: string, work: (signal: AbortSignal) => Promise<void>) {
    const controller = new AbortController();
    const done = this.queue.then(() => work(controller.signal));
    this.queue = done.catch(() => undefined);
    const job = { done, waiting: 0, controller };
    this.jobs.set(key, job);
    const forget = () => {
      if (this.jobs.get(key) === job) this.jobs.delete(key);
    };
    done.then(forget, forget);
    return job;
  }
}
