// @vitest-environment jsdom
import { expect, test } from 'vitest';
import { opensWith, press, withEditors } from './editor-test-data';
import { openProse } from './open-prose';

withEditors();

test('each line runs as its first letter; an item just begun as the one before it', () => {
  const { view } = opensWith(openProse, '# Title\n- بند\n- \n\n12 %');
  const lines = [...view.dom.querySelectorAll('.cm-line')];
  expect(lines.map((line) => line.getAttribute('dir'))).toEqual(['ltr', 'rtl', 'rtl', null, null]);
});

test('a text without letters runs as it is told', () => {
  expect(opensWith(openProse, '12 %', { direction: 'rtl' }).view.dom.getAttribute('dir')).toBe('rtl');
});

test('an address reads from left to right in an Arabic line', () => {
  const { view } = opensWith(openProse, 'انظر <https://example.org/a>');
  expect(view.dom.querySelector('.cm-line span[dir=ltr]')?.textContent).toContain('https://example.org/a');
});

test('Enter goes on with a list', () => {
  const editor = opensWith(openProse, '- one', { anchor: 5, head: 5 });
  press(editor, 'Enter', 13);
  expect(editor.text()).toBe('- one\n- ');
  expect(editor.onChange.mock.calls).toEqual([['- one\n- ']]);
});

test('Tab and Escape are left to the page', () => {
  const editor = opensWith(openProse, 'text');
  expect(press(editor, 'Tab', 9).defaultPrevented).toBe(false);
  expect(press(editor, 'Escape', 27).defaultPrevented).toBe(false);
});
