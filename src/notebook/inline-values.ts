import { ownValue, type Scalar } from '../../workers/api';

/** `{{ rate.retentionRate }}` in prose: a value of a result, of the first row of a query, or of an input. */
const form = String.raw`\{\{\s*([\p{L}_][\p{L}\p{N}_-]*(?:\.[^\s{}.]+)*)\s*\}\}`;
const reference = new RegExp(form, 'gu');
const referenceHere = new RegExp(form, 'uy');

/** The paths a text names, each once. */
export function referencesIn(markdown: string): string[] {
  return [...new Set([...markdown.matchAll(reference)].map(([, path]) => path))];
}

/** Where the cells and inputs are named, as offsets into the text. */
export function referencePlaces(text: string): { name: string; from: number; to: number }[] {
  return [...text.matchAll(reference)].map((match) => {
    const [name] = match[1].split('.');
    const from = match.index + match[0].indexOf(name);
    return { name, from, to: from + name.length };
  });
}

/** The path at the beginning of a text that begins with a reference. */
export function referenceAt(text: string): { path: string; length: number } | null {
  referenceHere.lastIndex = 0;
  const found = referenceHere.exec(text);
  return found && { path: found[1], length: found[0].length };
}

/** What a path stands for, and what it is to be formatted as. */
export interface InlineValue {
  /** The cell. */
  id: string;
  /** The column or the summary's name, by which a value is formatted. */
  name: string;
  value: Scalar;
}

/** Not what every object has by that name. */
const own = <Value>(values: Record<string, Value> | null, name: string): Value | undefined =>
  values === null ? undefined : ownValue(values, name);

type Values = Record<string, Scalar | Record<string, number | null>>;

/**
 * @param valuesOf what a cell has to offer: null while it has no result, or when there is no such cell
 */
export function inlineValue(path: string, valuesOf: (id: string) => Values | null): InlineValue | null {
  const [id, name = id, inner] = path.split('.');
  const value = own(valuesOf(id), name);
  if (value === undefined) return null;
  if (typeof value !== 'object' || value === null) return { id, name, value };
  const within = inner === undefined ? undefined : own(value, inner);
  return within === undefined ? null : { id, name: inner, value: within };
}
