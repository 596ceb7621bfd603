import type { SourceColumn, UnreadColumn } from '../../api';
import { nameColumns } from '../text/names';
import type { KeyPath } from './value-reader';

/** More keys than these are no columns but data. */
const mostColumns = 1000;

export interface JsonColumn {
  name: string;
  named: SourceColumn['named'];
}

/** The columns that the keys of the records make, in the order in which they first occur. */
export class JsonColumns {
  readonly columns: JsonColumn[] = [];
  private readonly keys: string[] = [];
  private readonly lists = new Set<string>();
  private readonly tooMany = new Set<string>();

  /** The column of a path, or -1 where there are too many. */
  placeOf(path: KeyPath): number {
    const joined = path.keys.join('\0');
    const found = this.keys.indexOf(joined);
    if (found >= 0) return found;
    if (this.keys.length >= mostColumns) {
      this.tooMany.add(path.keys.join('.'));
      return -1;
    }
    this.keys.push(joined);
    // The names so far stay, since each is made only from those before it.
    const texts = [...this.columns.map(({ name }) => name), path.keys.join('.')];
    const { name, named } = nameColumns(texts, texts.length)[texts.length - 1];
    this.columns.push({ name, named });
    return this.columns.length - 1;
  }

  addList(path: KeyPath): void {
    this.lists.add(path.keys.join('.'));
  }

  get unread(): UnreadColumn[] {
    return [
      ...[...this.lists].map((name): UnreadColumn => ({ name, reason: 'nested' })),
      ...[...this.tooMany].slice(0, mostColumns).map((name): UnreadColumn => ({ name, reason: 'leftOut' })),
    ];
  }
}
