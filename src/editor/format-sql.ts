import { duckdb, formatDialect } from 'sql-formatter';
import { sqlTokens } from './sql-tokens';

const spelled = (text: string): string =>
  JSON.stringify(sqlTokens(text).map((token) => token.text.trimEnd()));

/**
 * The query with its lines and indents set anew; letters keep their case and blanks (`$name`) their names.
 * @returns null where the query can't be read, or where more than space between words would change
 */
export function formatSql(text: string): string | null {
  try {
    const formatted = formatDialect(text, {
      dialect: duckdb,
      tabWidth: 2,
      keywordCase: 'preserve',
      expressionWidth: 80,
      linesBetweenQueries: 1,
      paramTypes: { named: ['$'], numbered: ['$'] },
    });
    return spelled(formatted) === spelled(text) ? formatted : null;
  } catch {
    return null;
  }
}

/** The place in the formatted text that has as many letters before it as `place` has in the original. */
export function placeAfterFormat(original: string, formatted: string, place: number): number {
  let letters = original.slice(0, place).replace(/\s/g, '').length;
  if (letters === 0) return 0;
  for (let index = 0; index < formatted.length; index += 1) {
    if (/\S/.test(formatted[index]!)) letters -= 1;
    if (letters === 0) return index + 1;
  }
  return formatted.length;
}
