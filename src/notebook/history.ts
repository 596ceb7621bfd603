import { minimalChange } from '../editor/minimal-change';

/** A change of a text: at a place some of it was taken out and something else put in. */
interface Splice {
  at: number;
  removed: string;
  inserted: string;
}

interface Step extends Splice {
  /** What was done, a key of the page's texts. */
  label: string;
  /** Steps of the same series that follow each other closely are one. */
  series: string | null;
  /** When it was done last, in milliseconds. */
  time: number;
}

/** A history as it is put away. */
export interface SavedHistory {
  text: string;
  done: Step[];
  undone: Step[];
}

/** What follows closer than this on a step of the same series belongs to it. */
const pauseMilliseconds = 1_000;
/** So many characters of changes are remembered; the oldest go first. */
const mostCharacters = 2_000_000;

/** A text and all that was done to it: what was typed and what was moved alike, each to be undone. */
export class History {
  private current: string;
  private done: Step[];
  private undone: Step[];

  constructor(saved: SavedHistory | string) {
    const { text, done, undone } = typeof saved === 'string' ? { text: saved, done: [], undone: [] } : saved;
    this.current = text;
    this.done = [...done];
    this.undone = [...undone];
  }

  get text(): string {
    return this.current;
  }

  /** What would be undone and redone next. */
  get labels(): { undo: string | null; redo: string | null } {
    return { undo: this.done.at(-1)?.label ?? null, redo: this.undone.at(-1)?.label ?? null };
  }

  /**
   * Notes a change.
   * @param series changes of one series that come in quick succession are undone together; null stands alone
   */
  record(text: string, label: string, series: string | null, time: number): void {
    if (text === this.current) return;
    const last = this.done.at(-1);
    const continues =
      last !== undefined &&
      series !== null &&
      last.series === series &&
      this.undone.length === 0 &&
      time - last.time < pauseMilliseconds;
    if (continues) this.done.pop();
    const before = continues ? reverted(this.current, last) : this.current;
    if (before !== text) this.done.push({ ...spliceBetween(before, text), label, series, time });
    this.undone = [];
    this.current = text;
    this.forgetOldest();
  }

  /** Changes the text as part of the last step: what the notebook notes by itself is nothing to be undone alone. */
  amend(text: string): void {
    const last = this.done.pop();
    this.undone = [];
    if (last) {
      const before = reverted(this.current, last);
      this.done.push({ ...last, ...spliceBetween(before, text) });
    }
    this.current = text;
  }

  /** @returns whether there was anything to undo */
  undo(): boolean {
    const step = this.done.pop();
    if (!step) return false;
    this.current = reverted(this.current, step);
    this.undone.push(step);
    return true;
  }

  redo(): boolean {
    const step = this.undone.pop();
    if (!step) return false;
    this.current = spliced(this.current, step.at, step.removed.length, step.inserted);
    this.done.push(step);
    return true;
  }

  save(): SavedHistory {
    return { text: this.current, done: this.done, undone: this.undone };
  }

  private forgetOldest(): void {
    let characters = 0;
    for (let place = this.done.length - 1; place >= 0; place -= 1) {
      characters += this.done[place].removed.length + this.done[place].inserted.length;
      if (characters <= mostCharacters || place === this.done.length - 1) continue;
      this.done.splice(0, place + 1);
      return;
    }
  }
}

function spliceBetween(before: string, after: string): Splice {
  const { from, to, insert } = minimalChange(before, after);
  return { at: from, removed: before.slice(from, to), inserted: insert };
}

function reverted(text: string, { at, removed, inserted }: Splice): string {
  return spliced(text, at, inserted.length, removed);
}

function spliced(text: string, at: number, length: number, inserted: string): string {
  return text.slice(0, at) + inserted + text.slice(at + length);
}
