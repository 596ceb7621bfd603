import {
  acceptCompletion,
  autocompletion,
  closeCompletion,
  completionKeymap,
  currentCompletions,
  selectedCompletion,
} from '@codemirror/autocomplete';
import { defaultKeymap } from '@codemirror/commands';
import { SQLDialect } from '@codemirror/lang-sql';
import { bracketMatching } from '@codemirror/language';
import { Compartment, Prec, type Extension } from '@codemirror/state';
import { EditorView, keymap, lineNumbers, tooltips, type KeyBinding } from '@codemirror/view';
import { sqlTheme } from './editor-theme';
import { errorMark, markError } from './error-mark';
import { isolateSql } from './isolate-sql';
import { openEditor, type Editor, type EditorStart } from './open-editor';
import { onceFor } from './once-for';
import { sqlCompletion } from './sql-completion';
import { sqlShortcut } from './sql-shortcuts';
import { isReserved } from './sql-names';
import type { SqlTable, SqlVocabulary } from './vocabulary';

export interface SqlEditor extends Editor {
  setVocabulary: (vocabulary: SqlVocabulary | null) => void;
  /** Underlines the token at a place, in UTF-16 code units. */
  markError: (place: number | null) => void;
  /** Replaces the whole text as the person would, and puts the cursor at a place of the new one. */
  replaceText: (text: string, place: number) => void;
  /** The place of the cursor. */
  cursor: () => number;
}

const linesToNumber = 4;

const edge = 8;

/** Where the list may stand: within the window, a little off its edges, in CSS pixels. */
function listSpace({ dom }: EditorView): { top: number; left: number; bottom: number; right: number } {
  const { clientWidth, clientHeight } = dom.ownerDocument.documentElement;
  return { top: edge, left: edge, bottom: clientHeight - edge, right: clientWidth - edge };
}

const isListOpen = ({ state }: EditorView): boolean => currentCompletions(state).length > 0;

/** Enter takes what is chosen, but begins a line where the word stands there already. */
function acceptOnEnter(view: EditorView): boolean {
  const chosen = selectedCompletion(view.state);
  const place = view.state.selection.main.head;
  const written =
    chosen && (typeof chosen.apply === 'string' ? chosen.apply : chosen.apply ? null : chosen.label);
  const typed = written && view.state.sliceDoc(Math.max(0, place - written.length), place);
  if (!written || typed !== written) return acceptCompletion(view);
  closeCompletion(view);
  return false;
}

const completionKeys: KeyBinding[] = [
  // Tab never inserts: with no list it moves on to the next control. Ctrl-[ and Ctrl-] indent.
  { key: 'Tab', run: (view) => acceptCompletion(view) || isListOpen(view) },
  // With the list open, Escape closes the list and nothing around the editor.
  { key: 'Escape', run: (view) => isListOpen(view) && closeCompletion(view), stopPropagation: true },
  { key: 'Enter', run: acceptOnEnter },
  ...completionKeymap.filter(({ key }) => key !== 'Escape' && key !== 'Enter'),
];

/** A keyword that is also the name of a column (`month`, `name`) reads as a name, unless it can't be one. */
function highlightedKeywords({ keywords, tables }: SqlVocabulary): string {
  const names = new Set(
    tables.flatMap(({ name, columns }) => [name, ...columns.map((column) => column.name)]),
  );
  const lowerNames = new Set([...names].map((name) => name.toLowerCase()));
  const words = keywords.map((word) => word.toLowerCase());
  return words.filter((word) => isReserved(word) || !lowerNames.has(word)).join(' ');
}

const dialectWith = (words: { keywords?: string }): SQLDialect =>
  SQLDialect.define({
    ...words,
    operatorChars: '+-*/<>=~!@%^&|?:',
    specialVar: '$',
    identifierQuotes: '"',
    caseInsensitiveIdentifiers: true,
  });

const plainDialect = dialectWith({});
const dialectOf = onceFor((vocabulary: SqlVocabulary) =>
  dialectWith({ keywords: highlightedKeywords(vocabulary) }),
);

function language(vocabulary: SqlVocabulary | null, otherTables: () => readonly SqlTable[]): Extension {
  const dialect = vocabulary ? dialectOf(vocabulary) : plainDialect;
  const source = vocabulary && sqlCompletion(vocabulary, otherTables);
  return [dialect.extension, source ? dialect.language.data.of({ autocomplete: source }) : []];
}

const extensions: Extension = [
  Prec.highest(keymap.of(completionKeys)),
  autocompletion({ icons: false, defaultKeymap: false }),
  tooltips({ tooltipSpace: listSpace }),
  keymap.of(defaultKeymap),
  lineNumbers(),
  EditorView.editorAttributes.of(({ state }) =>
    state.doc.lines < linesToNumber ? { class: 'few-lines' } : null,
  ),
  bracketMatching(),
  isolateSql,
  errorMark,
  sqlTheme,
];

/**
 * Opens an SQL editor in place of a plain field: colours, completion, the mark of an error. The caller destroys it.
 * @param otherTables tables beside those of the vocabulary, asked for each time names are completed
 */
export function openSql(
  start: EditorStart,
  vocabulary: SqlVocabulary | null,
  otherTables: () => readonly SqlTable[],
): SqlEditor {
  const languageSlot = new Compartment();
  let known = vocabulary;
  const onKey = (event: KeyboardEvent): boolean => {
    // What is run is written: there is nothing left to complete.
    if (sqlShortcut(event) === 'run') closeCompletion(editor.view);
    return start.onKey(event);
  };
  const editor = openEditor({ ...start, onKey }, [
    languageSlot.of(language(vocabulary, otherTables)),
    extensions,
  ]);
  const { view } = editor;
  return {
    ...editor,
    setVocabulary(wanted) {
      if (wanted === known) return;
      known = wanted;
      view.dispatch({ effects: languageSlot.reconfigure(language(wanted, otherTables)) });
    },
    markError: (place) => markError(view, place),
    replaceText: (text, place) => {
      view.dispatch({
        changes: { from: 0, to: view.state.doc.length, insert: text },
        selection: { anchor: place },
        scrollIntoView: true,
        userEvent: 'input.format',
      });
    },
    cursor: () => view.state.selection.main.head,
  };
}
