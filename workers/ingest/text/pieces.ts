import { EngineError, throwIfCancelled } from '../../duckdb/engine-error';
import { blobStretches } from './byte-source';
import { PieceMaker, type Piece, type PieceWishes } from './piece';
import type { TextFile } from './text-file';
import { TextWindow } from './text-window';

/** Bytes of text that the engine is given at once. */
export const pieceBytes = 8 * 2 ** 20;
/** Bytes after which this thread lets others have their turn: the engine's answers wait for it. */
const bytesPerTurn = 2 ** 18;

/** A piece and where in its file it stands. */
export interface PlacedPiece extends Piece {
  /** Bytes of text before it, and the line at which it begins. */
  offset: number;
  line: number;
  /** Bytes of the file read so far. */
  packed: number;
}

/** Lets messages and timers have their turn. */
function turn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

/**
 * Cuts a text into pieces for the engine.
 * @param from the first piece that is wanted, as an earlier run has placed it; the first row when left out
 * @throws EngineError `cancelled`, `fileUnreadable`
 */
export async function* piecesOf(
  file: TextFile,
  wishes: PieceWishes,
  signal: AbortSignal,
  from?: { offset: number; line: number },
  length = pieceBytes,
): AsyncGenerator<PlacedPiece> {
  const { layout } = file;
  const maker = new PieceMaker(layout, wishes);
  let { offset, line } = from ?? { offset: layout.start, line: layout.startLine };
  const window = await openWindow(file, offset, length, signal);
  try {
    for (let wanted = length; ;) {
      await window.fill(wanted);
      throwIfCancelled(signal);
      if (window.bytes.length === 0) return;
      maker.begin(window.bytes, line, window.isFinal);
      while (!maker.advance(bytesPerTurn)) {
        await turn();
        throwIfCancelled(signal);
      }
      const piece = maker.finish();
      if (piece.used === 0) {
        if (window.isFinal) throw new EngineError('fileUnreadable', 'A row of the file has no end.');
        wanted = window.bytes.length + length;
        continue;
      }
      wanted = length;
      window.drop(piece.used);
      yield { ...piece, offset, line, packed: window.packed };
      offset += piece.used;
      line += piece.lines;
    }
  } finally {
    await window.close();
  }
}

/** The text from a place on: in one jump where the file is neither packed nor to be transcoded. */
async function openWindow(
  { content, encoding }: TextFile,
  offset: number,
  length: number,
  signal: AbortSignal,
): Promise<TextWindow> {
  const { blob, source } = content;
  if (blob && encoding.encoding === 'utf-8') {
    const start = encoding.markBytes + offset;
    const rest = blob.slice(start);
    return new TextWindow(
      { ...source, stretches: (stop) => blobStretches(rest, stop, length) },
      'utf-8',
      0,
      signal,
      start,
    );
  }
  const window = new TextWindow(source, encoding.encoding, encoding.markBytes, signal);
  await window.skip(offset);
  return window;
}
