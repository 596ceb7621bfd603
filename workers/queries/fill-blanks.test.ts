import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Scalar } from '../api';
import { Database } from '../duckdb/database';
import { nodePlatform } from '../duckdb/node';
import { literal } from '../duckdb/sql-text';
import { fillBlanks, findBlanks } from './fill-blanks';
import { readTokens } from './tokens';

let database: Database;
beforeAll(async () => {
  database = await Database.start(nodePlatform, () => undefined);
});
afterAll(() => database.stop());

async function fill(sql: string, values: Record<string, Scalar>) {
  const { text, tokens } = await readTokens(database, sql);
  return fillBlanks(text, findBlanks(tokens), values);
}

describe('filling blanks', () => {
  it.each<[string, Record<string, Scalar>, string]>([
    ['SELECT $a', { a: "it's" }, "SELECT 'it''s'"],
    ['SELECT $a, $b, $c', { a: null, b: true, c: 5 }, 'SELECT NULL, TRUE, 5'],
    ["SELECT '$a', $a -- $a", { a: 1 }, "SELECT '$a', 1 -- $a"],
    // What would grow together with its neighbour is kept apart.
    ['SELECT 1-$a', { a: -2 }, 'SELECT 1-(-2)'],
    ['SELECT 1$a', { a: 2 }, 'SELECT 1 2'],
    ["SELECT $a'b'", { a: 'c' }, "SELECT 'c' 'b'"],
    ["SELECT 'مرحبا', $a", { a: 'ع' }, "SELECT 'مرحبا', 'ع'"],
  ])('%s', async (sql, values, filled) => {
    expect((await fill(sql, values)).text).toBe(filled);
  });

  it('never changes the text outside of them, and knows where each letter comes from', async () => {
    const piece = fc.constantFrom(
      'SELECT ',
      ' + ',
      "'$x ع'",
      '"q$x"',
      ' -- $x\n',
      ' /* $x */ ',
      ' $$ $x $$',
      ' م ',
      '(1)',
      '😀 ',
    );
    const value = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(piece, value), { maxLength: 12 }), async (parts) => {
        const values = Object.fromEntries(parts.map(([, filling], index) => [`b${index}`, filling]));
        const filled = await fill(parts.map(([letters], index) => `${letters} $b${index} `).join(''), values);
        let written = '';
        let origin = 0;
        const origins: number[] = [];
        for (const [index, [letters, filling]] of parts.entries()) {
          // A number below nothing stands in parentheses.
          const whole = typeof filling === 'number' && filling < 0 ? `(${filling})` : literal(filling);
          written += `${letters} ${whole} `;
          for (let step = 0; step <= letters.length; step += 1) origins.push(origin + step);
          origin += letters.length + 1;
          origins.push(...Array<number>(whole.length).fill(origin));
          origin += `$b${index}`.length;
          origins.push(origin);
          origin += 1;
        }
        expect(filled.text).toBe(written);
        expect(origins.map((_, place) => filled.origin(place))).toEqual(origins);
      }),
      { numRuns: 100 },
    );
  });
});
