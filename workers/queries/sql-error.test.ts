import { describe, expect, it } from 'vitest';
import { EngineError } from '../duckdb/engine-error';
import { sqlError } from './sql-error';

const query = { text: "SELECT 'ع', a", tokens: [], references: [], origin: (place: number) => place + 100 };
const head = "WITH c AS (SELECT 'ع') SELECT * FROM (\n";
const wrapped = {
  sql: `${head}${query.text}\n) AS result`,
  query,
  start: head.length,
  cellAt: (place: number) => (place < 22 ? 'c' : null),
};

/** What the engine says, as it says it with `errors_as_json`. */
const said = (written: object) => new EngineError('queryFailed', JSON.stringify(written));

describe('an error of the engine', () => {
  it('gets the place in the person’s own text', () => {
    // Two letters ع before it, of two bytes each: 39 + 12 characters are 53 bytes.
    const error = said({ exception_type: 'Binder', exception_message: 'No a', position: '53' });
    expect(sqlError(error, wrapped)).toMatchObject({
      code: 'sqlInvalid',
      message: 'No a',
      details: { position: 112 },
    });
  });

  it('is at the end when the engine stumbles over what stands behind the text', () => {
    const words = {
      exception_type: 'Parser',
      exception_message: 'syntax error at or near ")"',
      position: '55',
    };
    const error = said({ ...words, exception_message: JSON.stringify(words) });
    expect(sqlError(error, wrapped)).toMatchObject({
      code: 'sqlInvalid',
      message: 'syntax error at end of input',
      details: { position: 113 },
    });
  });

  it('has no place when it is in a cell before', () => {
    const error = sqlError(
      said({ exception_type: 'Binder', exception_message: 'No b', position: '12' }),
      wrapped,
    );
    expect(error).toMatchObject({ code: 'sqlInvalid', details: { values: { cell: 'c' } } });
    expect((error as EngineError).details.position).toBeUndefined();
  });

  it('says nothing of what is ours', () => {
    const message = 'No such thing\nDid you mean "store_3.main.table_1"?\n\nLINE 1: SELECT * FROM (\n  ^';
    expect(sqlError(said({ exception_type: 'Catalog', exception_message: message }), wrapped)).toMatchObject({
      message: 'No such thing',
    });
  });

  it('of memory keeps its code, and others are left as they are', () => {
    const text = {
      exception_type: 'Out of Memory',
      exception_message: 'failed to allocate\nDatabase is launched',
    };
    const full = new EngineError('memoryLimit', JSON.stringify(text));
    expect(sqlError(full, wrapped)).toMatchObject({ code: 'memoryLimit', message: 'failed to allocate' });
    const cancelled = new EngineError('cancelled', 'The work was cancelled.');
    expect(sqlError(cancelled, wrapped)).toBe(cancelled);
    const inner = said({ exception_type: 'INTERNAL', exception_message: 'x' });
    expect(sqlError(inner, wrapped)).toBe(inner);
  });
});
