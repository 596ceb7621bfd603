import { fold, isOperator, wordOf, type Token } from './tokens';

/**
 * What gives instants with a time zone. Calculating with them needs a part of the engine that it would download; without
 * it calls go astray in memory, and under Node the engine never comes back.
 */
export const zonedFunctions: ReadonlySet<string> = new Set(
  (
    'now get_current_timestamp transaction_timestamp to_timestamp timezone uuid_extract_timestamp today ' +
    'make_timestamptz get_current_time current_date current_time current_timestamp localtime localtimestamp'
  ).split(' '),
);
const keywords = new Set([
  'current_date',
  'current_time',
  'current_timestamp',
  'localtime',
  'localtimestamp',
]);
const types = new Set(['timestamptz', 'timetz']);

/** The first token that gives an instant with a time zone, or the time of today. */
export function zonedAt(tokens: readonly Token[]): Token | undefined {
  return tokens.find((token, index) => {
    const [before, after] = [tokens[index - 1], tokens[index + 1]];
    if (token.kind === 'text') return readsZone(tokens, index);
    if (token.kind !== 'name' && token.kind !== 'quoted') return false;
    const name = fold(token.value);
    if (isOperator(after, '(') && zonedFunctions.has(name)) return true;
    if (types.has(name)) return isType(before, after);
    if (isOperator(before, '.') || wordOf(before) === 'as') return false;
    return keywords.has(wordOf(token)) || (wordOf(token) === 'time' && wordOf(after) === 'zone');
  });
}

function isType(before: Token | undefined, after: Token | undefined): boolean {
  const isCast = wordOf(before) === 'as' && (isOperator(after, ')') || isOperator(after, '['));
  return isOperator(before, '::') || after?.kind === 'text' || isCast;
}

/** A format by which `strptime` reads an offset. */
function readsZone(tokens: readonly Token[], index: number): boolean {
  return (
    /%z/i.test(tokens[index].value) && tokens.slice(0, index).some((token) => /strptime$/.test(wordOf(token)))
  );
}
