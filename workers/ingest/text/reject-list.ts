import type { RejectedRow } from '../../api';

/** Bytes of a rejected row that are kept for the person to see. */
const keptBytes = 1000;

/** Rejected rows as CSV for the engine: line, value, reason. */
export class RejectList {
  rows = 0;
  badTexts = 0;
  private readonly lines: string[] = [];
  private readonly decoder = new TextDecoder();

  add(line: number, record: Uint8Array, reason: RejectedRow['reason']): void {
    const value = this.decoder.decode(record.subarray(0, keptBytes)).replaceAll('\0', '');
    // A character that the limit cuts leaves a mark that was not in the file.
    const whole = record.length > keptBytes ? value.replace(/\ufffd$/, '') : value;
    this.lines.push(`${line},"${whole.replaceAll('"', '""')}",${reason}\n`);
    this.rows += 1;
    if (reason === 'badText') this.badTexts += 1;
  }

  toCsv(): Uint8Array {
    return new TextEncoder().encode(this.lines.join(''));
  }
}
