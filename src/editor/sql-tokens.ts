type SqlTokenKind = 'comment' | 'string' | 'quoted' | 'blank' | 'number' | 'word' | 'mark' | 'operator';

export interface SqlToken {
  kind: SqlTokenKind;
  text: string;
  /** First and last place in the text, in UTF-16 code units; `to` is the place after the last. */
  from: number;
  to: number;
}

// Comments may stand within comments; more than one level of it is not looked for.
const inside = String.raw`[^*/]+|\*(?!/)|/(?!\*)`;
const inner = String.raw`/\*(?:${inside})*(?:\*/|$)`;

// What is not closed runs on to the end, but a quoted name only to the end of its line, where it is being typed.
const patterns: [SqlTokenKind, string][] = [
  ['comment', String.raw`--[^\n]*|/\*(?:${inside}|${inner})*(?:\*/|$)`],
  [
    'string',
    String.raw`[eE]'(?:[^'\\]|''|\\[^])*(?:'|$)|[xXbB]?'[^']*(?:''[^']*)*(?:'|$)|` +
      String.raw`\$(?<tag>(?:[\p{L}_][\p{L}\p{M}\p{N}_]*)?)\$[^]*?(?:\$\k<tag>\$|$)`,
  ],
  ['quoted', String.raw`"[^"\n]*(?:""[^"\n]*)*(?:"|(?=\n)|$)`],
  ['blank', String.raw`\$[\p{L}\p{N}_][\p{L}\p{M}\p{N}_]*`],
  ['number', String.raw`0[xX][\da-fA-F_]+|(?:\d[\d_]*(?:\.[\d_]*)?|\.\d[\d_]*)(?:[eE][+-]?\d+)?`],
  ['word', String.raw`[\p{L}_][\p{L}\p{M}\p{N}_$]*`],
  ['mark', String.raw`[()[\]{},;.]`],
  ['operator', String.raw`->>|->|::|:=|=>|==|<=|>=|<>|!=|!?~~?\*?|\|\||<<|>>|//|\*\*|&&|@>|<@|\^@|[^\s]`],
];
const anyToken = new RegExp(patterns.map(([kind, pattern]) => `(?<${kind}>${pattern})`).join('|'), 'gu');

/**
 * The words of a DuckDB text in their order, without the space between them. Letters of every script make a word, as
 * in DuckDB. Never fails: what is no SQL comes as operators of one character.
 */
export function sqlTokens(text: string): SqlToken[] {
  return [...text.matchAll(anyToken)].map((match) => {
    const [kind] = patterns.find(([name]) => match.groups?.[name] !== undefined)!;
    return { kind, text: match[0], from: match.index, to: match.index + match[0].length };
  });
}

/** The name a word or a quoted name stands for, or null for what is no name. */
export function nameOf(token: SqlToken | undefined): string | null {
  if (token?.kind === 'word') return token.text;
  if (token?.kind !== 'quoted') return null;
  return token.text.slice(1).replace(/"$/, '').replaceAll('""', '"');
}

/**
 * The token at a place, to point at it: the one that covers it or starts after it, else the last one, as for an end
 * that came too soon. Null for a text without any.
 */
export function tokenAt(text: string, place: number): SqlToken | null {
  const tokens = sqlTokens(text);
  return tokens.find((token) => token.to > place) ?? tokens.at(-1) ?? null;
}
