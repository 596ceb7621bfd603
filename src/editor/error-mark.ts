import { StateEffect, StateField, type Extension } from '@codemirror/state';
import { Decoration, EditorView, type DecorationSet } from '@codemirror/view';
import { tokenAt } from './sql-tokens';

const setMark = StateEffect.define<{ from: number; to: number } | null>();
const mark = Decoration.mark({ class: 'cm-error-place' });

const markField = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, transaction) {
    for (const effect of transaction.effects) {
      if (!effect.is(setMark)) continue;
      return effect.value ? Decoration.set(mark.range(effect.value.from, effect.value.to)) : Decoration.none;
    }
    return marks.map(transaction.changes);
  },
  provide: (field) => EditorView.decorations.from(field),
});

export const errorMark: Extension = markField;

/** Underlines the token at a place (UTF-16 code units) and no other; null takes the line away. */
export function markError(view: EditorView, place: number | null): void {
  const token = place === null ? null : tokenAt(view.state.doc.toString(), place);
  view.dispatch({ effects: setMark.of(token && { from: token.from, to: token.to }) });
}
