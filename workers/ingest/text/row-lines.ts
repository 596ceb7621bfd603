import { piecesOf } from './pieces';
import type { TextFile } from './text-file';

/** Where a piece stood in its file and its rows in the table. */
export interface PieceMark {
  file: number;
  offset: number;
  /** Bytes of text in it. */
  used: number;
  line: number;
  firstRow: number;
  rows: number;
  isRegular: boolean;
}

/**
 * The lines at which rows begin, each in its own file.
 * @param marks of all pieces, in order
 * @param rows places in the table from 0, ascending
 */
export async function linesOfRows(
  files: readonly TextFile[],
  marks: readonly PieceMark[],
  rows: readonly number[],
  signal: AbortSignal,
  pieceBytes?: number,
): Promise<number[]> {
  const wanted = marks.filter((mark) =>
    rows.some((row) => row >= mark.firstRow && row < mark.firstRow + mark.rows),
  );
  const found = new Map<number, number>();
  for (const [index, file] of files.entries()) {
    const ofFile = wanted.filter((mark) => mark.file === index);
    // A packed or transcoded text can only be gone through from its start; a plain one is opened where it is wanted.
    const runs = isSeekable(file) ? ofFile.map((mark) => [mark]) : ofFile.length > 0 ? [ofFile] : [];
    for (const run of runs) await findLines(file, run, new Set(rows), found, signal, pieceBytes);
  }
  return rows.map((row) => found.get(row)!);
}

const isSeekable = ({ content, encoding }: TextFile) =>
  content.blob !== null && encoding.encoding === 'utf-8';

/** Goes again through the pieces from the first mark to the last. */
async function findLines(
  file: TextFile,
  marks: readonly PieceMark[],
  rows: ReadonlySet<number>,
  found: Map<number, number>,
  signal: AbortSignal,
  pieceBytes: number | undefined,
): Promise<void> {
  const last = marks.at(-1)!;
  let row = marks[0].firstRow;
  const onRow = (line: number) => {
    if (rows.has(row)) found.set(row, line);
    row += 1;
  };
  for await (const piece of piecesOf(file, { types: [], onRow }, signal, marks[0], pieceBytes)) {
    if (piece.offset + piece.used >= last.offset + last.used) break;
  }
}
