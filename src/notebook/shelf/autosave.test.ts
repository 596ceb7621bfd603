import { describe, expect, it, vi } from 'vitest';
import { Autosave } from './autosave.svelte';
import { ShelfConflict, type KeptNotebook, type Shelf } from './shelf';

/** A shelf whose saves end when they are told to. */
class SlowShelf implements Shelf {
  findOpenedFrom(): Promise<null> {
    return Promise.resolve(null);
  }

  readonly kept = new Map<string, KeptNotebook>();
  readonly waiting: (() => void)[] = [];
  isRefused = false;

  list = () => Promise.resolve([...this.kept.values()]);
  get = (id: string) => Promise.resolve(this.kept.get(id) ?? null);
  remove = (id: string) => Promise.resolve(void this.kept.delete(id));

  async save(notebook: KeptNotebook): Promise<void> {
    await new Promise<void>((resolve) => this.waiting.push(resolve));
    if (this.isRefused) throw new Error('No room');
    if ((this.kept.get(notebook.id)?.revision ?? 0) !== notebook.revision - 1) throw new ShelfConflict();
    this.kept.set(notebook.id, notebook);
  }
}

function setUp() {
  const shelf = new SlowShelf();
  let text = '';
  let ids = 0;
  const take = () => ({
    title: 'Ours',
    data: null,
    isAgreed: true,
    history: { text, done: [], undone: [] },
  });
  const open = (former: KeptNotebook | null) => new Autosave(shelf, take, former, () => `id${(ids += 1)}`);
  const write = (saving: Autosave, words: string) => {
    text = words;
    saving.touch();
  };
  const end = async () => {
    await vi.waitFor(() => expect(shelf.waiting.length).toBeGreaterThan(0));
    shelf.waiting.shift()!();
    await new Promise((resolve) => setTimeout(resolve));
  };
  return { shelf, open, write, end };
}

describe('Autosave', () => {
  it('asks for another place once a file could not be written, and forgets that with the next that could', () => {
    const saving = setUp().open(null);
    const handle = { name: 'x.md' } as FileSystemFileHandle;
    saving.setFile({ name: 'x.md', handle, text: 'one' });
    saving.refuseFile();
    expect(saving.isFileRefused).toBe(true);
    expect(saving.file).toEqual({ name: 'x.md', handle: null, text: 'one' });
    saving.setFile({ name: 'y.md', handle, text: 'two' });
    expect(saving.isFileRefused).toBe(false);
    expect(saving.file).toEqual({ name: 'y.md', handle, text: 'two' });
  });

  it('keeps what is due although somebody types so fast that no timer has its turn', async () => {
    const { shelf, open, write } = setUp();
    const saving = open(null);
    const now = vi.spyOn(performance, 'now');
    for (const moment of [0, 200, 399]) {
      now.mockReturnValue(moment);
      write(saving, `at ${moment}`);
    }
    await Promise.resolve();
    expect(shelf.waiting).toHaveLength(0);
    now.mockReturnValue(400);
    write(saving, 'at 400');
    now.mockRestore();
    // Only what was asked for already goes on here, no timer.
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
    expect(shelf.waiting).toHaveLength(1);
    await saving.close(true);
  });

  it('says that all is kept only when it is, also when one writes while a save goes on', async () => {
    const { shelf, open, write, end } = setUp();
    const saving = open(null);
    write(saving, 'one');
    void saving.flush();
    expect(saving.state).toBe('waiting');
    await vi.waitFor(() => expect(shelf.waiting).toHaveLength(1));
    write(saving, 'two');
    void saving.flush();
    await end();
    expect(shelf.kept.get('id1')?.history.text).toBe('one');
    expect(saving.state).toBe('waiting');
    await end();
    expect(shelf.kept.get('id1')).toMatchObject({ revision: 2, history: { text: 'two' } });
    expect(saving.state).toBe('kept');
  });

  it('goes on as a copy where another tab has saved meanwhile, and writes over nothing', async () => {
    const { shelf, open, write, end } = setUp();
    const first = open(null);
    write(first, 'start');
    void first.flush();
    await end();
    const second = open(await shelf.get('id1'));
    write(second, 'of the second');
    void second.flush();
    await end();
    write(first, 'of the first');
    void first.flush();
    await end();
    await end();
    expect([...shelf.kept.values()].map(({ id, history }) => [id, history.text])).toEqual([
      ['id1', 'of the second'],
      ['id2', 'of the first'],
    ]);
    expect([first.isCopy, second.isCopy]).toEqual([true, false]);
  });

  it('says when the browser refuses, and keeps nothing after it was deleted', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    const { shelf, open, write, end } = setUp();
    const saving = open(null);
    shelf.isRefused = true;
    write(saving, 'one');
    void saving.flush();
    await end();
    expect(saving.state).toBe('unkept');
    await saving.close(true);
    write(saving, 'two');
    await saving.flush();
    expect(shelf.kept.size).toBe(0);
  });
});
