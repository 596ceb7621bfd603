import { engineDelimiter, engineQuote, type Dialect } from './dialect';
import { sequenceLength } from './utf8';

/** What a byte may mean. One by one, because the engine of the language then knows them as numbers. */
const ordinary = 0;
const delimiterStart = 1;
const lineFeed = 2;
const carriageReturn = 3;
const quoteMark = 4;
const backslash = 5;
const nul = 6;
const special = 7;
const high = 8;
const space = 0x20;
const returnByte = 0x0d;
const feedByte = 0x0a;
const backslashByte = 0x5c;

/** What is to be undone to get at a field's text. */
export const form = { quoted: 1, escaped: 2, nuls: 4 } as const;

/** A quote that nothing closes within so many bytes is taken for a stray one. */
const longestRecord = 64 * 2 ** 20;

/**
 * Splits UTF-8 bytes into records, field by field. After `scan` its properties describe the record that was found. It is the one
 * place that knows what a row is: sniffing, sampling, reading and counting lines all use it.
 *
 * A record ends at \n, \r\n or \r outside quotes. A value that begins with a quote (after blanks) ends at the next quote before
 * a delimiter or a line's end; quotes elsewhere are text. Where a quote is not closed properly, only the line it stands in
 * is `isBroken`, and the next line begins a record of its own: one stray quote must not swallow the rest of the file.
 */
export class RecordScanner {
  bytes: Uint8Array = new Uint8Array();
  end = 0;
  /** The bytes end where the text does. */
  isFinal = true;

  /** Fields, and for each where its text begins and ends (inside the quotes) and its form. */
  count = 0;
  starts = new Int32Array(64);
  ends = new Int32Array(64);
  forms = new Uint8Array(64);
  recordStart = 0;
  /** Where the record ends, its line end not included. */
  recordEnd = 0;
  /** Line ends in it and after it. */
  lines = 0;
  /** A quote is not closed as it should be. */
  isBroken = false;
  /** Bytes that are no UTF-8. */
  isBadText = false;
  /** The engine might read it differently, so that it must be written anew. */
  isOdd = false;
  nuls = 0;
  /** Fields in quotes. */
  quoted = 0;

  private readonly kinds = new Uint8Array(256);
  private readonly quote: number;
  private readonly delimiter: Uint8Array;
  private readonly hasBackslash: boolean;
  /** The delimiter is one byte. */
  private readonly isSimple: boolean;

  constructor(readonly dialect: Dialect) {
    this.quote = dialect.quote ? dialect.quote.charCodeAt(0) : -1;
    this.delimiter = new TextEncoder().encode(dialect.delimiter);
    this.isSimple = this.delimiter.length === 1;
    this.hasBackslash = dialect.escape === 'backslash';
    this.kinds.fill(high, 0x80);
    this.kinds[0] = nul;
    for (const mark of [engineQuote(dialect), engineDelimiter(dialect)])
      this.kinds[mark.charCodeAt(0)] = special;
    if (this.hasBackslash) this.kinds[backslashByte] = backslash;
    if (this.quote >= 0) this.kinds[this.quote] = quoteMark;
    if (this.delimiter.length > 0) this.kinds[this.delimiter[0]] = delimiterStart;
    this.kinds[feedByte] = lineFeed;
    this.kinds[returnByte] = carriageReturn;
  }

  use(bytes: Uint8Array, isFinal: boolean): void {
    this.bytes = bytes;
    this.end = bytes.length;
    this.isFinal = isFinal;
  }

  /**
   * Finds the record that begins at a place.
   * @returns where the next one begins, or -1 when the bytes end before it does
   */
  scan(from: number): number {
    this.count = 0;
    this.recordStart = from;
    this.lines = 0;
    this.isBroken = this.isBadText = this.isOdd = false;
    this.nuls = this.quoted = 0;
    this.isRecordEnd = false;
    let place = from;
    for (;;) {
      place = this.scanPlain(place);
      if (this.isRecordEnd) return place;
      if (this.count + 1 >= this.starts.length) this.grow();
      const next = this.scanField(place);
      if (next === -2) return this.scanBroken(from);
      if (next < 0 || this.isRecordEnd) return next;
      place = next;
    }
  }

  /**
   * Passes fields, and the record's end, as long as nothing but plain text occurs: most of most files, so it is written for speed.
   * @returns where the first field begins that needs a closer look, or the next record
   */
  private scanPlain(from: number): number {
    const { bytes, end, kinds, starts, ends, forms, isSimple } = this;
    let count = this.count;
    let fieldStart = from;
    let place = from;
    const most = starts.length - 1;
    while (place < end && count < most) {
      const kind = kinds[bytes[place]];
      if (kind === ordinary) {
        place += 1;
      } else if (kind === delimiterStart && isSimple) {
        starts[count] = fieldStart;
        ends[count] = place;
        forms[count] = 0;
        count += 1;
        place += 1;
        fieldStart = place;
      } else if (kind === lineFeed) {
        starts[count] = fieldStart;
        ends[count] = place;
        forms[count] = 0;
        this.count = count + 1;
        this.recordEnd = place;
        this.lines += 1;
        this.isRecordEnd = true;
        return place + 1;
      } else break;
    }
    this.count = count;
    return fieldStart;
  }

  /** Passes a field of any kind. */
  private scanField(from: number): number {
    this.forms[this.count] = 0;
    const closed = this.quote < 0 ? from : this.scanQuoted(from);
    if (closed < 0) return closed;
    const next = this.scanRest(from, closed);
    if (next >= 0) this.count += 1;
    return next;
  }

  private isRecordEnd = false;

  /** Reads on to the delimiter or line end that closes the field. */
  private scanRest(fieldStart: number, from: number): number {
    const { bytes, end, kinds, count } = this;
    const isQuoted = from > fieldStart;
    if (!isQuoted) this.starts[count] = fieldStart;
    for (let place = from; ;) {
      let kind = ordinary;
      while (place < end && (kind = kinds[bytes[place]]) === ordinary) place += 1;
      if (place >= end) {
        if (!this.isFinal) return -1;
        return this.finish(place, place, isQuoted);
      }
      if (kind === delimiterStart && this.isDelimiter(place)) {
        this.isRecordEnd = false;
        if (!isQuoted) this.ends[count] = place;
        return place + this.delimiter.length;
      }
      if (kind === lineFeed || kind === carriageReturn) {
        const next = this.afterLineEnd(place);
        if (next < 0) return -1;
        this.lines += 1;
        return this.finish(place, next, isQuoted);
      }
      const next = this.scanCharacter(place, false);
      if (next < 0) return -1;
      place = next;
    }
  }

  private finish(recordEnd: number, next: number, isQuoted: boolean): number {
    this.isRecordEnd = true;
    this.recordEnd = recordEnd;
    if (!isQuoted) this.ends[this.count] = recordEnd;
    return next;
  }

  /** What comes after the line end at a place; -1 when it can't be known whether \r is followed by \n. */
  private afterLineEnd(place: number): number {
    if (this.bytes[place] === feedByte) return place + 1;
    if (place + 1 >= this.end) return this.isFinal ? place + 1 : -1;
    return this.bytes[place + 1] === feedByte ? place + 2 : place + 1;
  }

  /** Passes one character of a value that is not ordinary, and notes what there is to know of it. */
  private scanCharacter(place: number, isInQuotes: boolean): number {
    const { bytes, count } = this;
    const byte = bytes[place];
    if (byte >= 0x80) {
      const length = sequenceLength(bytes, place, this.end);
      if (length === -1 && !this.isFinal) return -1;
      if (length <= 0) this.isBadText = true;
      return place + Math.max(1, length);
    }
    if (byte === 0) {
      this.nuls += 1;
      this.forms[count] |= form.nuls;
    } else if (this.hasBackslash && byte === backslashByte) {
      if (place + 1 >= this.end) return this.isFinal ? place + 1 : -1;
      this.isOdd = true;
      if (!this.isEscapable(place + 1)) return place + 1;
      this.forms[count] |= form.escaped;
      // Only the first byte is passed over, which is enough for a delimiter of several: the rest of it is no delimiter.
      const next = bytes[place + 1];
      if (next === feedByte) this.lines += 1;
      return place + 2;
    }
    if (!isInQuotes || byte === 0) this.isOdd = true;
    return place + 1;
  }

  private isEscapable(place: number): boolean {
    const byte = this.bytes[place];
    return (
      byte === backslashByte ||
      byte === this.quote ||
      byte === feedByte ||
      (this.delimiter.length > 0 && byte === this.delimiter[0])
    );
  }

  private isDelimiter(place: number): boolean {
    const { delimiter, bytes } = this;
    for (let more = 1; more < delimiter.length; more += 1) {
      if (bytes[place + more] !== delimiter[more]) return false;
    }
    return delimiter.length > 0;
  }

  /**
   * Reads a value in quotes, if one begins here.
   * @returns where it is closed, `from` when there is none, -1 when the bytes end first, -2 when it is not closed properly
   */
  private scanQuoted(from: number): number {
    const { bytes, kinds, quote, count, end } = this;
    let open = from;
    while (open < end && bytes[open] === space) open += 1;
    if (open >= end || bytes[open] !== quote) return from;
    const linesBefore = this.lines;
    let isLoose = false;
    for (let place = open + 1; ;) {
      let kind = ordinary;
      while (place < end && (kind = kinds[bytes[place]]) === ordinary) place += 1;
      if (place >= end) return this.isFinal || end - this.recordStart > longestRecord ? -2 : -1;
      if (kind === lineFeed || kind === carriageReturn) {
        if (isLoose) return -2;
        const next = this.afterLineEnd(place);
        if (next < 0) return -1;
        this.lines += 1;
        place = next;
      } else if (kind !== quoteMark) {
        const next =
          kind === delimiterStart && bytes[place] < 0x80 ? place + 1 : this.scanCharacter(place, true);
        if (next < 0) return -1;
        place = next;
      } else if (bytes[place + 1] === quote && place + 1 < end) {
        this.forms[count] |= form.escaped;
        place += 2;
      } else {
        const after = this.afterClosing(place + 1);
        if (after === -1) return -1;
        if (after >= 0) {
          if (open > from || after > place + 1 || isLoose) this.isOdd = true;
          this.starts[count] = open + 1;
          this.ends[count] = place;
          this.forms[count] |= form.quoted;
          this.quoted += 1;
          return after;
        }
        // A quote inside the value that should have been doubled; forgiven as long as the value ends in the same line.
        if (this.lines > linesBefore) return -2;
        isLoose = true;
        this.forms[count] |= form.escaped;
        place += 1;
      }
    }
  }

  /** Where the delimiter or line end after a closing quote stands; -1 when the bytes end first, -2 when something else follows. */
  private afterClosing(from: number): number {
    let place = from;
    while (place < this.end && this.bytes[place] === space) place += 1;
    if (place >= this.end) return this.isFinal ? place : -1;
    const kind = this.kinds[this.bytes[place]];
    if (kind === lineFeed || kind === carriageReturn) return place;
    if (kind !== delimiterStart) return -2;
    if (!this.isFinal && place + this.delimiter.length > this.end) return -1;
    return this.isDelimiter(place) ? place : -2;
  }

  /** Gives up on the line at which the record begins. */
  private scanBroken(from: number): number {
    const { bytes, end } = this;
    let place = from;
    while (place < end && bytes[place] !== feedByte && bytes[place] !== returnByte) place += 1;
    const next = place < end ? this.afterLineEnd(place) : this.isFinal ? place : -1;
    if (next < 0) return -1;
    this.isBroken = true;
    this.lines = place < end ? 1 : 0;
    this.recordEnd = place;
    this.count = 0;
    return next;
  }

  private grow(): void {
    const grown = <T extends Int32Array | Uint8Array>(old: T, made: T) => {
      made.set(old);
      return made;
    };
    const size = this.starts.length * 2;
    this.starts = grown(this.starts, new Int32Array(size));
    this.ends = grown(this.ends, new Int32Array(size));
    this.forms = grown(this.forms, new Uint8Array(size));
  }
}
