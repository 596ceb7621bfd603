import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { History } from './history';

const texts = fc.array(fc.string({ maxLength: 30 }), { minLength: 1, maxLength: 60 });

describe('History', () => {
  it('undoes and redoes any changes exactly, also after it was put away', () => {
    fc.assert(
      fc.property(fc.string(), texts, fc.nat(), (start, all, stop) => {
        let history = new History(start);
        const seen = [start];
        for (const text of all) {
          history.record(text, 'edit', null, 0);
          if (text !== seen.at(-1)) seen.push(text);
        }
        const halfway = stop % seen.length;
        for (let place = seen.length - 2; place >= 0; place -= 1) {
          if (place === halfway) history = new History(JSON.parse(JSON.stringify(history.save())) as never);
          expect(history.undo()).toBe(true);
          expect(history.text).toBe(seen[place]);
        }
        expect(history.undo()).toBe(false);
        for (const text of seen.slice(1)) {
          expect(history.redo()).toBe(true);
          expect(history.text).toBe(text);
        }
        expect(history.redo()).toBe(false);
      }),
    );
  });

  it('takes what is typed in one go as one step', () => {
    const history = new History('');
    history.record('a', 'type', 'cell1', 0);
    history.record('ab', 'type', 'cell1', 500);
    history.record('abc', 'type', 'cell1', 1400);
    history.record('abc d', 'type', 'cell1', 3000);
    history.record('abc de', 'type', 'cell2', 3100);
    const undone = [1, 2, 3, 4].map(() => (history.undo() ? history.text : null));
    expect(undone).toEqual(['abc d', 'abc', '', null]);
  });

  it('starts a new step after something was undone', () => {
    const history = new History('');
    history.record('a', 'type', 'cell1', 0);
    history.record('ab', 'type', 'cell2', 10);
    history.undo();
    history.record('ac', 'type', 'cell1', 20);
    expect(history.redo()).toBe(false);
    history.undo();
    expect(history.text).toBe('a');
  });

  it('keeps what the notebook notes by itself with the step before it', () => {
    const history = new History('one');
    history.amend('one, noted');
    expect(history.undo()).toBe(false);
    history.record('two, noted', 'edit', null, 0);
    history.amend('two, noted twice');
    history.undo();
    expect(history.text).toBe('one, noted');
    history.redo();
    expect(history.text).toBe('two, noted twice');
  });

  it('forgets the oldest steps when all are too long, and never the last', () => {
    const history = new History('');
    const long = (letter: string) => letter.repeat(900_000);
    for (const letter of 'abcd') history.record(long(letter), 'edit', null, 0);
    expect(history.undo()).toBe(true);
    expect(history.text).toBe(long('c'));
    expect(history.undo()).toBe(false);
  });
});
