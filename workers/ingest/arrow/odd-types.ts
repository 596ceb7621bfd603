import {
  Float32,
  makeData,
  makeVector,
  Table,
  tableFromIPC,
  tableToIPC,
  Utf8,
  vectorFromArray,
  type Vector,
} from 'apache-arrow';
import { fieldsOf, type ArrowColumn, type ArrowColumns } from './columns';

/**
 * Rewrites the columns whose Arrow types the engine refuses: half floats as floats, decimals of 256 bits as texts.
 * @param columns those in the stream
 */
export function widenOdd(
  stream: Uint8Array,
  odd: ArrowColumns['odd'],
  columns: readonly ArrowColumn[],
): Uint8Array {
  if (odd.length === 0) return stream;
  const table = tableFromIPC(stream);
  const vectors = fieldsOf(columns).map((field, place): [string, Vector] => {
    const vector = table.getChildAt(place)!;
    const kind = odd.find((one) => one.field === field)?.kind;
    if (!kind) return [`c${place}`, vector];
    return [`c${place}`, kind === 'half' ? floats(vector) : decimalTexts(vector)];
  });
  return tableToIPC(new Table(Object.fromEntries(vectors)), 'stream');
}

function floats(vector: Vector): Vector {
  return makeVector(
    vector.data.map((data) =>
      makeData({
        type: new Float32(),
        length: data.length,
        nullCount: data.nullCount,
        nullBitmap: bitmap(data),
        data: Float32Array.from((data.values as Uint16Array).subarray(0, data.length), fromHalf),
      }),
    ),
  );
}

/** The validity of an array that begins at its first bit. */
function bitmap(data: Vector['data'][number]): Uint8Array | null {
  return data.nullCount > 0 ? data.nullBitmap : null;
}

/** The sixteen bits of a half float (IEEE 754 binary16) as a number. */
export function fromHalf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

function decimalTexts(vector: Vector): Vector {
  const { scale } = vector.type as { scale: number };
  const texts = vector.data.flatMap((data) => {
    const words = data.values as Uint32Array;
    return Array.from({ length: data.length }, (_, row) =>
      data.getValid(row) ? decimalText(words.subarray(row * 8, row * 8 + 8), scale) : null,
    );
  });
  return vectorFromArray(texts, new Utf8());
}

/** A whole number of eight 32-bit words, the lowest first, with `scale` digits behind the point. */
export function decimalText(words: Uint32Array, scale: number): string {
  let value = 0n;
  for (let index = words.length - 1; index >= 0; index -= 1) value = (value << 32n) | BigInt(words[index]);
  const signed = BigInt.asIntN(words.length * 32, value);
  const digits = (signed < 0n ? -signed : signed).toString().padStart(scale + 1, '0');
  const point = digits.length - scale;
  const text = scale > 0 ? `${digits.slice(0, point)}.${digits.slice(point)}` : digits + '0'.repeat(-scale);
  return signed < 0n ? `-${text}` : text;
}
