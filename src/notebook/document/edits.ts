import { compose, pieceOf, piecesOf, type Piece } from './compose';
import type { Block, NotebookDocument } from './document';
import { reservedIds } from './parse';
import { linesOf, readAttributes } from './split';

/** Changes of a document's cells. Each gives the new text of the whole document; what is not concerned stays as it was. */

export function insertBlock(document: NotebookDocument, place: number, source: string): string {
  const pieces = piecesOf(document);
  pieces.splice(place, 0, pieceOf(source, true));
  return compose(document.front.source, pieces);
}

export function removeBlock(document: NotebookDocument, place: number): string {
  const pieces = piecesOf(document);
  pieces.splice(place, 1);
  return compose(document.front.source, pieces);
}

/** @param to where the block stands afterwards */
export function moveBlock(document: NotebookDocument, from: number, to: number): string {
  const pieces: Piece[] = piecesOf(document);
  const [moved] = pieces.splice(from, 1);
  pieces.splice(to, 0, { ...moved, isNew: true });
  return compose(document.front.source, pieces);
}

export function replaceBlock(document: NotebookDocument, place: number, source: string): string {
  const pieces = piecesOf(document);
  pieces[place] = pieceOf(source);
  return compose(document.front.source, pieces);
}

/** The block once more behind itself, under an id of its own. */
export function duplicateBlock(document: NotebookDocument, place: number): string {
  const block = document.blocks[place];
  return insertBlock(document, place + 1, withFreshId(document, block));
}

function withFreshId(document: NotebookDocument, block: Block): string {
  if (block.kind === 'text') return block.source;
  const [head, ...rest] = linesOf(block.source);
  const id = freshId(document, readAttributes(head).get('id') ?? block.kind);
  return withId(head, id) + rest.join('');
}

/** A cell's first line with another id. */
export function withId(head: string, id: string): string {
  return head.replace(/(?<=\s)id=(?:"[^"]*"|[^\s"]+)/, (former) =>
    former.endsWith('"') ? `id="${id}"` : `id=${id}`,
  );
}

/** An id like the one wished for that no cell has: `cohort`, else `cohort_2` and so on. */
export function freshId(document: NotebookDocument, wished: string): string {
  const taken = new Set(reservedIds);
  for (const block of document.blocks)
    if (block.kind !== 'text' && block.id !== null) taken.add(block.id.toLowerCase());
  const plain = slug(wished);
  const base = taken.has(plain) ? plain.replace(/_\d+$/, '') : plain;
  for (let number = 1; ; number += 1) {
    const id = number === 1 ? base : `${base}_${number}`;
    if (!taken.has(id.toLowerCase())) return id;
  }
}

function slug(words: string): string {
  const plain = words
    .toLowerCase()
    .replace(/[^\p{L}\p{N}_]+/gu, '_')
    .replace(/^_+|_+$/g, '');
  return /^[\p{L}_]/u.test(plain) ? plain : `cell_${plain}`.replace(/_$/, '');
}
