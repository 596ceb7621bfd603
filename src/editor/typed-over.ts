import { EditorView } from '@codemirror/view';

/**
 * What is typed over a selection, done by the editor itself. Left to do it, Chromium gives the new text the colour of the
 * old by a style attribute, which looks wrong and which the policy refuses.
 */
export const typedOver = EditorView.domEventHandlers({
  beforeinput(event, view) {
    const { data, inputType, isComposing } = event;
    const { state } = view;
    if (inputType !== 'insertText' || !data || isComposing || state.readOnly) return false;
    if (!state.selection.main.empty) {
      view.dispatch(state.replaceSelection(data), { userEvent: 'input.type', scrollIntoView: true });
      return true;
    }
    // The editor learns of a selection a moment after the page has it.
    const [over] = event.getTargetRanges();
    if (!over || over.collapsed) return false;
    const from = view.posAtDOM(over.startContainer, over.startOffset);
    const to = view.posAtDOM(over.endContainer, over.endOffset);
    view.dispatch({
      changes: { from, to, insert: data },
      selection: { anchor: from + data.length },
      userEvent: 'input.type',
      scrollIntoView: true,
    });
    return true;
  },
});
