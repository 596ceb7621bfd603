import { clauseEnds, describing, fromInside, pivoting, shownLists } from './words';
import { fold, isOperator, wordOf, type Token } from './tokens';

/** Something a query reads from. */
export interface TableReference {
  /** The name's parts, without quotes. */
  parts: string[];
  start: number;
  /** `query`: a name that the query itself gives by WITH. `text`: a string, which the engine takes for a file. */
  kind: 'table' | 'function' | 'query' | 'text';
}

/** What stands between two parentheses, or the whole text. */
interface Frame {
  /** A table may be named next. */
  expects: boolean;
  /** After a comma another table may be named. */
  inFrom: boolean;
  isQuery: boolean;
  /** The word before the parenthesis. */
  opener: string;
  /** The name that WITH gives to what stands here. */
  names: string | null;
  /** Names given by WITH so far. */
  known: Set<string>;
  /** Within the list of WITH: a name comes next, or its query does, or a comma may. */
  list: 'name' | 'query' | 'comma' | null;
  listed: string;
  isRecursive: boolean;
}

const frame = (opener: string, expects: boolean, names: string | null): Frame => ({
  expects,
  inFrom: expects,
  isQuery: false,
  opener,
  names,
  known: new Set(),
  list: null,
  listed: '',
  isRecursive: false,
});

/** What a text of SQL reads from, in its order; also of a text that is not finished. */
export function readReferences(tokens: readonly Token[]): TableReference[] {
  return new ReferenceReader(tokens).read();
}

/** After a dot, a dollar and AS any word is a name. */
function isLabel(tokens: readonly Token[], place: number): boolean {
  const before = tokens[place - 1];
  if (isOperator(before, '.') || isOperator(before, '$')) return true;
  return wordOf(before) === 'as' && !isLabel(tokens, place - 1);
}

class ReferenceReader {
  private readonly found: TableReference[] = [];
  private frames = [frame('', false, null)];
  private place = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  read(): TableReference[] {
    for (this.place = 0; this.place < this.tokens.length; this.place += 1) {
      const token = this.tokens[this.place];
      if (token.kind === 'operator') this.readOperator(token.value);
      else if (token.kind === 'name' || token.kind === 'quoted') this.readName(token);
      else this.readValue(token);
    }
    return this.found;
  }

  private get top(): Frame {
    return this.frames.at(-1)!;
  }

  private readOperator(sign: string): void {
    const { top } = this;
    if (sign === '(') this.open();
    else if (sign === '[' || sign === '{') this.frames.push(frame('', false, null));
    else if (/[)\]}]/.test(sign)) this.close();
    else if (sign === ';') this.frames = [frame('', false, null)];
    else if (sign === ',' && top.list === 'comma') top.list = 'name';
    else top.expects = sign === ',' && top.inFrom;
  }

  private open(): void {
    const { top } = this;
    const opener = wordOf(this.tokens[this.place - 1]);
    const isBody = top.list === 'query' && (opener === 'as' || opener === 'materialized');
    if (isBody && top.isRecursive) top.known.add(top.listed);
    this.frames.push(frame(opener, top.expects, isBody ? top.listed : null));
    top.expects = false;
  }

  private close(): void {
    const { names } = this.top;
    if (this.frames.length > 1) this.frames.pop();
    if (names === null) return;
    this.top.known.add(names);
    this.top.list = 'comma';
  }

  /** A string or a number. */
  private readValue({ kind, value, start }: Token): void {
    if (this.top.expects && kind === 'text') this.found.push({ parts: [value], start, kind: 'text' });
    this.top.expects = false;
  }

  private readName(token: Token): void {
    const { top } = this;
    if (top.list === 'comma') top.list = null;
    if (top.list === 'name') {
      top.listed = fold(token.value);
      top.list = 'query';
    } else if (top.list !== 'query' && !this.readWord(wordOf(token)) && top.expects) this.readReference();
  }

  private readReference(): void {
    const { start } = this.tokens[this.place];
    const parts = [this.tokens[this.place].value];
    while (isOperator(this.next(1), '.') && /name|quoted/.test(this.next(2)?.kind ?? '')) {
      parts.push(this.next(2)!.value);
      this.place += 2;
    }
    // `FROM short: table` gives the table a name.
    if (parts.length === 1 && isOperator(this.next(1), ':')) {
      this.place += 1;
      return;
    }
    const isKnown = parts.length === 1 && this.frames.some(({ known }) => known.has(fold(parts[0])));
    const kind = isOperator(this.next(1), '(') ? 'function' : isKnown ? 'query' : 'table';
    this.found.push({ parts, start, kind });
    this.top.expects = false;
  }

  private next(steps: number): Token | undefined {
    return this.tokens[this.place + steps];
  }

  /** @returns whether the word is one that tells where tables are named */
  private readWord(word: string): boolean {
    const { top } = this;
    if (word === '' || isLabel(this.tokens, this.place)) return false;
    if (word === 'select') this.enter(false, false);
    else if (word === 'from') {
      if (this.beginsClause()) this.enter(true, true);
    } else if (word === 'join') top.expects = true;
    else if (word === 'table') this.enter(true, false);
    // A parenthesis that begins so holds nothing else.
    else if (word === 'values') this.enter(false, top.inFrom && !isOperator(this.next(-1), '('));
    else if (word === 'with') this.beginList();
    else if (describing.has(word)) this.describe(word);
    else if (pivoting.has(word)) {
      // In `FROM table PIVOT (…)` the table has been named already.
      if (!top.inFrom || top.expects) this.enter(true, false);
    } else if (clauseEnds.has(word)) top.expects = top.inFrom = false;
    else return word === 'lateral';
    return true;
  }

  private enter(expects: boolean, inFrom: boolean): void {
    Object.assign(this.top, { expects, inFrom, isQuery: true });
  }

  /** FROM is also a word of `EXTRACT(year FROM day)` and of `IS DISTINCT FROM`. */
  private beginsClause(): boolean {
    const { opener, isQuery } = this.top;
    const compares = wordOf(this.next(-1)) === 'distinct' && /^(is|not)$/.test(wordOf(this.next(-2)));
    return !compares && (isQuery || !fromInside.has(opener));
  }

  private beginList(): void {
    const isRecursive = wordOf(this.next(1)) === 'recursive' && !isOperator(this.next(2), '(');
    const after = this.next(isRecursive ? 3 : 2);
    const names = isOperator(after, '(') || /^(as|using)$/.test(wordOf(after));
    // `WITH ORDINALITY AS t` is another thing, and so are `WITH TIES` and `WITH TIME ZONE`.
    if (!names || (wordOf(this.next(1)) === 'ordinality' && !isOperator(this.next(3), '('))) return;
    this.enter(false, false);
    Object.assign(this.top, { list: 'name', isRecursive });
    if (isRecursive) this.place += 1;
  }

  private describe(word: string): void {
    // `ORDER BY day DESC` describes nothing.
    if (word === 'desc' && this.next(-1) && !isOperator(this.next(-1), '(')) return;
    this.enter(!(word === 'show' && shownLists.has(wordOf(this.next(1)))), false);
  }
}
