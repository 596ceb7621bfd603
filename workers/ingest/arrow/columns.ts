import type { SourceColumn, UnreadColumn } from '../../api';
import { identifier, literal } from '../../duckdb/sql-text';
import { nameColumns } from '../text/names';
import type { ArrowField } from './schema';

/** A column of the raw table and where in the Arrow data it comes from. */
export interface ArrowColumn {
  /** Unique, also when upper and lower case are the same. */
  name: string;
  named: SourceColumn['named'];
  /** The engine's type in the raw table. */
  type: string;
  /** Names from the top-level field down; more than one for what stood in a record. */
  path: string[];
  /** Place of the top-level field among all of them. */
  field: number;
  /** How the value becomes `type`; `asItIs` needs no expression. */
  conversion: 'asItIs' | 'member' | 'text' | 'uuid';
}

export interface ArrowColumns {
  columns: ArrowColumn[];
  unread: UnreadColumn[];
  /** Places of top-level fields that must be rewritten before the engine takes them. */
  odd: { field: number; kind: 'half' | 'wideDecimal' }[];
}

type Found = Omit<ArrowColumn, 'name' | 'named'>;

/** Flattens records to `parent.child` and sets apart what can't be read. */
export function planColumns(fields: readonly ArrowField[]): ArrowColumns {
  const found: Found[] = [];
  const unread: UnreadColumn[] = [];
  fields.forEach((field, index) => visit(field, index, [field.name], found, unread));
  const odd = fields.flatMap((field, index) =>
    field.kind === 'half' || field.kind === 'wideDecimal' ? [{ field: index, kind: field.kind }] : [],
  );
  const names = nameColumns(
    found.map(({ path }) => path.join('.')),
    found.length,
  );
  return { columns: found.map((column, index) => ({ ...column, ...names[index] })), unread, odd };
}

function visit(
  field: ArrowField,
  index: number,
  path: string[],
  found: Found[],
  unread: UnreadColumn[],
): void {
  const isTop = path.length === 1;
  const plain = isTop ? 'asItIs' : 'member';
  switch (field.kind) {
    case 'engine':
      found.push({ type: field.type, path, field: index, conversion: plain });
      break;
    case 'struct':
      for (const child of field.children) visit(child, index, [...path, child.name], found, unread);
      break;
    case 'blob':
    case 'uuid':
      found.push({
        type: 'VARCHAR',
        path,
        field: index,
        conversion: field.kind === 'uuid' ? 'uuid' : 'text',
      });
      break;
    case 'half':
    case 'wideDecimal':
      if (isTop) {
        const type = field.kind === 'half' ? 'FLOAT' : 'VARCHAR';
        found.push({ type, path, field: index, conversion: 'asItIs' });
        break;
      }
      unread.push({ name: path.join('.'), reason: 'type' });
      break;
    case 'nested':
      unread.push({ name: path.join('.'), reason: 'nested' });
      break;
    case 'other':
      unread.push({ name: path.join('.'), reason: 'type' });
  }
}

/** The top-level fields that some columns come from, in ascending order. */
export const fieldsOf = (columns: readonly ArrowColumn[]): number[] =>
  [...new Set(columns.map(({ field }) => field))].sort((one, other) => one - other);

/**
 * The expression of a column over the rows as they came, whose columns are called c0, c1, … in the order of the top-level fields
 * that were read.
 */
export function columnSql(column: ArrowColumn, place: number): string {
  const value = column.path
    .slice(1)
    .reduce((inner, name) => `struct_extract(${inner}, ${literal(name)})`, `c${place}`);
  if (column.conversion === 'text') return `COALESCE(TRY(decode(${value})), lower(hex(${value})))`;
  if (column.conversion === 'uuid') {
    return `regexp_replace(lower(hex(${value})), '^(.{8})(.{4})(.{4})(.{4})(.{12})$', '\\1-\\2-\\3-\\4-\\5')`;
  }
  return value;
}

/** A value as text. An instant is written in UTC with its offset; a plain cast would ask for the engine's time-zone extension. */
export function textSql(column: Pick<ArrowColumn, 'name' | 'type'>): string {
  const name = identifier(column.name);
  if (column.type !== 'TIMESTAMP WITH TIME ZONE') return `CAST(${name} AS VARCHAR) AS ${name}`;
  return `CAST(make_timestamp(epoch_us(${name})) AS VARCHAR) || '+00' AS ${name}`;
}
