import { isReserved } from '../../editor/sql-names';
import { nameOf, sqlTokens, type SqlToken } from '../../editor/sql-tokens';
import { referencePlaces } from '../inline-values';
import { inputNames } from '../living/inputs';
import { sourceNamed } from '../living/plan';
import type { Block } from './document';
import { linesOf } from './split';
import { tablePlaces } from './table-places';
import { partsOf } from './write';
import { placeOfValue } from './yaml-map';

/** A name of another cell, or of what it gives, as it stands in a block. */
export interface NamePlace {
  /** `table`: in SQL, and what a chart draws. `input`: `$name`. `value`: `{{ name.value }}` in prose. */
  kind: 'table' | 'input' | 'value';
  name: string;
  /** Offsets into the block's source; the quotes of a quoted name are between them, `$` is not. */
  from: number;
  to: number;
  /** How another name is written there. */
  write: (name: string) => string;
}

/** All names in a block that other cells may answer to, in their order. */
export function namesIn(block: Block): NamePlace[] {
  switch (block.kind) {
    case 'text':
      return referencePlaces(block.source).map((place) => ({ kind: 'value', ...place, write: asItIs }));
    case 'sql':
      return sqlNames(block.sql, linesOf(block.source)[0].length);
    case 'chart':
      return block.from === null ? [] : yamlName(block.source, 'table', 'from', '', block.from);
    case 'analysis':
      return Object.entries(block.params)
        .flatMap(([parameter, value]) =>
          typeof value === 'object' && value !== null
            ? yamlName(block.source, 'input', parameter, '$', value.input)
            : [],
        )
        .sort((one, other) => one.from - other.from);
    default:
      return [];
  }
}

const asItIs = (name: string): string => name;

function sqlNames(sql: string, start: number): NamePlace[] {
  const place = (kind: NamePlace['kind'], token: SqlToken, name: string, write: NamePlace['write']) => {
    const from = start + token.from + (kind === 'input' ? 1 : 0);
    return { kind, name, from, to: start + token.to, write };
  };
  const inputs = sqlTokens(sql).filter(({ kind }) => kind === 'blank');
  const tables = tablePlaces(sql);
  return [
    ...inputs.map((token) => place('input', token, token.text.slice(1), asItIs)),
    ...tables.map((token) => place('table', token, nameOf(token)!, (name) => sqlName(name, token))),
  ].sort((one, other) => one.from - other.from);
}

/** In quotes where it needs them, and where the former name had some without need. */
function sqlName(name: string, { kind, text }: SqlToken): string {
  const hadNoNeed = kind === 'quoted' && !needsQuotes(text.slice(1, -1));
  return needsQuotes(name) || hadNoNeed ? `"${name}"` : name;
}

const needsQuotes = (name: string): boolean =>
  !/^[\p{L}_][\p{L}\p{M}\p{N}_]*$/u.test(name) || isReserved(name);

/** The name alone, or the whole value where it is written in another way, as in `"\u0024name"`. */
function yamlName(
  source: string,
  kind: NamePlace['kind'],
  key: string,
  sign: string,
  name: string,
): NamePlace[] {
  const { head, body } = partsOf(source);
  const value = placeOfValue(body, key);
  if (!value) return [];
  const start = head.length + value.from;
  const within = body.slice(value.from, value.to).indexOf(sign + name);
  if (within < 0)
    return [{ kind, name, from: start, to: head.length + value.to, write: (other) => sign + other }];
  const from = start + within + sign.length;
  return [{ kind, name, from, to: from + name.length, write: asItIs }];
}

/** Index of the block that answers to a name; -1 when none does. */
export function ownerOf({ kind, name }: NamePlace, blocks: readonly Block[]): number {
  if (kind === 'table') {
    const cells = blocks.filter((block) => block.kind === 'sql' || block.kind === 'analysis');
    const source = sourceNamed(name, cells);
    return source === null ? -1 : blocks.indexOf(source);
  }
  const result = blocks.findIndex(
    (block) => (block.kind === 'sql' || block.kind === 'analysis') && block.id === name,
  );
  if (kind === 'value' && result >= 0) return result;
  return blocks.findLastIndex((block) => block.kind === 'input' && inputNames(block).includes(name));
}
