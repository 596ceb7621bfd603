import {
  insertCompletionText,
  type Completion,
  type CompletionContext,
  type CompletionResult,
  type CompletionSource,
} from '@codemirror/autocomplete';
import type { EditorView } from '@codemirror/view';
import { onceFor } from './once-for';
import { isReserved, writtenName } from './sql-names';
import { findTable, scopeAt } from './sql-scope';
import { nameOf, sqlTokens, type SqlToken } from './sql-tokens';
import type { SqlTable, SqlVocabulary } from './vocabulary';

const types =
  'bigint boolean date decimal double float hugeint integer interval smallint text time timestamp tinyint uuid varchar';
const continuesName = /^[\p{L}\p{M}\p{N}_]*$/u;
// A single letter is most often a name being given; a list that opens on it gets in the way of Enter.
const lettersToOpen = 2;

const byLabel = (options: Completion[]): Completion[] => [
  ...new Map(options.map((option) => [option.label, option])).values(),
];

function callFunction(view: EditorView, { label }: Completion, from: number, to: number): void {
  const isCalled = view.state.sliceDoc(to, to + 1) === '(';
  view.dispatch(insertCompletionText(view.state, isCalled ? label : `${label}(`, from, to));
}

/** Words that are both are most often meant as keywords where they are reserved (`left`), else as functions (`trim`). */
const languageWords = onceFor(({ keywords, functions }: SqlVocabulary): Completion[] => {
  const words = [...keywords, ...types.split(' ')].map((word) => word.toLowerCase());
  const callable = functions.filter((name) => /^[a-z][a-z\d_]*$/i.test(name) && !isReserved(name));
  return byLabel([
    ...words.map((label): Completion => ({ label, type: 'keyword' })),
    ...callable.map((label): Completion => ({ label, type: 'function', apply: callFunction, boost: -1 })),
  ]);
});

const tableOptions = (tables: readonly SqlTable[]): Completion[] =>
  tables.map(({ name, detail }) => ({
    label: name,
    detail,
    type: 'type',
    apply: writtenName(name),
    boost: 20,
  }));

const columnOptions = ({ name: table, columns }: SqlTable, isTableTold: boolean): Completion[] =>
  columns.map(({ name, type }) => ({
    label: name,
    detail: [type.toLowerCase(), isTableTold ? table : ''].filter(Boolean).join(' · '),
    type: 'property',
    apply: writtenName(name),
    boost: 30,
  }));

/** The names before the last dot, `b` for `a.b.` and null where there is no dot. */
function ownerBefore(tokens: SqlToken[]): string | null {
  return tokens.at(-1)?.text === '.' ? nameOf(tokens.at(-2)) : null;
}

function namesAt(
  text: string,
  place: number,
  owner: string | null,
  tables: readonly SqlTable[],
): Completion[] {
  const { sources, named } = scopeAt(text, place, tables);
  const known = [...named, ...tables];
  if (owner !== null) {
    const table = findTable(sources, owner) ?? findTable(known, owner);
    return table ? byLabel(columnOptions(table, false)) : [];
  }
  // Before FROM is written, any column may be meant.
  const readable = sources.length > 0 ? sources : known;
  const columns = readable.flatMap((table) => columnOptions(table, readable.length > 1));
  return byLabel([...columns.reverse(), ...tableOptions(known), ...tableOptions(sources)]);
}

/** Inside quotes a name is completed up to its closing quote, which may be there already. */
function inQuotes(options: Completion[], token: SqlToken): Completion[] {
  const isClosed = token.text.length > 1 && token.text.endsWith('"');
  return options.map((option) => ({
    ...option,
    apply: option.label.replaceAll('"', '""') + (isClosed ? '' : '"'),
  }));
}

const inCapitals = (options: Completion[]): Completion[] =>
  options.map((option) => ({ ...option, label: option.label.toUpperCase() }));

function completeAt(
  context: CompletionContext,
  words: Completion[],
  tables: readonly SqlTable[],
): CompletionResult | null {
  const { pos: place, explicit } = context;
  const text = context.state.doc.toString();
  const tokens = sqlTokens(text).filter((token) => token.from < place);
  const last = tokens.at(-1);
  const typed =
    last && last.to >= place && last.kind !== 'mark' && last.kind !== 'operator' ? tokens.pop()! : null;
  if (typed && typed.kind !== 'word' && typed.kind !== 'quoted') return null;
  const owner = ownerBefore(tokens);
  const length = typed ? place - typed.from : 0;
  const isNewName = tokens.at(-1)?.text.toLowerCase() === 'as';
  if (!explicit && owner === null && (length < lettersToOpen || isNewName)) return null;
  const names = namesAt(text, place, owner, tables);
  if (typed?.kind === 'quoted') {
    if (typed.to === place && typed.text.length > 1 && typed.text.endsWith('"')) return null;
    return { from: typed.from + 1, options: inQuotes(names, typed), validFor: continuesName };
  }
  const shown = typed && /^[A-Z_]{2,}$/.test(typed.text.slice(0, length)) ? inCapitals(words) : words;
  const options = owner === null ? [...names, ...shown] : names;
  return options.length > 0 ? { from: typed?.from ?? place, options, validFor: continuesName } : null;
}

/**
 * Completes columns of what the query reads (through aliases, WITH and nested queries), tables, functions and keywords.
 * Says nothing in texts, numbers, comments and where a new name is given after AS.
 */
export function sqlCompletion(
  vocabulary: SqlVocabulary,
  otherTables: () => readonly SqlTable[],
): CompletionSource {
  const words = languageWords(vocabulary);
  return (context) => completeAt(context, words, [...vocabulary.tables, ...otherTables()]);
}
