import { Annotation, Compartment, EditorState, Prec, type Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { adoptStyles } from './adopted-styles';
import type { FieldState } from './field-state';
import { minimalChange } from './minimal-change';
import { typedOver } from './typed-over';

/** What may change while an editor stands. */
export interface EditorSettings {
  /** The accessible name. */
  label: string;
  direction: 'ltr' | 'rtl';
  isReadOnly?: boolean;
  /** The id of the element that tells what is wrong; null where nothing is. */
  errorId?: string | null;
  /** The editor's own words by their English ones. */
  phrases?: Record<string, string>;
}

/** The plain field an editor takes the place of, as the person left it. */
export interface EditorStart extends EditorSettings, FieldState {
  parent: HTMLElement;
  onChange: (text: string) => void;
  /** Sees every key first; true where it was meant for it. */
  onKey: (event: KeyboardEvent) => boolean;
}

export interface Editor {
  view: EditorView;
  text: () => string;
  /** Replaces what differs, without telling `onChange`; the cursor stays where it can. */
  setText: (text: string) => void;
  configure: (settings: EditorSettings) => void;
  focus: () => void;
  destroy: () => void;
}

const fromOutside = Annotation.define<boolean>();

function settingsExtension({ label, direction, isReadOnly, errorId, phrases }: EditorSettings): Extension {
  const attributes: Record<string, string> = { 'aria-label': label };
  if (errorId) Object.assign(attributes, { 'aria-invalid': 'true', 'aria-describedby': errorId });
  return [
    EditorView.contentAttributes.of(attributes),
    EditorView.editorAttributes.of({ dir: direction }),
    EditorState.readOnly.of(isReadOnly ?? false),
    phrases ? EditorState.phrases.of(phrases) : [],
  ];
}

// The page keeps one history for texts and cells alike; the browser's own would undo past it.
const noHistory = EditorView.domEventHandlers({
  beforeinput: (event) => {
    const isHistory = event.inputType === 'historyUndo' || event.inputType === 'historyRedo';
    if (isHistory) event.preventDefault();
    return isHistory;
  },
});

function changeListener(onChange: (text: string) => void): Extension {
  return EditorView.updateListener.of((update) => {
    const isOwn = update.transactions.every((transaction) => !transaction.annotation(fromOutside));
    if (update.docChanged && isOwn) onChange(update.state.doc.toString());
  });
}

function createView(start: EditorStart, settings: Extension, extensions: Extension): EditorView {
  const text = start.text.replace(/\r\n?/g, '\n');
  return new EditorView({
    parent: start.parent,
    doc: text,
    selection: { anchor: Math.min(start.anchor, text.length), head: Math.min(start.head, text.length) },
    extensions: [
      settings,
      Prec.highest(EditorView.domEventHandlers({ keydown: (event) => start.onKey(event) })),
      noHistory,
      typedOver,
      EditorView.lineWrapping,
      changeListener(start.onChange),
      extensions,
    ],
  });
}

/** Opens an editor in place of a plain field. The caller destroys it. */
export function openEditor(start: EditorStart, extensions: Extension): Editor {
  adoptStyles(document);
  const settings = new Compartment();
  const view = createView(start, settings.of(settingsExtension(start)), extensions);
  const text = (): string => view.state.doc.toString();
  return {
    view,
    text,
    setText: (wanted) => {
      const present = text();
      const change = minimalChange(present, wanted.replace(/\r\n?/g, '\n'));
      if (change.from === change.to && change.insert === '') return;
      view.dispatch({ changes: change, annotations: fromOutside.of(true) });
    },
    configure: (wanted) => view.dispatch({ effects: settings.reconfigure(settingsExtension(wanted)) }),
    focus: () => view.focus(),
    destroy: () => view.destroy(),
  };
}
