import type { RejectedRow } from '../../api';
import { fieldText, isFieldBlank, isRecordBlank, recordTexts } from './field-text';
import type { Layout } from './layout';
import { lookOf, saysTotal } from './looks';
import type { RecordScanner } from './record-scanner';

/** What becomes of a record: a row of the table, nothing because it is blank, or a rejected row and why. */
export type Verdict = 'row' | 'blank' | RejectedRow['reason'];

/** Rows at the end of a file among which sums are looked for. */
export const totalsWindow = 5;

/** Decides for each record what becomes of it. */
export class RowRules {
  private readonly header: readonly Uint8Array[] | null;

  constructor(private readonly layout: Layout) {
    this.header = layout.header?.map((text) => new TextEncoder().encode(text)) ?? null;
  }

  judge(scanner: RecordScanner): Verdict {
    if (scanner.isBroken) return 'unquotedValue';
    if (isRecordBlank(scanner)) return 'blank';
    if (scanner.isBadText) return 'badText';
    if (this.isHeader(scanner) || this.isTitle(scanner)) return 'repeatedHeader';
    const columns = this.layout.columns.length;
    if (scanner.count < columns && !this.layout.mayBeShort) {
      return isTotalsRow(scanner, columns) ? 'totalsRow' : 'missingColumns';
    }
    for (let field = columns; field < scanner.count; field += 1) {
      if (!isFieldBlank(scanner, field)) return 'tooManyColumns';
    }
    return 'row';
  }

  private isHeader(scanner: RecordScanner): boolean {
    const { header } = this;
    if (header === null || scanner.count !== header.length) return false;
    const { bytes, starts, ends, forms } = scanner;
    for (let field = 0; field < header.length; field += 1) {
      if (forms[field] > 1)
        return recordTexts(scanner).every((text, place) => text === this.layout.header![place]);
      const name = header[field];
      const start = starts[field];
      if (ends[field] - start !== name.length) return false;
      for (let place = 0; place < name.length; place += 1)
        if (bytes[start + place] !== name[place]) return false;
    }
    return true;
  }

  private isTitle({ bytes, recordStart, recordEnd }: RecordScanner): boolean {
    if (this.layout.titles.length === 0) return false;
    return this.layout.titles.some(
      (title) =>
        title.length === recordEnd - recordStart &&
        title.every((byte, place) => bytes[recordStart + place] === byte),
    );
  }
}

/**
 * A row that sums up the others: it says so in its only text, its other fields are numbers or blank, and in a table of three
 * columns or more at least one is blank.
 */
export function isTotalsRow(scanner: RecordScanner, columns: number): boolean {
  let [says, blank, numbers] = [false, Math.max(0, columns - scanner.count), 0];
  for (let field = 0; field < scanner.count; field += 1) {
    const text = fieldText(scanner, field);
    const look = lookOf(text);
    if (look === 'blank') blank += 1;
    else if (look === 'number') numbers += 1;
    else if (saysTotal(text) && !says) says = true;
    else return false;
  }
  return says && (columns > 2 ? blank > 0 : columns === 2 && numbers === 1);
}

/**
 * The starts of the rows at the end of a text that sum up the others.
 * @param scanner with the last bytes of the text in use
 * @param from where the first record begins
 */
export function findTotals(
  scanner: RecordScanner,
  rules: RowRules,
  columns: number,
  from: number,
): Set<number> {
  const last: number[] = [];
  for (let place = from; place < scanner.end;) {
    const next = scanner.scan(place);
    if (next < 0) break;
    if (rules.judge(scanner) === 'row') {
      last.push(place);
      if (last.length > totalsWindow) last.shift();
    }
    place = next;
  }
  const totals = new Set<number>();
  for (const place of last) {
    scanner.scan(place);
    if (isTotalsRow(scanner, columns)) totals.add(place);
  }
  return totals;
}
