import { EditorView } from '@codemirror/view';

/**
 * What is typed over a selection, done by the editor itself. Left to do it, Chromium gives the new text the colour of the
 * old by a style attribute, which looks wrong and which the policy refuses.
 */
export const typedOver = EditorView.domEventHandlers({
  beforeinput(event, view) {
    const { data, inputType, isComposing } = event;
    const { state } = view;
    const isOver = inputType === 'insertText' && data && !isComposing && !state.selection.main.empty;
    if (!isOver || state.readOnly) return false;
    view.dispatch(state.replaceSelection(data), { userEvent: 'input.type', scrollIntoView: true });
    return true;
  },
});
