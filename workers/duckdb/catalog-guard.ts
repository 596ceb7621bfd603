import { cancelled, EngineError } from './engine-error';
import { catalogsIn, StatementGate } from './statement-gate';

/** Knows which catalogs are there and sound, and lets statements on them run, or not. */
export class CatalogGuard {
  private readonly gate = new StatementGate();
  /** By catalog, the file that holds it; null for one in memory. */
  private readonly attached = new Map<string, string | null>();
  private readonly gone = new Set<string>();
  /** Catalogs whose file found no room: what the engine has of them is not what would be read from it again. */
  private readonly full = new Set<string>();

  attach(catalog: string, engineName: string | null): void {
    this.attached.set(catalog, engineName);
    this.full.delete(catalog);
    this.gone.delete(catalog);
  }

  /** A file found no room: the statements on its catalog end early, and those to come fail. */
  markFull(fileName: string): void {
    for (const [catalog, engineName] of this.attached) {
      if (!engineName?.endsWith(`/${fileName}`)) continue;
      this.full.add(catalog);
      this.gate.interrupt(catalog);
    }
  }

  /**
   * Runs a statement when nothing speaks against it.
   * @param text names all catalogs the statement is about
   * @param interrupt makes it end early
   * @throws EngineError `storageFull`; `cancelled` when a catalog is put away before or meanwhile
   */
  async run<T>(text: string, interrupt: () => void, work: () => Promise<T>): Promise<T> {
    const catalogs = catalogsIn(text);
    const leave = await this.gate.enter(catalogs, interrupt);
    try {
      if (catalogs.some((catalog) => this.gone.has(catalog))) throw cancelled();
      const done = await work().catch((thrown: unknown) => {
        this.checkRoom(catalogs);
        throw thrown;
      });
      this.checkRoom(catalogs);
      return done;
    } finally {
      leave();
    }
  }

  /** @throws EngineError `storageFull`, as does the work's own attempt to write */
  async checkpoint(catalog: string, work: () => Promise<void>): Promise<void> {
    this.checkRoom([catalog]);
    await this.gate.alone(catalog, false, work);
    this.checkRoom([catalog]);
  }

  /** Catalogs in files, of those a text names, that could be checkpointed at once. */
  writableIn(text: string): string[] {
    return catalogsIn(text).filter((catalog) => this.attached.get(catalog) && this.gate.isFree(catalog));
  }

  /** Ends what runs on a catalog; what comes later is cancelled. */
  async detach(catalog: string, work: () => Promise<void>): Promise<void> {
    this.attached.delete(catalog);
    this.gone.add(catalog);
    await this.gate.alone(catalog, true, work);
  }

  private checkRoom(catalogs: readonly string[]): void {
    if (catalogs.some((catalog) => this.full.has(catalog)))
      throw new EngineError('storageFull', 'A write found no room.');
  }
}
