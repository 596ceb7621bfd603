import type { ResultCache } from './result-cache';

/** A cell's work: what it is made of, what has to be there first, and how it is done. */
export interface Task<Result> {
  id: string;
  /** The same for the same content, whatever the cell; another for any other. */
  key: number;
  /** Cells whose results have to be there first. */
  after: readonly string[];
  /** It can't be done as the document stands. */
  isImpossible: boolean;
  /** @throws whatever went wrong; what was aborted may do as it likes */
  run: (signal: AbortSignal) => Promise<Result>;
}

export type TaskState<Result> =
  | { status: 'waiting' | 'impossible' | 'cancelled' }
  | { status: 'running' }
  | { status: 'done'; result: Result }
  | { status: 'failed'; error: unknown }
  /** A cell it builds on has no result. */
  | { status: 'blocked'; by: string };

interface Entry<Result> {
  task: Task<Result>;
  state: TaskState<Result>;
  controller: AbortController | null;
}

interface Options<Result> {
  cache: ResultCache<Result>;
  onState: (id: string, state: TaskState<Result>) => void;
  /** Most tasks that run together. Of those that can't be seen one does, so that a new wish finds room. */
  most?: number;
}

/**
 * Works cells out: those whose content has changed and no others, each after those it builds on, those that can be seen
 * first. What was begun for a content that no longer holds is aborted, and its answer dropped.
 */
export class Scheduler<Result> {
  private entries = new Map<string, Entry<Result>>();
  private visible: ReadonlySet<string> = new Set();
  private readonly most: number;

  constructor(private readonly options: Options<Result>) {
    this.most = options.most ?? 3;
  }

  /** All tasks of the document, in its order. */
  update(tasks: readonly Task<Result>[]): void {
    const former = this.entries;
    this.entries = new Map();
    for (const task of tasks) {
      const entry = former.get(task.id);
      former.delete(task.id);
      const isSame = entry?.task.key === task.key && entry.task.isImpossible === task.isImpossible;
      if (isSame) this.entries.set(task.id, Object.assign(entry, { task }));
      else {
        entry?.controller?.abort();
        this.entries.set(task.id, this.begin(task));
      }
    }
    for (const { controller } of former.values()) controller?.abort();
    this.pump();
  }

  /** The cells that can be seen; they come first. */
  see(ids: ReadonlySet<string>): void {
    this.visible = ids;
    this.pump();
  }

  /** Stops a cell; it stays so until it changes or is run again. */
  cancel(id: string): void {
    const entry = this.entries.get(id);
    if (!entry || !isOpen(entry)) return;
    entry.controller?.abort();
    this.enter(entry, { status: 'cancelled' });
    this.pump();
  }

  /** Works a cell out once more, although nothing has changed. */
  again(id: string): void {
    const entry = this.entries.get(id);
    if (!entry || entry.task.isImpossible) return;
    entry.controller?.abort();
    this.enter(entry, { status: 'waiting' });
    this.pump();
  }

  /** Ends all work, and forgets it. */
  stop(): void {
    for (const { controller } of this.entries.values()) controller?.abort();
    this.entries.clear();
  }

  /** Forgets all results, as after a new start of the engine. */
  restart(): void {
    const tasks = [...this.entries.values()].map(({ task }) => task);
    this.options.cache.clear();
    this.stop();
    this.update(tasks);
  }

  private begin(task: Task<Result>): Entry<Result> {
    const entry: Entry<Result> = { task, state: { status: 'waiting' }, controller: null };
    const known = task.isImpossible ? undefined : this.options.cache.get(task.key);
    if (task.isImpossible) this.enter(entry, { status: 'impossible' });
    else if (known !== undefined) this.enter(entry, { status: 'done', result: known });
    else this.enter(entry, { status: 'waiting' });
    return entry;
  }

  private enter(entry: Entry<Result>, state: TaskState<Result>): void {
    entry.state = state;
    this.options.onState(entry.task.id, state);
  }

  /** Starts what can be started. */
  private pump(): void {
    this.settle();
    const waiting = [...this.entries.values()].filter((entry) => this.isReady(entry));
    const seen = waiting.filter(({ task }) => this.visible.has(task.id));
    const most = seen.length > 0 ? this.most : 1;
    for (const entry of seen.length > 0 ? seen : waiting) {
      const running = [...this.entries.values()].filter(({ state }) => state.status === 'running');
      if (running.length >= most) return;
      // Two cells of the same content are worked out once.
      if (!running.some(({ task }) => task.key === entry.task.key)) void this.start(entry);
    }
  }

  /** Those that build on a cell without a result wait for nothing; and wait again once it may get one. */
  private settle(): void {
    for (let isSettled = false; !isSettled;) {
      isSettled = true;
      for (const entry of this.entries.values()) {
        if (entry.state.status !== 'waiting' && entry.state.status !== 'blocked') continue;
        const by = entry.task.after.find((id) => this.hasNone(id)) ?? null;
        const former = entry.state.status === 'blocked' ? entry.state.by : null;
        if (by === former) continue;
        this.enter(entry, by === null ? { status: 'waiting' } : { status: 'blocked', by });
        isSettled = false;
      }
    }
  }

  private hasNone(id: string): boolean {
    const status = this.entries.get(id)?.state.status;
    return status === undefined || ['impossible', 'cancelled', 'failed', 'blocked'].includes(status);
  }

  private isReady({ task, state }: Entry<Result>): boolean {
    return (
      state.status === 'waiting' && task.after.every((id) => this.entries.get(id)?.state.status === 'done')
    );
  }

  private async start(entry: Entry<Result>): Promise<void> {
    const controller = new AbortController();
    const { key } = entry.task;
    entry.controller = controller;
    this.enter(entry, { status: 'running' });
    let state: TaskState<Result>;
    try {
      state = { status: 'done', result: await entry.task.run(controller.signal) };
    } catch (error) {
      state = { status: 'failed', error };
    }
    if (controller.signal.aborted) return;
    if (state.status === 'done') this.options.cache.set(key, state.result);
    this.enter(entry, state);
    for (const twin of this.entries.values())
      if (twin.state.status === 'waiting' && twin.task.key === key && state.status === 'done')
        this.enter(twin, state);
    this.pump();
  }
}

const isOpen = <Result>({ state }: Entry<Result>) =>
  state.status === 'waiting' || state.status === 'running' || state.status === 'blocked';
