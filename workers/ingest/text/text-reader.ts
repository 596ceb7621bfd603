import { ownValue, type OnProgress, type ReadingGuess } from '../../api';
import { identifier } from '../../duckdb/sql-text';
import type { ColumnSample, ReadOutcome, ReadTarget, TableReader } from '../reader';
import { insertPiece, rejectedName, tableName, type Run } from './insert-piece';
import { piecesOf } from './pieces';
import { plainTypes, type PlainType } from './plain-value';
import { linesOfRows, type PieceMark } from './row-lines';
import { wrongEncoding, type TextFile } from './text-file';

/** Share of rows with undecodable bytes from which on the encoding must be another. */
const badTextShare = 0.2;

/** A later value showed that columns can't be read as an engine type; all begins anew with them as text. */
class NotPlain extends Error {
  constructor(readonly columns: readonly string[]) {
    super('not plain');
  }
}

/** Text files of one table, in the order in which their rows follow each other. */
export class TextReader implements TableReader {
  readonly format = 'csv';
  readonly unread = [];
  readonly knownRows = null;
  /**
   * After reading: what to add to a row's place (from 0) to get its line, where that is the same for all rows; else null.
   */
  lineOffset: number | null = null;
  /** NUL bytes that were taken out of the values, after reading. */
  nuls = 0;
  private marks: PieceMark[] = [];

  constructor(
    private readonly files: readonly TextFile[],
    readonly reading: ReadingGuess[],
    readonly samples: ColumnSample[],
    private readonly pieceBytes?: number,
  ) {}

  async readInto(target: ReadTarget, signal: AbortSignal, onProgress: OnProgress): Promise<ReadOutcome> {
    const asText = new Set<string>();
    for (;;) {
      try {
        return await target.database.session('memory.main', signal, (run) =>
          this.readAll(run, target, asText, signal, onProgress),
        );
      } catch (thrown) {
        const isRetried = thrown instanceof NotPlain && thrown.columns.some((name) => !asText.has(name));
        if (!isRetried) throw thrown;
        for (const name of thrown.columns) asText.add(name);
      }
    }
  }

  linesOf(rows: readonly number[], signal: AbortSignal): Promise<number[]> {
    return linesOfRows(this.files, this.marks, rows, signal, this.pieceBytes);
  }

  async close(): Promise<void> {}

  private async readAll(
    run: Run,
    target: ReadTarget,
    asText: ReadonlySet<string>,
    signal: AbortSignal,
    onProgress: OnProgress,
  ): Promise<ReadOutcome> {
    const typeOf = (name: string) => {
      const type = ownValue(target.types, name);
      return asText.has(name) ? null : (plainTypes.find((plain) => plain === type) ?? null);
    };
    await run('BEGIN');
    const columns = target.columns.map((name) => `${identifier(name)} ${typeOf(name) ?? 'VARCHAR'}`);
    await run(`CREATE TABLE ${tableName(target)} (${columns.join(', ')})`);
    await run(
      `CREATE TABLE ${rejectedName(target)} (line INTEGER, column_name VARCHAR, value VARCHAR, reason VARCHAR)`,
    );
    const counts = await this.insertAll(run, target, typeOf, signal, onProgress);
    await run('COMMIT');
    const keptAsText = target.columns.filter((name) => asText.has(name));
    return { rows: counts.rows, rejected: counts.rejected, keptAsText };
  }

  /** The engine inserts a piece while the next one is prepared. */
  private async insertAll(
    run: Run,
    target: ReadTarget,
    typeOf: (name: string) => PlainType | null,
    signal: AbortSignal,
    onProgress: OnProgress,
  ): Promise<{ rows: number; rejected: number }> {
    const ofBytes = this.files.reduce((sum, { content }) => sum + content.source.packedBytes, 0);
    const counts = { rows: 0, rejected: 0, badTexts: 0 };
    this.marks = [];
    this.nuls = 0;
    let bytesBefore = 0;
    let inserting: Promise<void> = Promise.resolve();
    const report = (rows: number, bytes: number) =>
      onProgress({
        stage: 'read',
        fraction: ofBytes > 0 ? Math.min(1, bytes / ofBytes) : null,
        rows,
        bytes,
        ofBytes,
      });
    report(0, 0);
    try {
      for (const [index, file] of this.files.entries()) {
        const names = file.layout.columns.map(({ name }) => name);
        const types = names.map((name) => (target.columns.includes(name) ? typeOf(name) : null));
        const wanted = target.columns.map((name) => names.indexOf(name));
        for await (const piece of piecesOf(file, { types }, signal, undefined, this.pieceBytes)) {
          if (piece.unfit.size > 0) throw new NotPlain([...piece.unfit].map((column) => names[column]));
          const { offset, used, line, rows, isRegular } = piece;
          this.marks.push({ file: index, offset, used, line, firstRow: counts.rows, rows, isRegular });
          counts.rows += rows;
          counts.rejected += piece.rejects.rows;
          counts.badTexts += piece.rejects.badTexts;
          this.nuls += piece.nuls;
          await inserting;
          const [rowsSoFar, bytes] = [counts.rows, bytesBefore + piece.packed];
          inserting = insertPiece(run, target, file.layout, piece, wanted, types).then(() =>
            report(rowsSoFar, bytes),
          );
          inserting.catch(() => undefined);
        }
        bytesBefore += file.content.source.packedBytes;
      }
    } finally {
      // Nothing may be left running on the connection, nor registered, whatever happened.
      await inserting.catch(() => undefined);
    }
    await inserting;
    this.checkEncoding(counts);
    this.lineOffset = this.commonOffset();
    return counts;
  }

  /** Rows with broken characters are set apart; where they are many, the file is in another encoding than it is read in. */
  private checkEncoding({
    rows,
    rejected,
    badTexts,
  }: {
    rows: number;
    rejected: number;
    badTexts: number;
  }): void {
    if (badTexts < badTextShare * (rows + rejected) || badTexts === 0) return;
    throw wrongEncoding(this.files[0].encoding.encoding);
  }

  private commonOffset(): number | null {
    if (this.files.length > 1) return null;
    const first = this.marks[0]?.line ?? 1;
    const isRegular = this.marks.every(
      (mark) => mark.isRegular && (mark.rows === 0 || mark.line === first + mark.firstRow),
    );
    return isRegular ? first : null;
  }
}
