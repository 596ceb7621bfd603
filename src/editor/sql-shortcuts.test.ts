// @vitest-environment jsdom
import { expect, test } from 'vitest';
import { sqlShortcut } from './sql-shortcuts';

test.each([
  [{ key: 'Enter', ctrlKey: true }, 'run'],
  [{ key: 'Enter', metaKey: true }, 'run'],
  [{ key: 'Enter' }, null],
  [{ key: 'Enter', ctrlKey: true, shiftKey: true }, null],
  [{ key: 'Enter', ctrlKey: true, isComposing: true }, null],
  [{ key: 'Ï', code: 'KeyF', shiftKey: true, altKey: true }, 'format'],
  [{ key: 'ب', code: 'KeyF', shiftKey: true, altKey: true }, 'format'],
  [{ key: 'F', code: 'KeyF', shiftKey: true }, null],
  [{ key: 'F', code: 'KeyF', shiftKey: true, altKey: true, ctrlKey: true }, null],
])('%j asks for %s', (keys, wanted) => expect(sqlShortcut(new KeyboardEvent('keydown', keys))).toBe(wanted));
