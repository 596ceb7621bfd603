import { EngineError } from '../duckdb/engine-error';
import type { TableReference } from './references';
import { fold, isOperator, wordOf, type Token } from './tokens';
import { describing } from './words';
import { zonedAt } from './zoned';

/** A text of SQL, taken apart. */
export interface Checked {
  text: string;
  tokens: readonly Token[];
  references: readonly TableReference[];
  /** The place in the person's own text that a place in this one comes from. */
  origin(place: number): number;
}

/** Statements that are no query, by their first word. */
const otherStatements = new Set(
  (
    'abort alter analyze begin checkpoint comment commit create deallocate delete drop end execute explain force grant ' +
    'insert merge prepare reindex revoke rollback savepoint start transaction truncate update vacuum'
  ).split(' '),
);

/** Those that reach for files, for other notebooks or for settings of the engine. */
const outwardStatements = new Set('attach call copy detach export import pragma reset set use'.split(' '));

/** Functions that stand for a table and read nothing but what they are given. */
export const harmlessTableFunctions: ReadonlySet<string> = new Set([
  'range',
  'generate_series',
  'unnest',
  'repeat',
  'repeat_row',
]);

/** Functions of the engine's own state, beside those that stand for tables. */
const statefulFunctions =
  /^(current_setting|getvariable|nextval|currval|write_log|parse_duckdb_log_message|in_search_path|setseed|pg_.*|has_.*_privilege|inet_.*)$/;

/** Tables of the engine that tell of other notebooks. They stand in every catalog. */
const engineTables = /^(duckdb_|pragma_|sqlite_|pg_|information_schema$)/;

/** What SHOW and DESCRIBE list instead of a table, even when it stands in quotes. */
const engineLists = /^(tables|all|databases|schemas|variables|__show_tables_expanded)$/;

/** Where a table would be read from a file of that name. */
const fileName = /[./\\:*?]/;

export function notQuery(message: string, checked?: Checked, place?: number): EngineError {
  const position = checked && place !== undefined ? { position: checked.origin(place) } : {};
  return new EngineError('sqlNotQuery', message, position);
}

/** A query reaches for something outside of the notebook's tables. */
export function outside(name: string, checked: Checked, place: number): EngineError {
  return new EngineError('sqlOutside', `${name} is outside of the notebook's tables.`, {
    position: checked.origin(place),
    values: { name },
  });
}

/** A query asks for a part of the engine that would have to be downloaded. */
export function needsExtension(name: string, message: string, position?: number): EngineError {
  return new EngineError('sqlNeedsExtension', message, {
    ...(position !== undefined && { position }),
    values: { name },
  });
}

export function invalid(message: string, checked: Checked, place: number): EngineError {
  return new EngineError('sqlInvalid', message, { position: checked.origin(place) });
}

export const isForbiddenFunction = (name: string, tableFunctions: ReadonlySet<string>): boolean =>
  tableFunctions.has(name) || statefulFunctions.test(name);

/**
 * Makes certain that a text is one query that reads nothing but tables by their names: a notebook may come from a stranger.
 * @param tableFunctions names of all functions that can only stand for a table
 * @throws EngineError `sqlNotQuery`, `sqlOutside`, `sqlNeedsExtension`, or `sqlInvalid` where parentheses don't match
 */
export function checkQuery(checked: Checked, tableFunctions: ReadonlySet<string>): void {
  const { tokens } = checked;
  const first = tokens.find((token) => !isOperator(token, '('));
  if (!first) throw notQuery('There is no query.');
  const another = tokens.find((token) => isOperator(token, ';'));
  if (another) throw notQuery('Only one query can stand here.', checked, another.start);
  checkOutward(checked, first);
  if (otherStatements.has(wordOf(first)) || changesData(tokens))
    throw notQuery('Only a query can stand here: SELECT, FROM, WITH and the like.', checked, first.start);
  checkParentheses(checked);
  checkShown(checked);
  for (const reference of checked.references) checkReference(checked, reference);
  checkFunctions(checked, tableFunctions);
  const zoned = zonedAt(tokens);
  if (zoned)
    throw needsExtension(
      'icu',
      "Instants with a time zone, and the time of today, are not available here. Write a date, such as DATE '2024-01-31'.",
      checked.origin(zoned.start),
    );
}

function checkOutward(checked: Checked, first: Token): void {
  const word = wordOf(first);
  if (outwardStatements.has(word)) throw outside(word.toUpperCase(), checked, first.start);
  if (word !== 'install' && word !== 'load') return;
  const name = checked.tokens[checked.tokens.indexOf(first) + 1]?.value ?? '';
  throw needsExtension(fold(name), 'Extensions are not loaded.', checked.origin(first.start));
}

/** `WITH … INSERT INTO …` and its like begin as a query does. */
function changesData(tokens: readonly Token[]): boolean {
  return tokens.some((token, index) => {
    const pair = `${wordOf(token)} ${wordOf(tokens[index + 1])}`;
    return /^(insert into|delete from|merge into)$/.test(pair) && isOperator(tokens[index - 1], ')');
  });
}

function checkParentheses(checked: Checked): void {
  const open: Token[] = [];
  for (const token of checked.tokens) {
    if (isOperator(token, '(')) open.push(token);
    else if (isOperator(token, ')') && !open.pop())
      throw invalid('This parenthesis closes nothing.', checked, token.start);
  }
  if (open.length > 0) throw invalid('This parenthesis is never closed.', checked, open.at(-1)!.start);
}

/** Without a table, and with some words for one, all that the engine has is listed, under its own names. */
function checkShown(checked: Checked): void {
  checked.tokens.forEach((token, index) => {
    const [before, next] = [checked.tokens[index - 1], checked.tokens[index + 1]];
    const begins = !before || isOperator(before, '(');
    if (!describing.has(wordOf(token)) || isOperator(before, '.') || wordOf(before) === 'as') return;
    // `ORDER BY day DESC` shows nothing.
    if (wordOf(token) === 'desc' && !begins) return;
    if (!next || isOperator(next, ')') || (next.kind !== 'operator' && engineLists.test(fold(next.value))))
      throw outside(token.value.toUpperCase(), checked, token.start);
  });
}

function checkReference(checked: Checked, { parts, start, kind }: TableReference): void {
  const [name] = parts;
  const isForeign =
    kind === 'text' ||
    parts.length > 1 ||
    (kind === 'function' ? !harmlessTableFunctions.has(fold(name)) : engineTables.test(fold(name)));
  if (isForeign) throw outside(parts.join('.'), checked, start);
}

function checkFunctions(checked: Checked, tableFunctions: ReadonlySet<string>): void {
  checked.tokens.forEach(({ kind, value, start }, index) => {
    if (!/name|quoted/.test(kind) || !isOperator(checked.tokens[index + 1], '(')) return;
    if (isForbiddenFunction(fold(value), tableFunctions)) throw outside(value, checked, start);
  });
}

/** A name that is known nowhere: the engine would look for a file of that name. */
export const looksLikeFile = (name: string): boolean => fileName.test(name);
