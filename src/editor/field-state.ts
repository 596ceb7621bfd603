export interface FieldState {
  text: string;
  /** The selection, in UTF-16 code units; `head` is the end the cursor is at. */
  anchor: number;
  head: number;
}

/** What a person left in a plain field. */
export function fieldState(field: HTMLTextAreaElement): FieldState {
  const { value, selectionStart, selectionEnd, selectionDirection } = field;
  return selectionDirection === 'backward'
    ? { text: value, anchor: selectionEnd, head: selectionStart }
    : { text: value, anchor: selectionStart, head: selectionEnd };
}
