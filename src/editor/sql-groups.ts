import { sqlTokens, type SqlToken } from './sql-tokens';

/** What stands between two parentheses, or a whole statement. */
export interface SqlGroup {
  kind: 'group';
  parts: SqlPart[];
  /** The places just inside the parentheses. */
  from: number;
  to: number;
}

export type SqlPart = SqlToken | SqlGroup;

/** Whether a part is this word of the language (given in lower case). */
export function isWord(part: SqlPart | undefined, ...words: string[]): boolean {
  return part?.kind === 'word' && words.includes(part.text.toLowerCase());
}

/** Whether a part is this mark or operator. */
export function isSign(part: SqlPart | undefined, sign: string): boolean {
  return (part?.kind === 'mark' || part?.kind === 'operator') && part.text === sign;
}

function statementAt(tokens: SqlToken[], place: number): SqlToken[] {
  const start = tokens.findLastIndex((token) => isSign(token, ';') && token.to <= place);
  const end = tokens.findIndex((token) => isSign(token, ';') && token.to > place);
  return tokens.slice(start + 1, end < 0 ? undefined : end);
}

function nested(tokens: SqlToken[]): SqlGroup {
  const root: SqlGroup = { kind: 'group', parts: [], from: 0, to: Infinity };
  const open = [root];
  for (const token of tokens) {
    const inner = open.at(-1)!;
    if (isSign(token, '(')) {
      const group: SqlGroup = { kind: 'group', parts: [], from: token.to, to: Infinity };
      inner.parts.push(group);
      open.push(group);
    } else if (!isSign(token, ')')) {
      inner.parts.push(token);
    } else if (open.length > 1) {
      inner.to = token.from;
      open.pop();
    }
  }
  return root;
}

/** The groups of parentheses a place lies in, the innermost first, its whole statement last. */
export function groupsAround(text: string, place: number): SqlGroup[] {
  const tokens = sqlTokens(text).filter((token) => token.kind !== 'comment');
  const around: SqlGroup[] = [];
  let group: SqlGroup | undefined = nested(statementAt(tokens, place));
  while (group) {
    around.unshift(group);
    group = group.parts.find(
      (part): part is SqlGroup => part.kind === 'group' && part.from <= place && place <= part.to,
    );
  }
  return around;
}
