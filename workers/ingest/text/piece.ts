import { engineDelimiter, engineQuote } from './dialect';
import { fieldBytes } from './field-text';
import type { Layout } from './layout';
import { isPlain, type PlainType } from './plain-value';
import { RecordScanner } from './record-scanner';
import { RejectList } from './reject-list';
import { findTotals, RowRules } from './row-rules';

/** Bytes at the end of a stretch that wait for the next, so that the last stretch holds the last rows of the file. */
export const heldBack = 65_536;

/** What the engine is given at once: rows it can't misread. */
export interface Piece {
  /** UTF-8 in the layout's dialect, each row with `layout.fields` fields. */
  bytes: Uint8Array;
  lineEnd: '\n' | '\r\n';
  rows: number;
  rejects: RejectList;
  /** Bytes of the stretch that it accounts for; 0 when no record ends in it. */
  used: number;
  /** Line ends in those bytes. */
  lines: number;
  longestRow: number;
  /** Each row begins one line after the row before it, the first one where the piece begins. */
  isRegular: boolean;
  /** Columns with a value that their type would not hold as it is written. */
  unfit: Set<number>;
  nuls: number;
}

/** What else is wanted of a piece. */
export interface PieceWishes {
  /** The type each column is read as; null for text. */
  types: readonly (PlainType | null)[];
  /** Called with the line at which each row begins. */
  onRow?: (line: number) => void;
}

/**
 * Goes through a stretch of text record by record: what the engine would read rightly is left as it stands, the rest is left
 * out, set apart or written anew. Most stretches need none of it and cost no copy.
 */
export class PieceMaker {
  private readonly scanner: RecordScanner;
  private readonly rules: RowRules;
  private readonly delimiter: Uint8Array;
  private readonly quote: number;
  private readonly typed: { column: number; type: PlainType }[];

  private place = 0;
  private line = 1;
  private firstLine = 1;
  private piece: Piece | null = null;
  private totals: ReadonlySet<number> = new Set();

  /** Bytes that are written anew, and up to where the stretch has been copied into them. */
  private output: Uint8Array | null = null;
  private length = 0;
  private copied = 0;
  private lineEnd: number[] | null = null;

  constructor(
    private readonly layout: Layout,
    private readonly wishes: PieceWishes,
  ) {
    this.scanner = new RecordScanner(layout.dialect);
    this.rules = new RowRules(layout);
    this.delimiter = new TextEncoder().encode(engineDelimiter(layout.dialect));
    this.quote = engineQuote(layout.dialect).charCodeAt(0);
    this.typed = wishes.types.flatMap((type, column) => (type ? [{ column, type }] : []));
  }

  /**
   * Begins a stretch.
   * @param line of the file at which it begins
   * @param isFinal the text ends with it
   */
  begin(bytes: Uint8Array, line: number, isFinal: boolean): void {
    this.scanner.use(bytes, isFinal);
    this.totals = isFinal ? findTotals(this.scanner, this.rules, this.layout.columns.length, 0) : new Set();
    this.place = this.copied = this.length = 0;
    this.output = this.lineEnd = null;
    this.line = this.firstLine = line;
    this.piece = {
      bytes,
      lineEnd: '\n',
      rows: 0,
      rejects: new RejectList(),
      used: 0,
      lines: 0,
      longestRow: 0,
      isRegular: true,
      unfit: new Set(),
      nuls: 0,
    };
  }

  /** Goes on for about so many bytes. @returns whether the stretch is done */
  advance(length: number): boolean {
    const { scanner } = this;
    const until = Math.min(scanner.end, this.place + length);
    const stop = scanner.isFinal ? scanner.end : scanner.end - Math.min(heldBack, scanner.end / 4);
    while (this.place < until) {
      if (this.place >= stop && this.place > 0) return true;
      const next = scanner.scan(this.place);
      if (next < 0) return true;
      this.take(next);
      this.line += scanner.lines;
      this.place = next;
    }
    return this.place >= scanner.end;
  }

  finish(): Piece {
    const piece = this.piece!;
    piece.used = this.place;
    piece.lines = this.line - this.firstLine;
    piece.lineEnd = this.lineEnd?.length === 2 ? '\r\n' : '\n';
    if (this.output) {
      this.flush(this.place);
      piece.bytes = this.output.subarray(0, this.length);
    } else piece.bytes = this.scanner.bytes.subarray(this.copied, this.place);
    this.output = null;
    return piece;
  }

  private take(next: number): void {
    const { scanner } = this;
    const piece = this.piece!;
    const judged = this.rules.judge(scanner);
    const verdict = judged === 'row' && this.totals.has(this.place) ? 'totalsRow' : judged;
    if (verdict !== 'row') {
      this.flush(this.place);
      this.copied = next;
      if (verdict === 'blank') return;
      piece.rejects.add(this.line, scanner.bytes.subarray(this.place, scanner.recordEnd), verdict);
      return;
    }
    if (this.line !== this.firstLine + piece.rows) piece.isRegular = false;
    piece.rows += 1;
    piece.nuls += scanner.nuls;
    if (next - this.place > piece.longestRow) piece.longestRow = next - this.place;
    this.wishes.onRow?.(this.line);
    for (const { column, type } of this.typed) this.checkType(column, type);
    if (scanner.isOdd || scanner.count !== this.layout.fields) this.rewrite(next);
    else this.checkLineEnd(next);
  }

  private checkType(column: number, type: PlainType): void {
    const { scanner } = this;
    if (column >= scanner.count) return;
    if (scanner.forms[column] <= 1) {
      const { bytes, starts, ends } = scanner;
      if (!isPlain(type, bytes, starts[column], ends[column])) this.piece!.unfit.add(column);
      return;
    }
    const bytes = fieldBytes(scanner, column);
    if (!isPlain(type, bytes, 0, bytes.length)) this.piece!.unfit.add(column);
  }

  /** The engine wants one kind of line end throughout. A lone \r becomes \n where it stands. */
  private checkLineEnd(next: number): void {
    const { bytes, recordEnd } = this.scanner;
    const found = next - recordEnd;
    if (found === 0) return;
    if (this.lineEnd === null) this.lineEnd = found === 2 ? [13, 10] : [10];
    if (found === this.lineEnd.length) {
      if (found === 1) bytes[recordEnd] = 10;
      return;
    }
    this.flush(recordEnd);
    this.write(this.lineEnd);
    this.copied = next;
  }

  private rewrite(next: number): void {
    const { scanner } = this;
    const { fields, columns } = this.layout;
    this.lineEnd ??= next - scanner.recordEnd === 2 ? [13, 10] : [10];
    this.flush(this.place);
    for (let field = 0; field < fields; field += 1) {
      if (field > 0) this.write(this.delimiter);
      if (field < scanner.count && field < columns.length) this.writeField(fieldBytes(scanner, field));
    }
    this.write(this.lineEnd);
    this.copied = next;
  }

  private writeField(bytes: Uint8Array): void {
    const { quote } = this;
    const needsQuotes = bytes.some(
      (byte, place) =>
        byte === quote ||
        byte === 10 ||
        byte === 13 ||
        byte === this.delimiter[0] ||
        (byte === 32 && (place === 0 || place === bytes.length - 1)),
    );
    if (!needsQuotes) return this.write(bytes);
    this.write([quote]);
    let from = 0;
    for (let at = bytes.indexOf(quote); at >= 0; at = bytes.indexOf(quote, at + 1)) {
      this.write(bytes.subarray(from, at + 1));
      from = at;
    }
    this.write(bytes.subarray(from));
    this.write([quote]);
  }

  private flush(until: number): void {
    if (until > this.copied) this.write(this.scanner.bytes.subarray(this.copied, until));
    this.copied = until;
  }

  private write(bytes: ArrayLike<number>): void {
    const needed = this.length + bytes.length;
    if (!this.output || needed > this.output.length) {
      const grown = new Uint8Array(
        Math.max(needed, this.output ? this.output.length * 2 : this.scanner.end + 1024),
      );
      if (this.output) grown.set(this.output.subarray(0, this.length));
      this.output = grown;
    }
    this.output.set(bytes, this.length);
    this.length = needed;
  }
}
