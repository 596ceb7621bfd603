import type { Scalar } from '../api';
import type { Database } from '../duckdb/database';
import { EngineError } from '../duckdb/engine-error';
import { checkQuery, type Checked } from './guard';
import { fillBlanks, findBlanks } from './fill-blanks';
import { readReferences } from './references';
import { isOperator, readTokens, type Token } from './tokens';

/**
 * A query of the person's, ready to stand between parentheses: its blanks are filled, a semicolon at its end is gone.
 * @throws EngineError as `checkQuery` does; `sqlInvalid` also for a blank without a value
 */
export async function readStatement(
  database: Database,
  sql: string,
  values: Readonly<Record<string, Scalar>>,
  tableFunctions: ReadonlySet<string>,
): Promise<Checked> {
  const written = await readTokens(database, sql);
  const blanks = findBlanks(written.tokens);
  const missing = blanks.find(({ name }) => !Object.hasOwn(values, name));
  if (missing)
    throw new EngineError('sqlInvalid', `There is no value for $${missing.name}.`, {
      position: missing.start,
    });
  const filled = fillBlanks(written.text, blanks, values);
  const { text, tokens, isWhole } = blanks.length > 0 ? await readTokens(database, filled.text) : written;
  if (!isWhole) throw notWhole(text, tokens, filled.origin);
  const end = endOf(tokens);
  const kept = tokens.filter(({ start }) => start < end);
  const checked: Checked = {
    text: text.slice(0, end),
    tokens: kept,
    references: readReferences(kept),
    origin: filled.origin,
  };
  checkQuery(checked, tableFunctions);
  return checked;
}

/** What can't be told apart is never run: it might go on beyond its end. */
function notWhole(text: string, tokens: readonly Token[], origin: Checked['origin']): EngineError {
  const end = tokens.at(-1)?.end ?? 0;
  const place = end + Math.max(0, text.slice(end).search(/\S/));
  const message = 'A quotation mark or a comment is never closed.';
  return new EngineError('sqlInvalid', message, { position: origin(place) });
}

/** Where the semicolons at the end begin. */
function endOf(tokens: readonly Token[]): number {
  const last = tokens.findLastIndex((token) => !isOperator(token, ';'));
  return tokens[last + 1]?.start ?? Infinity;
}
