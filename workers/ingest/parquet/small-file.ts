import { bytesOf, chunksOf, required, type Footer, type RowGroup } from './footer';
import {
  concatenate,
  thriftTypes,
  writeInteger,
  writeStruct,
  writeStructList,
  type ThriftPart,
} from './thrift';

export type IsWanted = (path: readonly string[]) => boolean;

/**
 * A Parquet file in memory that holds some row groups of a larger one, and of these only the wanted columns.
 *
 * The decoder can read a large file by itself, but it meets damage with a trap, which in its asynchronous functions no caller
 * can catch; its answer never comes. Its synchronous function throws, and wants all of a file at once: this one.
 */
export async function smallFile(
  blob: Blob,
  footer: Footer,
  groups: readonly RowGroup[],
  isWanted: IsWanted,
): Promise<Uint8Array> {
  const body: Uint8Array[] = [mark];
  let length = mark.length;
  const described: Uint8Array[] = [];
  for (const group of groups) {
    const chunks = chunksOf(footer, group).filter(({ path }) => isWanted(path));
    const pages = await readChunks(blob, chunks);
    const columns = chunks.map((chunk, index) => {
      const column = describeChunk(footer, chunk, length - chunk.start);
      body.push(pages[index]);
      length += pages[index].length;
      return column;
    });
    described.push(describeGroup(footer, group, columns));
  }
  const metadata = describeFile(footer, groups, described, isWanted);
  return concatenate([...body, metadata, new Uint8Array(Uint32Array.of(metadata.length).buffer), mark]);
}

const mark = Uint8Array.of(0x50, 0x41, 0x52, 0x31);

type Chunk = ReturnType<typeof chunksOf>[number];

/** The pages of each column; in one read for all where little else lies between them. */
async function readChunks(blob: Blob, chunks: readonly Chunk[]): Promise<Uint8Array[]> {
  const start = chunks.reduce((least, chunk) => Math.min(least, chunk.start), blob.size);
  const end = chunks.reduce((most, chunk) => Math.max(most, chunk.start + chunk.length), 0);
  if (end > blob.size) throw new RangeError('A column lies outside the file');
  const needed = chunks.reduce((sum, { length }) => sum + length, 0);
  if (needed < 0.8 * (end - start)) {
    return Promise.all(chunks.map((chunk) => bytesOf(blob, chunk.start, chunk.start + chunk.length)));
  }
  const all = await bytesOf(blob, start, end);
  return chunks.map((chunk) => all.subarray(chunk.start - start, chunk.start - start + chunk.length));
}

const keep = (footer: Footer, fields: Chunk['fields'], ids: readonly number[]): ThriftPart[] =>
  fields
    .filter(({ id }) => ids.includes(id))
    .map((field) => ({ ...field, bytes: footer.thrift.slice(field) }));

/** The column's description without statistics, indexes and filters, its places moved by `shift`. */
function describeChunk(footer: Footer, { fields, meta }: Chunk, shift: number): Uint8Array {
  if (fields.some(({ id }) => id === 1)) throw new RangeError('A column lies in another file');
  const places = meta
    .filter(({ id }) => id === 9 || id === 11)
    .map((field) => ({ ...field, bytes: writeInteger(Math.max(0, footer.thrift.integer(field) + shift)) }));
  const inner = writeStruct([...keep(footer, meta, [1, 2, 3, 4, 5, 6, 7]), ...places]);
  return writeStruct([
    { id: 2, type: thriftTypes.i64, bytes: writeInteger(0) },
    { id: 3, type: thriftTypes.struct, bytes: inner },
  ]);
}

function describeGroup(footer: Footer, group: RowGroup, columns: readonly Uint8Array[]): Uint8Array {
  const { fields } = footer.thrift.fields(group.start);
  return writeStruct([
    ...keep(footer, fields, [2, 3]),
    { id: 1, type: thriftTypes.list, bytes: writeStructList(columns) },
  ]);
}

/**
 * What the file says of itself goes without: of its entries only Arrow's own schema would matter, which need not fit the columns
 * that are left, and asks for types that the engine refuses.
 */
function describeFile(
  footer: Footer,
  groups: readonly RowGroup[],
  described: readonly Uint8Array[],
  isWanted: IsWanted,
): Uint8Array {
  const rows = groups.reduce((sum, group) => sum + group.rows, 0);
  return writeStruct([
    ...keep(footer, footer.fields, [1, 6]),
    { id: 2, type: thriftTypes.list, bytes: writeStructList(wantedSchema(footer, isWanted)) },
    { id: 3, type: thriftTypes.i64, bytes: writeInteger(rows) },
    { id: 4, type: thriftTypes.list, bytes: writeStructList(described) },
  ]);
}

/** The schema is a tree written depth first: a node says how many children follow. */
function wantedSchema(footer: Footer, isWanted: IsWanted): Uint8Array[] {
  const { thrift } = footer;
  const nodes = thrift.elements(required(footer.fields, 2).start);
  let at = 0;
  const visit = (path: readonly string[], depth: number): Uint8Array[] => {
    const node = nodes.at(at);
    if (!node || at >= nodes.length || depth > 64) throw new RangeError('The schema makes no sense');
    at += 1;
    const { fields } = thrift.fields(node.start);
    const own = depth === 0 ? [] : [...path, thrift.text(required(fields, 4).start)];
    const count = fields.find(({ id }) => id === 5);
    const children = count ? thrift.integer(count) : 0;
    if (children === 0) return depth > 0 && isWanted(own) ? [thrift.slice(node)] : [];
    const below = Array.from({ length: Math.min(children, nodes.length) }, () => visit(own, depth + 1));
    const kept = below.filter(({ length }) => length > 0);
    if (kept.length === 0 && depth > 0) return [];
    const parts = fields
      .filter(({ id }) => id !== 5)
      .map((field) => ({ ...field, bytes: thrift.slice(field) }));
    return [
      writeStruct([...parts, { id: 5, type: thriftTypes.i32, bytes: writeInteger(kept.length) }]),
      ...kept.flat(),
    ];
  };
  return visit([], 0);
}
