import { isCell } from './cells';
import type { NotebookDocument } from './document';
import { split } from './split';

/** A piece of a document that is being put together. */
export interface Piece {
  source: string;
  isText: boolean;
  /** It is new at its place, so that empty lines around it are ours to set. */
  isNew?: boolean;
  /** What closes its fence, where that was forgotten. */
  closing?: string;
}

export function pieceOf(source: string, isNew = false): Piece {
  const fence = split(source, isCell)[0]?.fence ?? null;
  const closing = fence?.isClosed === false ? /`{3,}|~{3,}/.exec(source)?.[0] : undefined;
  return { source, isText: fence === null, isNew, ...(closing !== undefined && { closing }) };
}

export function piecesOf({ blocks }: NotebookDocument): Piece[] {
  return blocks.map(({ source }) => pieceOf(source));
}

const marker = /^<!--\s*text\b[^>]*-->/;

/** The text of a whole document. Where pieces that were apart meet, they are kept apart. */
export function compose(front: string, pieces: readonly Piece[]): string {
  let text = front;
  pieces.forEach((piece, place) => {
    const before = pieces[place - 1];
    if (before?.closing !== undefined && piece.isText)
      text = `${text}${text.endsWith('\n') ? '' : '\n'}${before.closing}\n\n`;
    if (before) text += gapAfter(text, before, piece);
    else if (text !== '' && !text.endsWith('\n')) text += '\n\n';
    const needsMarker = before?.isText && piece.isText && !marker.test(piece.source);
    text += needsMarker ? `<!-- text -->\n${piece.source}` : piece.source;
  });
  return text;
}

function gapAfter(text: string, before: Piece, piece: Piece): string {
  const isOurs = before.isNew || piece.isNew || (before.isText && piece.isText && !marker.test(piece.source));
  if (!text.endsWith('\n')) return isOurs ? '\n\n' : '\n';
  return isOurs && !/\n\r?\n$/.test(text) ? '\n' : '';
}
