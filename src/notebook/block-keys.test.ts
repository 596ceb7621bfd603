import { expect, it } from 'vitest';
import { BlockKeys } from './block-keys';
import type { Block } from './document/document';
import { insertBlock, moveBlock, removeBlock, replaceBlock } from './document/edits';
import { parse } from './document/parse';
import { writeText } from './document/write';

const start = parse(
  '---\nformat: 1\n---\n\nOne\n\n```sql id=a\nSELECT 1\n```\n\nTwo\n\n```sql id=b\nSELECT 2\n```\n',
  [],
);

/** Keys before and after a change of the text. */
function after(change: (document: typeof start) => string): {
  before: string[];
  now: string[];
  blocks: readonly Block[];
} {
  const keys = new BlockKeys();
  const document = { ...start };
  const before = document.blocks.map((block) => keys.of(block));
  const changed = parse(change(document), [], document);
  keys.carryOver(document.blocks, changed.blocks);
  return { before, now: changed.blocks.map((block) => keys.of(block)), blocks: changed.blocks };
}

it('stay with a cell that is moved, written in or put between others', () => {
  const moved = after((document) => moveBlock(document, 3, 0));
  expect(moved.now).toEqual([3, 0, 1, 2].map((place) => moved.before[place]));
  const written = after((document) => replaceBlock(document, 2, writeText('Two and more')));
  expect(written.now).toEqual(written.before);
  const removed = after((document) => removeBlock(document, 1));
  expect(removed.now).toEqual([0, 2, 3].map((place) => removed.before[place]));
});

it('are new for what is new, also before prose that then needs a mark of its own', () => {
  const inserted = after((document) => insertBlock(document, 2, writeText('')));
  expect(inserted.blocks.map(({ kind }) => kind)).toEqual(['text', 'sql', 'text', 'text', 'sql']);
  const [one, a, fresh, two, b] = inserted.now;
  expect([one, a, two, b]).toEqual(inserted.before);
  expect(inserted.before).not.toContain(fresh);
});
