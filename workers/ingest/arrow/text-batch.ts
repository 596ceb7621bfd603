import { makeData, makeVector, Table, tableToIPC, Utf8, type Vector } from 'apache-arrow';
import type { RejectedRow } from '../../api';
import { identifier, literal } from '../../duckdb/sql-text';
import type { ReadTarget } from '../reader';
import { qualified } from './raw-table';

const encoder = new TextEncoder();

/** Columns of texts as an Arrow IPC stream; all have the same length. */
export function textStream(columns: readonly (readonly (string | null)[])[]): Uint8Array {
  return tableToIPC(
    new Table(Object.fromEntries(columns.map((values, index) => [`c${index}`, textVector(values)]))),
  );
}

/** All texts are encoded at once: value by value would take several times as long. */
function textVector(values: readonly (string | null)[]): Vector<Utf8> {
  const data = encoder.encode(values.join(''));
  const offsets = new Int32Array(values.length + 1);
  const bitmap = new Uint8Array(Math.ceil(values.length / 8));
  let [characters, nulls] = [0, 0];
  for (let row = 0; row < values.length; row += 1) {
    const value = values[row];
    if (value === null) nulls += 1;
    else bitmap[row >> 3] |= 1 << (row & 7);
    characters += value?.length ?? 0;
    offsets[row + 1] = characters;
  }
  // Where a character took more than one byte, places are counted again.
  if (data.length !== characters) countBytes(values, offsets);
  const nullBitmap = nulls > 0 ? bitmap : null;
  const type = new Utf8();
  return makeVector(
    makeData({ type, length: values.length, nullCount: nulls, nullBitmap, valueOffsets: offsets, data }),
  );
}

function countBytes(values: readonly (string | null)[], offsets: Int32Array): void {
  let bytes = 0;
  for (let row = 0; row < values.length; row += 1) {
    bytes += byteLength(values[row] ?? '');
    offsets[row + 1] = bytes;
  }
}

/** Bytes of a text in UTF-8; half a surrogate pair becomes a replacement character of three. */
function byteLength(text: string): number {
  let bytes = text.length;
  for (let place = 0; place < text.length; place += 1) {
    const code = text.charCodeAt(place);
    if (code < 0x80) continue;
    if (code < 0x800) bytes += 1;
    else if (code >= 0xd800 && code < 0xdc00 && isLow(text.charCodeAt(place + 1))) {
      bytes += 2;
      place += 1;
    } else bytes += 2;
  }
  return bytes;
}

const isLow = (code: number) => code >= 0xdc00 && code < 0xe000;

const mostCharacters = 200;
/** Rows inserted by one statement. */
const rejectsAtOnce = 2000;

export interface Reject {
  line: number;
  value: string;
  reason: RejectedRow['reason'];
}

/** Lists rows that are set apart, their text cut to 200 characters. */
export async function insertRejects(
  target: ReadTarget,
  rejects: readonly Reject[],
  signal: AbortSignal,
): Promise<void> {
  for (let from = 0; from < rejects.length; from += rejectsAtOnce) {
    const values = rejects
      .slice(from, from + rejectsAtOnce)
      .map(({ line, value, reason }) => `(${line}, NULL, ${literal(cut(value))}, ${literal(reason)})`);
    await target.database.run(
      `INSERT INTO ${qualified(target, '_rejected')} VALUES ${values.join(', ')}`,
      signal,
    );
  }
}

/** Not in the middle of a character. */
const cut = (value: string) => value.slice(0, mostCharacters).replace(/[\ud800-\udbff]$/, '');

export const addColumnSql = (target: ReadTarget, name: string) =>
  `ALTER TABLE ${qualified(target)} ADD COLUMN ${identifier(name)} VARCHAR`;
