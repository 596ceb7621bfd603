import type { Scalar } from '../api';
import { literal } from '../duckdb/sql-text';
import { isOperator, type Token } from './tokens';

export interface Blank {
  name: string;
  start: number;
  end: number;
}

/** A text whose blanks are filled. */
export interface Filled {
  text: string;
  /** The place in the text before that a place in this one comes from. */
  origin(place: number): number;
}

/** The `$name` blanks of a text; the tokenizer knows what is a string or a comment. */
export function findBlanks(tokens: readonly Token[]): Blank[] {
  return tokens.flatMap((token, index) => {
    const next = tokens[index + 1];
    if (!isOperator(token, '$') || next?.kind !== 'name' || next.start !== token.end) return [];
    return [{ name: next.value, start: token.start, end: next.end }];
  });
}

/** Puts values into blanks; nothing else changes. */
export function fillBlanks(
  text: string,
  blanks: readonly Blank[],
  values: Readonly<Record<string, Scalar>>,
): Filled {
  let filled = '';
  let end = 0;
  const steps: { from: number; to: number; origin: number }[] = [];
  for (const blank of blanks) {
    filled += text.slice(end, blank.start);
    const value = apart(literal(values[blank.name]), text[blank.start - 1], text[blank.end]);
    steps.push({ from: filled.length, to: filled.length + value.length, origin: blank.start });
    filled += value;
    end = blank.end;
  }
  const lastEnds = blanks.map((blank) => blank.end);
  return {
    text: filled + text.slice(end),
    origin(place) {
      const index = steps.findLastIndex(({ from }) => from <= place);
      if (index < 0) return place;
      const { to, origin } = steps[index];
      return place < to ? origin : lastEnds[index] + place - to;
    },
  };
}

const sticks = /[\w$'"\u0080-\uffff]/;

/** A value that does not grow together with what stands beside it: `1$a` is not one number, `x-$a` no comment. */
function apart(value: string, before = '', after = ''): string {
  const whole = value.startsWith('-') ? `(${value})` : value;
  return `${sticks.test(before) ? ' ' : ''}${whole}${sticks.test(after) ? ' ' : ''}`;
}
