/** The text ends before the value does. */
export class MoreNeeded extends Error {}

/** What stands at a place is no JSON. */
export class NotJson extends Error {}

export interface ValueSink {
  /** A value that is no record and no list: its text as it stands (a string's without quotes and escapes), null for null. */
  value(path: KeyPath, text: string | null): void;
  /** A list, which is not read. */
  list(path: KeyPath): void;
}

/** A key inside the keys above it; one object for each path, so that a column is found without joining names. */
export class KeyPath {
  /** Whatever the sink keeps for this path. */
  place = -1;
  private readonly below = new Map<string, KeyPath>();

  constructor(readonly keys: readonly string[] = []) {}

  child(key: string): KeyPath {
    let child = this.below.get(key);
    if (!child) {
      child = new KeyPath([...this.keys, key]);
      this.below.set(key, child);
    }
    return child;
  }
}

const [quote, comma, colon, backslash] = [0x22, 0x2c, 0x3a, 0x5c];
const [openBrace, closeBrace, openBracket, closeBracket] = [0x7b, 0x7d, 0x5b, 0x5d];
const deepest = 200;
const scalar =
  /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null|NaN|-?Infinity)(?=[\s,\]}]|$)/y;

/**
 * Reads JSON values out of a text and keeps numbers as they are written, which the language's own reader does not: ids beyond
 * 2^53 would change.
 */
export class ValueReader {
  at = 0;
  private backslashAt = -1;

  constructor(
    public text: string,
    /** More text may follow. */
    public isOpen: boolean,
  ) {}

  /** Drops what has been read and goes on with more. */
  append(text: string): void {
    this.text = this.text.slice(this.at) + text;
    this.at = 0;
    this.backslashAt = -1;
  }

  /** The next sign that is no blank, or NaN at the end; it is not taken. */
  peek(): number {
    for (; this.at < this.text.length; this.at += 1) {
      const code = this.text.charCodeAt(this.at);
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return code;
    }
    return NaN;
  }

  /** Reads a record into the sink. */
  record(sink: ValueSink, path: KeyPath, depth = 0): void {
    if (depth > deepest) throw new NotJson('nested too deeply');
    this.take(openBrace);
    if (this.need() === closeBrace) {
      this.at += 1;
      return;
    }
    for (;;) {
      const key = this.string();
      this.take(colon);
      this.field(sink, path.child(key), depth);
      if (this.need() !== comma) break;
      this.at += 1;
    }
    this.take(closeBrace);
  }

  /** Passes over any value. */
  skip(): void {
    const code = this.need();
    if (code === quote) this.skipString();
    else if (code === openBrace || code === openBracket) this.skipNested();
    else this.scalar();
  }

  string(): string {
    this.need();
    const start = this.at;
    const isEscaped = this.skipString();
    if (!isEscaped) return this.text.slice(start + 1, this.at - 1);
    try {
      return JSON.parse(this.text.slice(start, this.at).replace(/\p{Cc}/gu, escapeControl)) as string;
    } catch {
      throw new NotJson('bad escape');
    }
  }

  take(expected: number): void {
    if (this.need() !== expected)
      throw new NotJson(`expected ${String.fromCharCode(expected)} at ${this.at}`);
    this.at += 1;
  }

  need(): number {
    const code = this.peek();
    if (Number.isNaN(code)) throw this.end();
    return code;
  }

  private end(): Error {
    return this.isOpen ? new MoreNeeded() : new NotJson('ends too soon');
  }

  private field(sink: ValueSink, path: KeyPath, depth: number): void {
    const code = this.need();
    if (code === quote) sink.value(path, this.string());
    else if (code === openBrace) this.record(sink, path, depth + 1);
    else if (code === openBracket) {
      this.skipNested();
      sink.list(path);
    } else sink.value(path, this.scalar());
  }

  private scalar(): string | null {
    scalar.lastIndex = this.at;
    const text = scalar.exec(this.text)?.[0];
    if (text === undefined) {
      // The rest may be the beginning of a word or number.
      if (this.isOpen && this.text.length - this.at < 400 && !/[\s,\]}]/.test(this.text.slice(this.at)))
        throw this.end();
      throw new NotJson(`no value at ${this.at}`);
    }
    if (this.isOpen && this.at + text.length === this.text.length) throw this.end();
    this.at += text.length;
    return text === 'null' || text === 'NaN' ? null : text;
  }

  /** Passes over a string; says whether it holds escapes. */
  private skipString(): boolean {
    if (this.text.charCodeAt(this.at) !== quote) throw new NotJson(`expected " at ${this.at}`);
    let isEscaped = false;
    for (let from = this.at + 1; ;) {
      const end = this.text.indexOf('"', from);
      if (end < 0) throw this.end();
      let before = end - 1;
      while (this.text.charCodeAt(before) === backslash) before -= 1;
      const slashes = end - 1 - before;
      isEscaped ||= slashes > 0 || this.nextBackslash(from) < end;
      if (slashes % 2 === 0) {
        this.at = end + 1;
        return isEscaped;
      }
      from = end + 1;
    }
  }

  /** Looked for once, not for every string. */
  private nextBackslash(from: number): number {
    if (this.backslashAt < from) {
      const found = this.text.indexOf('\\', from);
      this.backslashAt = found < 0 ? Infinity : found;
    }
    return this.backslashAt;
  }

  private skipNested(): void {
    let depth = 0;
    do {
      const code = this.need();
      if (code === quote) this.skipString();
      else {
        if (code === openBrace || code === openBracket) depth += 1;
        if (code === closeBrace || code === closeBracket) depth -= 1;
        this.at += 1;
      }
    } while (depth > 0);
  }
}

const escapeControl = (sign: string) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;
