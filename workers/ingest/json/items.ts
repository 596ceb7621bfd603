import { EngineError } from '../../duckdb/engine-error';
import type { TextChunk } from './text-chunks';
import { KeyPath, MoreNeeded, NotJson, ValueReader, type ValueSink } from './value-reader';

/** Where the rows stand: one on each line, or one after the other, in a list or not. */
export type Layout = { kind: 'lines' } | { kind: 'items'; key: string | null; isList: boolean };

/** A row was read, or a line could not be; blank lines are told too, so that lines can be counted. */
export interface RowSink extends ValueSink {
  begin(): void;
  end(): void;
  blankLine(line: number): void;
  reject(line: number, text: string): void;
}

export const unreadable = (cause: unknown) =>
  new EngineError('fileUnreadable', 'The JSON file is damaged or cut short.', { cause: String(cause) });

const [openBrace, openBracket, closeBracket, comma] = [0x7b, 0x5b, 0x5d, 0x2c];
/** The mark between records in some streams. */
const recordMark = '\x1e';

export const withoutMarks = (text: string) =>
  text.includes(recordMark) ? text.replaceAll(recordMark, ' ') : text;

/**
 * Finds the rows by the beginning of the text.
 * @throws NotJson where no rows can be found
 */
export function findLayout(head: string, isAll: boolean): Layout {
  const reader = new ValueReader(head, !isAll);
  const first = reader.peek();
  if (first === openBracket) return { kind: 'items', key: null, isList: true };
  if (first !== openBrace) throw new NotJson('neither a record nor a list');
  const start = reader.at;
  try {
    reader.skip();
  } catch (thrown) {
    // The first record is longer than the head: most likely it holds the rows.
    if (!(thrown instanceof MoreNeeded)) return head.includes('\n') ? { kind: 'lines' } : raise(thrown);
    const key = keyOfList(new ValueReader(head.slice(start), true));
    return key === null ? { kind: 'items', key: null, isList: false } : { kind: 'items', key, isList: true };
  }
  const isOnOneLine = !head.slice(start, reader.at).includes('\n');
  const isAlone = Number.isNaN(reader.peek()) && isAll;
  const key = isAlone ? keyOfList(new ValueReader(head.slice(start), false)) : null;
  if (key !== null) return { kind: 'items', key, isList: true };
  return isOnOneLine ? { kind: 'lines' } : { kind: 'items', key: null, isList: false };
}

function raise(thrown: unknown): never {
  throw thrown;
}

/** The first key of a record whose value is a list of records. */
function keyOfList(reader: ValueReader): string | null {
  try {
    reader.take(openBrace);
    for (;;) {
      const key = reader.string();
      reader.take(0x3a);
      if (reader.need() === openBracket) {
        const list = new ValueReader(reader.text, reader.isOpen);
        list.at = reader.at + 1;
        if (list.need() === openBrace) return key;
      }
      reader.skip();
      if (reader.need() !== comma) return null;
      reader.at += 1;
    }
  } catch {
    return null;
  }
}

/**
 * Reads the rows of a text that comes in pieces; gives the bytes read after each piece.
 * @param isWhole the pieces are all there is, not only the head of a file
 */
export async function* readRows(
  chunks: AsyncIterable<TextChunk> | Iterable<TextChunk>,
  layout: Layout,
  sink: RowSink,
  isWhole = true,
): AsyncGenerator<number> {
  const rows = layout.kind === 'lines' ? new LineRows(sink) : new ItemRows(sink, layout);
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes = chunk.bytes;
    rows.add(withoutMarks(chunk.text));
    yield bytes;
  }
  if (isWhole) rows.finish();
  yield bytes;
}

const root = new KeyPath();

class LineRows {
  private rest = '';
  private line = 0;
  private readonly top = new KeyPath(root.keys);

  constructor(private readonly sink: RowSink) {}

  add(text: string): void {
    const all = this.rest + text;
    let from = 0;
    for (let end = all.indexOf('\n'); end >= 0; end = all.indexOf('\n', from)) {
      this.readLine(all.slice(from, end));
      from = end + 1;
    }
    this.rest = all.slice(from);
  }

  finish(): void {
    if (this.rest.trim() !== '') this.readLine(this.rest);
  }

  private readLine(text: string): void {
    this.line += 1;
    const reader = new ValueReader(text, false);
    if (Number.isNaN(reader.peek())) {
      this.sink.blankLine(this.line);
      return;
    }
    this.sink.begin();
    try {
      reader.record(this.sink, this.top);
      if (!Number.isNaN(reader.peek())) throw new NotJson('something follows');
      this.sink.end();
    } catch {
      this.sink.reject(this.line, text.trim());
    }
  }
}

class ItemRows {
  private readonly reader = new ValueReader('', true);
  private readonly top = new KeyPath(root.keys);
  private state: 'before' | 'rows' | 'after' = 'before';
  private item = 0;

  constructor(
    private readonly sink: RowSink,
    private readonly layout: { key: string | null; isList: boolean },
  ) {}

  add(text: string): void {
    this.reader.append(text);
    this.readOn();
  }

  finish(): void {
    this.reader.isOpen = false;
    this.readOn();
    if (this.layout.isList && this.state !== 'after') throw unreadable('The list does not end');
  }

  /** Reads as many items as are whole. */
  private readOn(): void {
    let place = this.reader.at;
    try {
      while (this.step()) place = this.reader.at;
    } catch (thrown) {
      if (!(thrown instanceof MoreNeeded)) throw unreadable(thrown);
      this.reader.at = place;
    }
  }

  private step(): boolean {
    if (this.state === 'after') return false;
    if (this.state === 'before') {
      this.enter();
      this.state = 'rows';
      return true;
    }
    const code = this.layout.isList ? this.reader.need() : this.reader.peek();
    if (Number.isNaN(code)) return false;
    if (code === comma) this.reader.at += 1;
    else if (code === closeBracket && this.layout.isList) this.state = 'after';
    else this.readItem(code);
    return true;
  }

  /** Goes to the first row. */
  private enter(): void {
    const { key, isList } = this.layout;
    if (key === null) {
      if (isList) this.reader.take(openBracket);
      return;
    }
    this.reader.take(openBrace);
    while (this.reader.string() !== key) {
      this.reader.take(0x3a);
      this.reader.skip();
      this.reader.take(comma);
    }
    this.reader.take(0x3a);
    this.reader.take(openBracket);
  }

  private readItem(code: number): void {
    const start = this.reader.at;
    if (code !== openBrace) {
      this.reader.skip();
      this.item += 1;
      this.sink.reject(this.item, this.reader.text.slice(start, this.reader.at));
      return;
    }
    this.sink.begin();
    this.reader.record(this.sink, this.top);
    this.item += 1;
    this.sink.end();
  }
}
