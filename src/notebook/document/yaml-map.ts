import {
  isMap,
  isScalar,
  LineCounter,
  parseDocument,
  stringify,
  visit,
  type Document,
  type Pair,
} from 'yaml';
import type { Scalar } from '../../../workers/api';
import type { Damage } from './document';
import { boundlessness } from './yaml-bounds';

/** Plain data of YAML. */
export type Plain = Scalar | Plain[] | { [key: string]: Plain };

/** The entries of a piece of YAML, each with its line within the piece, from 0. */
export interface YamlMap {
  entries: ReadonlyMap<string, { value: Plain; line: number }>;
  damages: Damage[];
}

/** The parser compares each key with all others of its map; `repeatedKey` does so once for each. */
const settings = { schema: 'core', version: '1.2', uniqueKeys: false } as const;
/** A notebook may come from a stranger: what names other parts of itself can grow without end. */
const reading = { maxAliasCount: 0 };

/** Nothing, or a map from names to values; what can't be read is a damage, and the rest of it empty. */
export function readYamlMap(text: string): YamlMap {
  const lineCounter = new LineCounter();
  const boundless = boundlessness(text);
  if (boundless !== null)
    return { entries: new Map(), damages: [{ code: 'yamlBroken', line: 0, values: { why: boundless } }] };
  const document = parseDocument(text, { ...settings, lineCounter, prettyErrors: false });
  // What is missing at the end is missed in the last line that says something.
  const end = Math.max(0, text.trimEnd().length - 1);
  const lineAt = (offset: number) => lineCounter.linePos(Math.min(offset, end)).line - 1;
  const broken = (line: number, why: string): YamlMap => ({
    entries: new Map(),
    damages: [{ code: 'yamlBroken', line, values: { why } }],
  });
  const [error] = document.errors;
  if (error) return broken(lineAt(error.pos[0]), error.message);
  const repeated = repeatedKey(document);
  if (repeated !== null) return broken(lineAt(repeated), 'Map keys must be unique');
  const { contents } = document;
  if (contents === null || (isScalar(contents) && contents.value === null))
    return { entries: new Map(), damages: [] };
  if (!isMap(contents)) return broken(0, 'Not a list of names and values');
  const entries = new Map<string, { value: Plain; line: number }>();
  for (const pair of contents.items) {
    const read = readPair(pair, document, lineAt);
    if (!read) return broken(0, 'Aliases are not allowed');
    entries.set(String(keyOf(pair)), read);
  }
  return { entries, damages: [] };
}

/** Where a key stands that its map has already; null where there is none. */
function repeatedKey(document: Document): number | null {
  let place: number | null = null;
  visit(document, {
    Map: (_, { items }) => {
      const seen = new Set<unknown>();
      for (const { key } of items) {
        const name = isScalar(key) ? key.value : key;
        if (seen.has(name)) {
          place = (key as { range?: [number, number, number] | null }).range?.[0] ?? 0;
          return visit.BREAK;
        }
        seen.add(name);
      }
      return undefined;
    },
  });
  return place;
}

function keyOf({ key }: Pair): unknown {
  return isScalar(key) ? key.value : key;
}

function readPair(pair: Pair, document: Document, lineAt: (offset: number) => number) {
  const range = (pair.key as { range?: [number, number, number] | null } | null)?.range;
  const value = pair.value as { toJS?: (document: Document, options: typeof reading) => unknown } | null;
  try {
    return { value: (value?.toJS?.(document, reading) ?? null) as Plain, line: lineAt(range?.[0] ?? 0) };
  } catch {
    return null;
  }
}

/** Where an entry's value stands in a text that can be read, quotes included; null for one that is no plain value. */
export function placeOfValue(text: string, key: string): { from: number; to: number } | null {
  if (boundlessness(text) !== null) return null;
  const { contents } = parseDocument(text, settings);
  const value = isMap(contents) ? contents.get(key, true) : null;
  return isScalar(value) && value.range ? { from: value.range[0], to: value.range[1] } : null;
}

/** Names and values as YAML, in their order; nothing for none. */
export function writeYamlMap(values: Record<string, Plain>): string {
  if (Object.keys(values).length === 0) return '';
  return stringify(values, { lineWidth: 110, aliasDuplicateObjects: false, ...stringStyle });
}

const stringStyle = { schema: 'core', version: '1.2', defaultStringType: 'PLAIN' } as const;

/**
 * The text with some of its values changed; comments, other entries and their order stay.
 * @param changes null takes an entry out
 * @param order where a new entry belongs: behind those that stand before it here
 */
export function changeYamlMap(
  text: string,
  changes: Record<string, Plain>,
  order: readonly string[] = [],
): string {
  const document = parseDocument(text, settings);
  if (!isMap(document.contents)) {
    const entries = inOrder(Object.entries(changes), order).filter(([, value]) => value !== null);
    const before = document.contents === null ? text : '';
    const gap = before === '' || before.endsWith('\n') ? '' : '\n';
    return before + gap + writeYamlMap(Object.fromEntries(entries));
  }
  const map = document.contents;
  for (const [key, value] of Object.entries(changes)) {
    if (value === null) map.delete(key);
    else if (map.has(key)) document.setIn([key], value);
    else {
      const pair = document.createPair(key, value);
      const place = map.items.findIndex((other) => rank(String(keyOf(other)), order) > rank(key, order));
      map.items.splice(place < 0 ? map.items.length : place, 0, pair as (typeof map.items)[number]);
    }
  }
  if (map.items.length === 0 && !document.commentBefore && !map.commentBefore) return '';
  return document.toString({ lineWidth: 110 });
}

function rank(key: string, order: readonly string[]): number {
  const place = order.indexOf(key);
  return place < 0 ? order.length : place;
}

function inOrder<Value>(entries: [string, Value][], order: readonly string[]): [string, Value][] {
  return [...entries].sort(([one], [other]) => rank(one, order) - rank(other, order));
}
