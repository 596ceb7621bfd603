import { afterEach, beforeAll, vi, type Mock } from 'vitest';
import type { Editor, EditorStart } from './open-editor';

const opened: Editor[] = [];

/** Lets editors be opened where nothing is laid out, and closes them after each test. */
export function withEditors(): void {
  beforeAll(() => {
    Range.prototype.getClientRects = () => [] as unknown as DOMRectList;
  });
  afterEach(() => {
    for (const editor of opened.splice(0)) editor.destroy();
  });
}

/** Opens an editor over a text, with its `onChange` to watch. */
export function opensWith<Kind extends Editor>(
  open: (start: EditorStart) => Kind,
  text: string,
  more: Partial<EditorStart> = {},
): Kind & { onChange: Mock<(text: string) => void> } {
  const onChange = vi.fn<(text: string) => void>();
  const place = { parent: document.body, text, anchor: 0, head: 0 };
  const editor = open({ label: 'Query', direction: 'ltr', onKey: () => false, ...place, ...more, onChange });
  opened.push(editor);
  return { ...editor, onChange };
}

/** Presses a key in an editor. */
export function press(
  { view }: Editor,
  key: string,
  keyCode: number,
  more: KeyboardEventInit = {},
): KeyboardEvent {
  const event = new KeyboardEvent('keydown', { key, keyCode, bubbles: true, cancelable: true, ...more });
  view.contentDOM.dispatchEvent(event);
  return event;
}
