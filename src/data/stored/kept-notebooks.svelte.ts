import type { NotebookEntry, Shelf } from '../../notebook/shelf/shelf';

/** The notebooks that this browser keeps, as they were last read. */
class KeptNotebooks {
  #all = $state.raw<readonly NotebookEntry[]>([]);

  /** The last saved first. */
  get all(): readonly NotebookEntry[] {
    return this.#all;
  }

  async refresh(): Promise<void> {
    await this.#use(async (shelf) => {
      this.#all = await shelf.list();
    });
  }

  async remove(id: string): Promise<void> {
    await this.#use((shelf) => shelf.remove(id));
    await this.refresh();
  }

  /** Where the browser refuses its storage there is nothing to list. */
  async #use(work: (shelf: Shelf) => Promise<void>): Promise<void> {
    try {
      const { shelf } = await import('../../notebook/shelf/shelf');
      await work(shelf);
    } catch (thrown) {
      console.warn('The kept notebooks can not be read', thrown);
    }
  }
}

export const keptNotebooks = new KeptNotebooks();
