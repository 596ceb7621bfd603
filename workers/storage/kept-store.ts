import type { CatalogEngine } from './catalog-engine';
import { freshCatalog } from './fresh-names';
import { databaseName, type KeptList, type StoredNote } from './kept-list';
import type { PrivateFiles } from './private-storage';
import type { Store } from './store';

interface KeptStoreParts {
  engine: CatalogEngine;
  files: PrivateFiles;
  list: KeptList;
  id: string;
  isSaved: boolean;
  /** Lets go of its lock; called once, when the store is closed or deleted. */
  onEnd: () => void;
  /** Its place in the list has changed. */
  onChange: () => void;
}

/** A store in a file of its own. Whoever makes one holds its lock. */
export class KeptStore implements Store {
  readonly isKept = true;
  readonly catalog = freshCatalog();
  private isSaved: boolean;
  private end: Promise<void> | null = null;

  constructor(private readonly parts: KeptStoreParts) {
    this.isSaved = parts.isSaved;
  }

  get id(): string {
    return this.parts.id;
  }

  private get engineName(): string {
    return this.parts.files.engineName(databaseName(this.id));
  }

  attach(): Promise<void> {
    return this.parts.engine.attachFile(this.engineName, this.catalog);
  }

  async save(note: StoredNote): Promise<void> {
    const { engine, list, onChange } = this.parts;
    await engine.checkpoint(this.catalog);
    await list.putNote(this.id, note);
    this.isSaved = true;
    onChange();
  }

  bytes(): Promise<number> {
    return this.parts.list.bytes(this.id);
  }

  async revert(): Promise<void> {
    await this.parts.engine.detach(this.catalog, this.engineName);
    await this.attach();
  }

  close(): Promise<void> {
    return this.finish(async () => {
      const { engine } = this.parts;
      // What was worked out since the last save is only a convenience: where it can't be written, it is done again.
      if (this.isSaved) await engine.checkpoint(this.catalog).catch(() => undefined);
      await engine.detach(this.catalog, this.engineName);
      if (!this.isSaved) await this.parts.list.remove(this.id);
    });
  }

  delete(): Promise<void> {
    return this.finish(async () => {
      await this.parts.engine.detach(this.catalog, this.engineName);
      await this.parts.list.remove(this.id);
    });
  }

  /** A store ends once, whoever asks first. */
  private finish(work: () => Promise<void>): Promise<void> {
    this.end ??= work().finally(() => {
      this.parts.onEnd();
      this.parts.onChange();
    });
    return this.end;
  }
}
