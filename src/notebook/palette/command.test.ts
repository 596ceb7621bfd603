import { describe, expect, it } from 'vitest';
import { isPressed, keysText, matching, type Command } from './command';

const nothing = () => undefined;
const commands: Command[] = [
  { id: 'a', words: 'Add a query', alsoKnownAs: 'sql', run: nothing },
  { id: 'b', words: 'Undo', run: nothing },
  { id: 'c', words: 'أضف فوجًا', run: nothing },
  { id: 'd', words: 'Query everything', run: nothing },
];

const press = (event: Partial<KeyboardEvent>) =>
  ({
    altKey: false,
    shiftKey: false,
    ctrlKey: false,
    metaKey: false,
    code: '',
    key: '',
    ...event,
  }) as KeyboardEvent;

describe('commands', () => {
  it('are found by their words in any order, and by other names', () => {
    const ids = (typed: string) => matching(commands, typed).map(({ id }) => id);
    expect(ids('query')).toEqual(['d', 'a']);
    expect(ids('query add')).toEqual(['a']);
    expect(ids('SQL')).toEqual(['a']);
    expect(ids('اضف فوجا')).toEqual(['c']);
    expect(ids('')).toHaveLength(4);
    expect(ids('x')).toEqual([]);
  });

  it('have the same keys in every layout', () => {
    const undo = { mod: true, code: 'KeyZ' };
    expect(isPressed(undo, press({ ctrlKey: true, code: 'KeyZ', key: 'ئ' }))).toBe(true);
    expect(isPressed(undo, press({ metaKey: true, code: 'KeyZ' }))).toBe(true);
    expect(isPressed(undo, press({ ctrlKey: true, shiftKey: true, code: 'KeyZ' }))).toBe(false);
    expect(isPressed(undo, press({ code: 'KeyZ' }))).toBe(false);
    expect(isPressed({ key: '?' }, press({ shiftKey: true, code: 'Slash', key: '?' }))).toBe(true);
  });

  it('are written as keyboards have them', () => {
    expect(keysText({ mod: true, shift: true, code: 'KeyZ' }, false)).toBe('Ctrl+Shift+Z');
    expect(keysText({ mod: true, code: 'KeyK' }, true)).toBe('⌘ K');
    expect(keysText({ alt: true, code: 'ArrowUp' }, false)).toBe('Alt+↑');
    expect(keysText({ key: '?' }, false)).toBe('?');
  });
});
