// @vitest-environment jsdom
import { currentCompletions, startCompletion } from '@codemirror/autocomplete';
import { expect, test, vi } from 'vitest';
import { opensWith, press, withEditors } from './editor-test-data';
import { fieldState } from './field-state';
import type { EditorStart } from './open-editor';
import { openSql } from './open-sql';

const vocabulary = {
  keywords: ['select', 'from', 'month', 'order'],
  functions: ['sum'],
  tables: [{ name: 'orders', columns: [{ name: 'month', type: 'INTEGER' }] }],
};

withEditors();

const sqlEditor = (text: string, more: Partial<EditorStart> = {}) =>
  opensWith((start) => openSql(start, vocabulary, () => []), text, more);

const type = ({ view }: ReturnType<typeof sqlEditor>, insert: string): void =>
  view.dispatch({ changes: { from: view.state.selection.main.from, insert }, userEvent: 'input.type' });

test('the editor is a named field of several lines, from left to right', () => {
  const { view } = sqlEditor('select 1');
  const { contentDOM } = view;
  expect(contentDOM.getAttribute('role')).toBe('textbox');
  expect(contentDOM.getAttribute('aria-multiline')).toBe('true');
  expect(contentDOM.getAttribute('aria-label')).toBe('Query');
  expect(contentDOM.hasAttribute('aria-describedby')).toBe(false);
  expect(view.dom.getAttribute('dir')).toBe('ltr');
});

test('what is typed is told; what comes from outside is not', () => {
  const editor = sqlEditor('select 1', { anchor: 8, head: 8 });
  type(editor, '2');
  expect(editor.onChange.mock.calls).toEqual([['select 12']]);
  editor.setText('SELECT 12');
  expect(editor.text()).toBe('SELECT 12');
  expect(editor.onChange).toHaveBeenCalledTimes(1);
});

test('a change from outside leaves the cursor at its letter, and takes any line break', () => {
  // The cursor stands before "from": 9 in the old text, 12 after three letters more before it.
  const { view, setText, text } = sqlEditor('select a from t', { anchor: 9, head: 9 });
  setText('select abcd from t');
  expect(view.state.selection.main.head).toBe(12);
  setText('select abcd\r\nfrom t');
  expect(text()).toBe('select abcd\nfrom t');
});

test('the selection of the plain field is taken over, the way it was drawn', () => {
  const field = document.createElement('textarea');
  field.value = 'select 1';
  field.setSelectionRange(2, 6, 'backward');
  expect(fieldState(field)).toEqual({ text: 'select 1', anchor: 6, head: 2 });
  field.setSelectionRange(2, 6, 'forward');
  const { view } = sqlEditor('', fieldState(field));
  expect(view.state.selection.main).toMatchObject({ anchor: 2, head: 6 });
});

test('undo is left to the page', () => {
  const editor = sqlEditor('select 1');
  type(editor, 'x');
  const seen = vi.fn();
  document.addEventListener('keydown', seen, { once: true });
  expect(press(editor, 'z', 90, { ctrlKey: true }).defaultPrevented).toBe(false);
  expect(seen).toHaveBeenCalled();
  const native = new InputEvent('beforeinput', { inputType: 'historyUndo', bubbles: true, cancelable: true });
  editor.view.contentDOM.dispatchEvent(native);
  expect(native.defaultPrevented).toBe(true);
  expect(editor.text()).toBe('xselect 1');
});

test('the caller sees each key first, and what it takes goes no further', () => {
  const onKey = vi.fn(({ key }: KeyboardEvent) => key === 'Enter');
  const editor = sqlEditor('select 1', { onKey });
  expect(press(editor, 'Enter', 13).defaultPrevented).toBe(true);
  expect(onKey).toHaveBeenCalledTimes(1);
  expect(editor.text()).toBe('select 1');
});

async function sqlEditorWithList() {
  const editor = sqlEditor('select mo from orders', { anchor: 9, head: 9 });
  startCompletion(editor.view);
  await vi.waitFor(() =>
    expect(currentCompletions(editor.view.state).map(({ label }) => label)).toContain('month'),
  );
  return editor;
}

test('Tab leaves the editor, unless the list is open', async () => {
  expect(press(sqlEditor('select 1'), 'Tab', 9).defaultPrevented).toBe(false);
  expect(press(await sqlEditorWithList(), 'Tab', 9).defaultPrevented).toBe(true);
});

test('Escape closes the list and nothing behind it; without a list it is left to the page', async () => {
  const editor = await sqlEditorWithList();
  const behind = vi.fn();
  document.addEventListener('keydown', behind);
  press(editor, 'Escape', 27);
  expect(currentCompletions(editor.view.state)).toEqual([]);
  expect(behind).not.toHaveBeenCalled();
  expect(press(editor, 'Escape', 27).defaultPrevented).toBe(false);
  expect(behind).toHaveBeenCalledTimes(1);
  document.removeEventListener('keydown', behind);
});

test('an error underlines one token and is linked; then both go', () => {
  const { view, markError, configure } = sqlEditor('select nope from orders');
  const marked = () =>
    [...view.dom.querySelectorAll('.cm-error-place')].map((element) => element.textContent);
  markError(7);
  expect(marked()).toEqual(['nope']);
  configure({ label: 'Query', direction: 'ltr', errorId: 'why' });
  expect(view.contentDOM.getAttribute('aria-describedby')).toBe('why');
  expect(view.contentDOM.getAttribute('aria-invalid')).toBe('true');
  markError(null);
  configure({ label: 'Query', direction: 'ltr', errorId: null });
  expect(marked()).toEqual([]);
  expect(view.contentDOM.hasAttribute('aria-describedby')).toBe(false);
});

test('an Arabic name, text or comment is set apart without its quotes and signs', () => {
  const { view } = sqlEditor(`select المدينة, "الاسم", 'x' -- ملاحظة`);
  const apart = [...view.dom.querySelectorAll('[dir=auto]')].map((element) => element.textContent);
  expect(apart).toEqual(['المدينة', 'الاسم', ' ملاحظة']);
});

test('a keyword that names a column is drawn as a name, unless it is reserved', () => {
  const { view } = sqlEditor('select month from orders order');
  const coloured = [...view.dom.querySelectorAll('.cm-line span')].map((element) => element.textContent);
  expect(coloured).toEqual(['select', 'from', 'order']);
});

test('formatted text replaces all, is told once, and has the cursor where it was asked', () => {
  const { view, replaceText, onChange } = sqlEditor('select 1');
  replaceText('select\n  1', 10);
  expect(onChange.mock.calls).toEqual([['select\n  1']]);
  expect(view.state.selection.main.head).toBe(10);
});

test('a read-only editor says so', () => {
  const { view } = sqlEditor('select 1', { isReadOnly: true });
  expect(view.contentDOM.getAttribute('aria-readonly')).toBe('true');
});

test('what is typed over a selection is done by the editor, and the rest is left to the browser', () => {
  const { view, onChange } = sqlEditor('select 1', { anchor: 0, head: 6 });
  const typed = (data: string): boolean => {
    const wanted = { inputType: 'insertText', data, cancelable: true, bubbles: true };
    const event = new InputEvent('beforeinput', wanted);
    view.contentDOM.dispatchEvent(event);
    return event.defaultPrevented;
  };
  view.focus();
  expect(typed('f')).toBe(true);
  expect(view.state.doc.toString()).toBe('f 1');
  expect(view.state.selection.main).toMatchObject({ from: 1, to: 1 });
  expect(onChange).toHaveBeenLastCalledWith('f 1');
  expect(typed('r')).toBe(false);
  expect(view.state.doc.toString()).toBe('f 1');

  // The page has a selection that the editor has not heard of, around the line itself.
  getSelection()!.selectAllChildren(view.contentDOM);
  expect(typed('x')).toBe(true);
  expect(view.state.doc.toString()).toBe('x');
  expect(view.state.selection.main).toMatchObject({ from: 1, to: 1 });

  // One that lies elsewhere is none of the editor's.
  getSelection()!.selectAllChildren(document.body);
  expect(typed('y')).toBe(false);
  expect(view.state.doc.toString()).toBe('x');
});
