import { isSign, isWord } from '../../editor/sql-groups';
import { isReserved } from '../../editor/sql-names';
import { nameOf, sqlTokens, type SqlToken } from '../../editor/sql-tokens';
import { frame, type Frame } from './query-frame';
import { Scope } from './table-scope';

/**
 * Where a query names tables: in FROM, JOIN and the like, and before a column, `name.column`. Left out are names that the
 * query gives itself, by WITH or AS, and those of several parts. A table's name alone for its whole row is not told from
 * a column.
 */
export function tablePlaces(sql: string): SqlToken[] {
  return new PlaceReader(sql).read();
}

const clauseEnds = /^(where|group|having|order|limit|offset|fetch|window|qualify|union|intersect|except)$/;
const between = /^(union|intersect|except)$/;
const pivoting = /^(pivot|pivot_wider|unpivot|pivot_longer)$/;
const describing = /^(describe|desc|summarize|show)$/;
const shownLists = /^(tables|all|databases|variables|schemas)$/;
/** Functions with FROM between their arguments. */
const fromInside = /^(extract|substring|trim|overlay|position)$/;
/** What grows together with a name beside it, in the engine's eyes. */
const sticks = /[^\0-\x7f\s\u200b-\u200d\u2060]/;

const wordOf = (token: SqlToken | undefined): string =>
  token?.kind === 'word' ? token.text.toLowerCase() : '';

class PlaceReader {
  private readonly tokens: SqlToken[];
  private readonly tables: SqlToken[] = [];
  /** Names before a column, and where they have to be known. */
  private readonly owners: { token: SqlToken; scope: Scope }[] = [];
  private frames = [frame(null, false)];
  private place = 0;

  constructor(private readonly sql: string) {
    this.tokens = sqlTokens(sql).filter(({ kind }) => kind !== 'comment');
  }

  read(): SqlToken[] {
    for (this.place = 0; this.place < this.tokens.length; this.place += 1) {
      const token = this.tokens[this.place];
      const name = this.isWhole(token) ? nameOf(token) : null;
      if (name !== null) this.readName(token, name);
      else if (token.kind === 'mark' || token.kind === 'operator') this.readSign(token.text);
      else this.top.expects = false;
    }
    const owners = this.owners.filter(({ token, scope }) => scope.isTable(nameOf(token)!));
    return [...this.tables, ...owners.map(({ token }) => token)].sort((one, other) => one.from - other.from);
  }

  private get top(): Frame {
    return this.frames.at(-1)!;
  }

  private next(steps: number): SqlToken | undefined {
    return this.tokens[this.place + steps];
  }

  private isWhole({ from, to }: SqlToken): boolean {
    return !sticks.test(this.sql.charAt(from - 1)) && !sticks.test(this.sql.charAt(to));
  }

  private readSign(sign: string): void {
    const { top } = this;
    if (sign === '(') this.open();
    else if (sign === '[' || sign === '{') this.frames.push(frame(top.scope, false));
    else if (sign === ')' || sign === ']' || sign === '}') this.close();
    else if (sign === ';') this.frames = [frame(null, false)];
    else if (sign === ',' && top.list === 'comma') top.list = 'name';
    else top.expects = sign === ',' && top.inFrom;
  }

  private open(): void {
    const { top } = this;
    const opener = wordOf(this.next(-1));
    const isBody = top.list === 'query' && /^(as|materialized)$/.test(opener);
    if (isBody && top.isRecursive) top.known.add(top.listed);
    this.frames.push(frame(top.scope, top.expects, opener, isBody ? top.listed : null));
    top.expects = false;
  }

  private close(): void {
    const { names } = this.top;
    if (this.frames.length > 1) this.frames.pop();
    const { top } = this;
    if (names !== null) {
      top.known.add(names);
      top.list = 'comma';
    } else if (top.inFrom) top.scope.add(this.aliasBehind(), false);
  }

  private readName(token: SqlToken, name: string): void {
    const { top } = this;
    if (top.list === 'comma') top.list = null;
    if (top.list === 'name') {
      top.listed = name.toLowerCase();
      top.list = 'query';
    } else if (top.list === 'query' || this.readWord(wordOf(token))) return;
    else if (top.expects) this.readTable(token, name);
    else if (this.isOwner()) this.owners.push({ token, scope: top.scope });
  }

  /** `name.column` and `name.*`, but not `name.function()`, which is about a column. */
  private isOwner(): boolean {
    const isFirst = isSign(this.next(1), '.') && !isSign(this.next(-1), '.');
    const after = this.next(2);
    return (
      isFirst &&
      (isSign(after, '*') || (after !== undefined && nameOf(after) !== null && !isSign(this.next(3), '(')))
    );
  }

  private readTable(token: SqlToken, name: string): void {
    const { top } = this;
    if (isSign(this.next(1), ':')) {
      this.place += 1;
      top.scope.add(name, false);
      top.isNamed = true;
      return;
    }
    let parts = 1;
    for (; isSign(this.next(1), '.') && nameOf(this.next(2)) !== null; parts += 1) this.place += 2;
    const isGiven = this.frames.some(({ known }) => known.has(name.toLowerCase()));
    const isTable = parts === 1 && !isGiven && !isSign(this.next(1), '(');
    if (isTable) this.tables.push(token);
    const alias = this.aliasBehind();
    if (!top.isNamed) top.scope.add(alias ?? nameOf(this.tokens[this.place]), isTable && alias === null);
    top.expects = top.isNamed = false;
  }

  /** The name that what was just read is given. */
  private aliasBehind(): string | null {
    if (isWord(this.next(1), 'as')) return nameOf(this.next(2));
    return isReserved(wordOf(this.next(1))) ? null : nameOf(this.next(1));
  }

  /** @returns whether the word is one that tells where tables are named */
  private readWord(word: string): boolean {
    const { top } = this;
    if (word === '' || this.isLabel(this.place)) return false;
    if (word === 'select') this.enter(false, false);
    else if (word === 'from') {
      if (this.beginsClause()) this.enter(true, true);
    } else if (word === 'join') top.expects = true;
    else if (word === 'table') this.enter(true, false);
    // A parenthesis that begins so holds nothing else.
    else if (word === 'values' && isSign(this.next(1), '('))
      this.enter(false, top.inFrom && !isSign(this.next(-1), '('));
    else if (word === 'with') this.beginList();
    else if (describing.test(word)) this.describe(word);
    else if (pivoting.test(word)) {
      // In `FROM table PIVOT (…)` the table has been named already.
      if (!top.inFrom || top.expects) this.enter(true, false);
    } else if (clauseEnds.test(word)) this.endClause(word);
    else return word === 'lateral';
    return true;
  }

  /** After a dot and AS any word is a name. */
  private isLabel(place: number): boolean {
    const before = this.tokens[place - 1];
    return isSign(before, '.') || (isWord(before, 'as') && !this.isLabel(place - 1));
  }

  private enter(expects: boolean, inFrom: boolean): void {
    const { top } = this;
    if (!top.isQuery) top.scope = new Scope(top.outer);
    Object.assign(top, { expects, inFrom, isQuery: true });
  }

  private endClause(word: string): void {
    const { top } = this;
    top.expects = top.inFrom = false;
    if (between.test(word)) top.scope = new Scope(top.outer);
  }

  /** FROM is also a word of `EXTRACT(year FROM day)` and of `IS DISTINCT FROM`. */
  private beginsClause(): boolean {
    const { opener, isQuery } = this.top;
    const compares = isWord(this.next(-1), 'distinct') && isWord(this.next(-2), 'is', 'not');
    return !compares && (isQuery || !fromInside.test(opener));
  }

  private beginList(): void {
    const isRecursive = isWord(this.next(1), 'recursive') && !isSign(this.next(2), '(');
    const after = this.next(isRecursive ? 3 : 2);
    const names = isSign(after, '(') || isWord(after, 'as', 'using');
    // `WITH ORDINALITY AS t` is another thing, and so are `WITH TIES` and `WITH TIME ZONE`.
    if (!names || (isWord(this.next(1), 'ordinality') && !isSign(this.next(3), '('))) return;
    this.enter(false, false);
    Object.assign(this.top, { list: 'name', isRecursive });
    if (isRecursive) this.place += 1;
  }

  private describe(word: string): void {
    // `ORDER BY day DESC` describes nothing.
    if (word === 'desc' && this.next(-1) && !isSign(this.next(-1), '(')) return;
    this.enter(!(word === 'show' && shownLists.test(wordOf(this.next(1)))), false);
  }
}
