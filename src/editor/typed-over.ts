import { EditorView } from '@codemirror/view';

/**
 * What is typed over a selection, done by the editor itself. Left to do it, Chromium gives the new text the colour of the
 * old by a style attribute, which looks wrong and which the policy refuses.
 */
export const typedOver = EditorView.domEventHandlers({
  beforeinput(event, view) {
    const { data, inputType, isComposing } = event;
    if (inputType !== 'insertText' || !data || isComposing || view.state.readOnly) return false;
    // The page's selection, not the editor's: the editor learns of it a moment later.
    const selection = view.contentDOM.ownerDocument.getSelection();
    if (!selection || selection.isCollapsed || selection.rangeCount === 0) return false;
    const { startContainer, startOffset, endContainer, endOffset } = selection.getRangeAt(0);
    const isWithin = [startContainer, endContainer].every((end) => view.contentDOM.contains(end));
    if (!isWithin) return false;
    const from = view.posAtDOM(startContainer, startOffset);
    const to = view.posAtDOM(endContainer, endOffset);
    view.dispatch({
      changes: { from, to, insert: data },
      selection: { anchor: from + data.length },
      userEvent: 'input.type',
      scrollIntoView: true,
    });
    return true;
  },
});
