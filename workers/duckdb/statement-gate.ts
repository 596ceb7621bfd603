interface Running {
  catalogs: readonly string[];
  interrupt: () => void;
}

/** Catalogs of notebooks that a text of SQL names. */
export const catalogsIn = (sql: string): string[] => [
  ...new Set([...sql.matchAll(/\bstore_\d+\b/g)].map(([name]) => name)),
];

/**
 * Keeps statements off a catalog while it is checkpointed or put away. The engine runs everything on one thread and a
 * statement in slices: a checkpoint that meets a scan of its tables between two slices waits for it for ever.
 */
export class StatementGate {
  private readonly running = new Set<Running>();
  private readonly closed = new Map<string, Promise<void>>();
  private wake: () => void = () => undefined;

  /**
   * Waits until no catalog of a statement is closed.
   * @param interrupt makes the statement end early
   * @returns to be called when the statement is over
   */
  async enter(catalogs: readonly string[], interrupt: () => void): Promise<() => void> {
    for (;;) {
      const opening = catalogs.map((catalog) => this.closed.get(catalog)).find(Boolean);
      if (!opening) break;
      await opening;
    }
    const statement = { catalogs, interrupt };
    this.running.add(statement);
    return () => {
      this.running.delete(statement);
      this.wake();
    };
  }

  /** Makes the statements that run on a catalog end early. */
  interrupt(catalog: string): void {
    for (const { interrupt } of this.runningOn(catalog)) interrupt();
  }

  /** No statement is running on a catalog, and none is kept waiting for it. */
  isFree(catalog: string): boolean {
    return !this.closed.has(catalog) && this.runningOn(catalog).length === 0;
  }

  /**
   * Does work with no statement running on a catalog.
   * @param interrupts ends statements early instead of waiting for their end
   */
  async alone<T>(catalog: string, interrupts: boolean, work: () => Promise<T>): Promise<T> {
    while (this.closed.has(catalog)) await this.closed.get(catalog);
    let open = () => {};
    this.closed.set(catalog, new Promise<void>((resolve) => (open = resolve)));
    try {
      if (interrupts) this.interrupt(catalog);
      while (this.runningOn(catalog).length > 0) await this.someEnd();
      return await work();
    } finally {
      this.closed.delete(catalog);
      open();
    }
  }

  private runningOn(catalog: string): Running[] {
    return [...this.running].filter(({ catalogs }) => catalogs.includes(catalog));
  }

  private someEnd(): Promise<void> {
    const former = this.wake;
    return new Promise((resolve) => {
      this.wake = () => {
        former();
        resolve();
      };
    });
  }
}
