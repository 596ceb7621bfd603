import type { NotebookDocument } from './document/document';

/** Where the words that are looked for stand: in which cell, and how many times. */
export interface Found {
  place: number;
  times: number;
}

/** Looks through the whole text of every cell, without regard to case and Unicode form. */
export function findIn({ blocks }: NotebookDocument, wanted: string): Found[] {
  const words = plain(wanted.trim());
  if (words === '') return [];
  return blocks.flatMap(({ source }, place) => {
    const times = plain(source).split(words).length - 1;
    return times > 0 ? [{ place, times }] : [];
  });
}

const plain = (text: string): string => text.normalize('NFKC').toLowerCase();
