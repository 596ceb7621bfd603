import { describe, expect, it } from 'vitest';
import { droppedFiles } from './dropped-files';

type Tree = { [name: string]: Tree | File };

const file = (name: string) => new File(['x'], name);

function entryOf(name: string, node: Tree | File, parent = ''): FileSystemEntry {
  const common = {
    name,
    fullPath: `${parent}/${name}`,
    isFile: node instanceof File,
    isDirectory: !(node instanceof File),
  };
  if (node instanceof File) return { ...common, file: (done: (found: File) => void) => done(node) } as never;
  const children = Object.entries(node).map(([each, below]) => entryOf(each, below, common.fullPath));
  // As browsers do, in pieces of at most two, then an empty one.
  const createReader = () => ({
    readEntries: (done: (found: FileSystemEntry[]) => void) => done(children.splice(0, 2)),
  });
  return { ...common, createReader } as never;
}

function transferOf(tree: Tree): Pick<DataTransfer, 'items' | 'files'> {
  const items = Object.entries(tree).map(([name, node]) => ({ webkitGetAsEntry: () => entryOf(name, node) }));
  const files = Object.values(tree).filter((node) => node instanceof File);
  return { items, files } as never;
}

describe('droppedFiles', () => {
  it('takes files as they are, whatever they are called', async () => {
    const dropped = [file('picture.png'), file('b.csv')];
    const found = await droppedFiles(transferOf({ 'picture.png': dropped[0], 'b.csv': dropped[1] }));
    expect(found).toEqual(dropped);
  });

  it('walks through folders, in the order of their paths, without the notes of other programs', async () => {
    const found = await droppedFiles(
      transferOf({
        orders: {
          'part-10.parquet': file('part-10.parquet'),
          'part-2.parquet': file('part-2.parquet'),
          _SUCCESS: file('_SUCCESS'),
          '.part-2.parquet.crc': file('.part-2.parquet.crc'),
          'readme.md': file('readme.md'),
          'A.CSV': file('A.CSV'),
          _temporary: { 'part-0.parquet': file('lost.parquet') },
          'year=2023': { 'part-0.parquet': file('part-0.parquet') },
        },
      }),
    );
    expect(found.map(({ name }) => name)).toEqual([
      'A.CSV',
      'part-2.parquet',
      'part-10.parquet',
      'part-0.parquet',
    ]);
  });

  it('finds nothing in an empty folder', async () => {
    expect(await droppedFiles(transferOf({ empty: {} }))).toEqual([]);
  });

  it('does without entries where the browser has none', async () => {
    const files = [file('a.csv')];
    expect(await droppedFiles({ files, items: [{}] } as never)).toEqual(files);
  });
});
