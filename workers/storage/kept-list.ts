import type { StoredData } from '../api';
import type { Locks, PrivateFiles } from './private-storage';

/** What the list of kept data says about one. */
export interface StoredNote {
  title: string;
  rows: number;
  /** Null as long as they have not been counted. */
  customers: number | null;
  /** First and last observed day, ISO; null without dates. */
  from: string | null;
  asOf: string | null;
}

interface WrittenNote extends StoredNote {
  version: 1;
  /** ISO instant. */
  savedAt: string;
}

export const databaseName = (id: string) => `${id}.db`;
export const lockName = (id: string) => `wafa-data-${id}`;
const noteName = (id: string, edition: number) => `${id}.${edition}.json`;
const idOf = (name: string) => name.split('.')[0];

/**
 * The files that are kept: for each id a database and a note. The note is what makes it exist: a database without one is
 * what a killed import left. Each edition of a note is a file of its own, so that one half written never takes the place of
 * a whole one.
 */
export class KeptList {
  constructor(
    private readonly files: PrivateFiles,
    private readonly locks: Locks,
    /** The present instant, ISO. */
    private readonly now: () => string,
  ) {}

  /** What is kept, the last saved first. `isBusy` also where this tab has it open. */
  async all(): Promise<StoredData[]> {
    const sizes = await this.files.list();
    const held = await this.locks.held();
    const found: StoredData[] = [];
    for (const id of idsIn(sizes)) {
      const note = await this.note(id, sizes);
      if (!note) continue;
      const { title, savedAt, rows, customers, from, asOf } = note;
      const bytes = sizes.get(databaseName(id))!;
      found.push({ id, title, bytes, savedAt, rows, customers, from, asOf, isBusy: held.has(lockName(id)) });
    }
    return found.sort((one, other) => other.savedAt.localeCompare(one.savedAt));
  }

  async bytes(id: string): Promise<number> {
    return (await this.files.list()).get(databaseName(id)) ?? 0;
  }

  async has(id: string): Promise<boolean> {
    const sizes = await this.files.list();
    return (await this.note(id, sizes)) !== null;
  }

  /** From here on the data exists for the list. Its database must be whole by now. */
  async putNote(id: string, note: StoredNote): Promise<void> {
    const { title, rows, customers, from, asOf } = note;
    const written: WrittenNote = { version: 1, savedAt: this.now(), title, rows, customers, from, asOf };
    const former = editionsOf(id, await this.files.list());
    const edition = (former.at(-1) ?? 0) + 1;
    await this.files.write(noteName(id, edition), new TextEncoder().encode(JSON.stringify(written)));
    for (const each of former) await this.files.remove(noteName(id, each));
  }

  /** The notes go first: a database that a kill leaves behind in between is nobody's. */
  async remove(id: string): Promise<void> {
    for (const edition of editionsOf(id, await this.files.list()))
      await this.files.remove(noteName(id, edition));
    await this.files.remove(databaseName(id));
  }

  /** Removes what killed imports left, unless a tab is still at it. */
  async tidy(): Promise<void> {
    const sizes = await this.files.list();
    const ids = new Set([...sizes.keys()].map(idOf));
    for (const id of ids) {
      if (await this.note(id, sizes)) continue;
      const letGo = await this.locks.hold(lockName(id));
      if (!letGo) continue;
      try {
        // Who held it a moment ago may just have finished.
        if (!(await this.has(id))) await this.remove(id);
      } finally {
        letGo();
      }
    }
  }

  private async note(id: string, sizes: Map<string, number>): Promise<WrittenNote | null> {
    if (!sizes.get(databaseName(id))) return null;
    for (const edition of editionsOf(id, sizes).reverse()) {
      const text = await this.files.readText(noteName(id, edition)).catch(() => '');
      const note = parsedNote(text);
      if (note) return note;
    }
    return null;
  }
}

function idsIn(sizes: Map<string, number>): string[] {
  return [...sizes.keys()].filter((name) => name === databaseName(idOf(name))).map(idOf);
}

/** Editions of a note, ascending. */
function editionsOf(id: string, sizes: Map<string, number>): number[] {
  return [...sizes.keys()]
    .map((name) => ({ name, edition: Number(name.split('.')[1]) }))
    .filter(({ name, edition }) => name === noteName(id, edition))
    .map(({ edition }) => edition)
    .sort((one, other) => one - other);
}

/** A text cut short does not parse, as its closing brace is missing. */
function parsedNote(text: string): WrittenNote | null {
  try {
    const note = JSON.parse(text) as Partial<WrittenNote> | null;
    return typeof note?.savedAt === 'string' ? (note as WrittenNote) : null;
  } catch {
    return null;
  }
}
