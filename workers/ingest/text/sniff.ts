import type { Dialect } from './dialect';
import { recordTexts } from './field-text';
import { lookOf } from './looks';
import { RecordScanner } from './record-scanner';

/** A record of the head, and where in it. */
export interface HeadRecord {
  texts: string[];
  /** Bytes from the start of the text. */
  start: number;
  end: number;
  /** The next record begins here. */
  next: number;
  /** From 1. */
  line: number;
  isBroken: boolean;
  quoted: number;
}

export interface DialectGuess {
  dialect: Dialect;
  /** Share of the looked-at rows with the usual number of fields. */
  delimiterShare: number;
  /** Share of the looked-at rows whose quotes are closed as they should be. */
  quoteShare: number;
  /** A value in quotes goes on beyond the head, which is therefore too short to judge by. */
  isCut: boolean;
}

/** Delimiters in the order in which they are believed; a weaker one counts only where no stronger one cuts rows alike. */
const strong = [',', ';', '\t', '|', '\x01'];
const weak = ['^', '~', '؛', '،', '¦', '§', '||', '::'];
const weakest = [':'];
export const delimiters = [...strong, ...weak, ...weakest, ''];

const lookedAt = 400;

/** The records of a head under a dialect; the last one is left out where the head may cut it. */
export function headRecords(
  head: Uint8Array,
  isAll: boolean,
  dialect: Dialect,
  limit = lookedAt,
): HeadRecord[] {
  const scanner = new RecordScanner(dialect);
  scanner.use(head, isAll);
  const records: HeadRecord[] = [];
  let line = 1;
  for (let place = 0; place < head.length && records.length < limit;) {
    const next = scanner.scan(place);
    if (next < 0) break;
    records.push({
      texts: recordTexts(scanner),
      start: place,
      end: scanner.recordEnd,
      next,
      line,
      isBroken: scanner.isBroken,
      quoted: scanner.quoted,
    });
    line += scanner.lines;
    place = next;
  }
  return records;
}

export const isBlankRecord = ({ texts, isBroken }: HeadRecord) =>
  !isBroken && texts.every((text) => text.trim() === '');

/** The number of fields that most rows have; of two equally usual ones the larger. */
export function usualWidth(records: readonly HeadRecord[]): { width: number; rows: number } {
  const rowsByWidth = new Map<number, number>();
  for (const { texts, isBroken } of records) {
    if (!isBroken) rowsByWidth.set(texts.length, (rowsByWidth.get(texts.length) ?? 0) + 1);
  }
  const [width, rows] = [...rowsByWidth].sort((one, other) => other[1] - one[1] || other[0] - one[0])[0] ?? [
    1, 0,
  ];
  return { width, rows };
}

/**
 * Finds out how the rows of a text are written.
 * @param head the first bytes in UTF-8
 * @param given what the person has set
 */
export function sniffDialect(
  head: Uint8Array,
  isAll: boolean,
  given: { delimiter?: string; quote?: Dialect['quote'] },
): DialectGuess {
  const text = new TextDecoder().decode(head);
  const announced = /^\ufeff?"?sep=(.)"?\r?\n/i.exec(text)?.[1];
  const delimiter = given.delimiter ?? announced;
  const groups = delimiter === undefined ? [strong, weak, weakest] : [[delimiter]];
  for (const group of groups) {
    const scored = group
      .filter((mark) => mark === delimiter || text.includes(mark))
      .map((mark) => scoreDelimiter(head, isAll, mark, text, given.quote));
    const best = scored.sort((one, other) => other.score - one.score)[0];
    if (best && delimiter !== undefined) return best;
    if (best && isConvincing(best, group)) return preferDoubled(best, head, isAll, text, given.quote);
  }
  return scoreDelimiter(head, isAll, '', text, given.quote);
}

interface Scored extends DialectGuess {
  score: number;
  width: number;
  /** The share counted from the first row on, titles included. */
  shareOfAll: number;
  /** Nearly all rows have at least two fields and no more than the first. */
  isRagged: boolean;
}

function isConvincing(best: Scored, group: readonly string[]): boolean {
  if (best.width < 2) return false;
  // A colon cuts times of day too: only where the header is cut like the rows does it separate columns.
  if (group === weakest) return best.shareOfAll > 0.99;
  // Rows that leave out their last fields differ in length, but none is longer than the header.
  return best.delimiterShare >= (group === weak ? 0.9 : 0.5) || (group === strong && best.isRagged);
}

/** A delimiter written twice is seen as one with a blank column between every two. */
function preferDoubled(
  best: Scored,
  head: Uint8Array,
  isAll: boolean,
  text: string,
  quote: Dialect['quote'] | undefined,
): Scored {
  const { delimiter } = best.dialect;
  if (!weak.includes(delimiter.repeat(2)) || !text.includes(delimiter.repeat(2))) return best;
  const doubled = scoreDelimiter(head, isAll, delimiter.repeat(2), text, quote);
  return doubled.width >= 2 && best.width === 2 * doubled.width - 1 ? doubled : best;
}

function scoreDelimiter(
  head: Uint8Array,
  isAll: boolean,
  delimiter: string,
  text: string,
  quote: Dialect['quote'] | undefined,
): Scored {
  const { dialect, records, quoteShare, isCut } = chooseQuote(head, isAll, delimiter, text, quote);
  const rows = records.filter((record) => !isBlankRecord(record));
  const { width } = usualWidth(rows);
  const first = Math.max(
    0,
    rows.findIndex(({ texts }) => texts.length === width),
  );
  const [usual, all] = [rows.filter(({ texts }) => texts.length === width).length, Math.max(1, rows.length)];
  const delimiterShare = usual / Math.max(1, rows.length - first);
  const cells = rows.slice(first).filter(({ texts }) => texts.length === width);
  const score =
    delimiterShare ** 2 * (0.3 + cellQuality(cells, delimiter)) * (1 + 0.05 * Math.min(width, 12));
  return {
    dialect,
    delimiterShare,
    quoteShare,
    isCut,
    width,
    shareOfAll: usual / all,
    isRagged:
      rows.filter(({ texts }) => texts.length > 1 && texts.length <= rows[0].texts.length).length >
      0.95 * all,
    score: width < 2 ? 0 : score,
  };
}

/** How much the fields look like values rather than like pieces of some, 0 to 1. */
function cellQuality(rows: readonly HeadRecord[], delimiter: string): number {
  const others = strong.filter((mark) => mark !== delimiter);
  let [quality, cells] = [0, 0];
  for (const { texts, quoted } of rows.slice(0, 100)) {
    for (const text of texts) {
      const look = lookOf(text);
      cells += 1;
      if (look === 'text') quality += quoted > 0 || !others.some((mark) => text.includes(mark)) ? 0.7 : 0.1;
      else if (look === 'blank') quality += 0.7;
      else quality += 1;
    }
  }
  return cells === 0 ? 0 : quality / cells;
}

/** The quote and escape under which most quotes stand where they should. */
function chooseQuote(
  head: Uint8Array,
  isAll: boolean,
  delimiter: string,
  text: string,
  given: Dialect['quote'] | undefined,
) {
  const quotes: Dialect['quote'][] = given === undefined ? ['"', "'"] : [given];
  const candidates: Dialect[] = quotes
    .filter((quote) => quote === '"' || given !== undefined || text.includes(quote))
    .flatMap((quote): Dialect[] => {
      const isEscaped = quote
        ? text.includes(`\\${quote}`)
        : delimiter !== '' && text.includes(`\\${delimiter}`);
      return [
        { delimiter, quote, escape: 'doubled' },
        ...(isEscaped ? [{ delimiter, quote, escape: 'backslash' } as const] : []),
      ];
    });
  if (given === undefined) candidates.push({ delimiter, quote: '', escape: 'doubled' });
  const scored = candidates.map((dialect, place) => {
    const records = headRecords(head, isAll, dialect);
    const rows = records.filter((record) => !isBlankRecord(record));
    const broken = rows.filter(({ isBroken }) => isBroken).length;
    const quoted = rows.reduce((sum, row) => sum + row.quoted, 0);
    const { rows: usual } = usualWidth(rows);
    const count = Math.max(1, rows.length);
    // A quote that quotes nothing is no better than none; double quotes come first where nothing tells.
    const isUsed = dialect.quote === '' || quoted > 0 || dialect.quote === '"';
    const loose = looseQuotes(rows, dialect);
    const score = (isUsed ? 0 : -1) + usual / count - (2 * broken) / count - loose - place * 1e-6;
    return {
      dialect,
      records,
      score,
      quoteShare: 1 - broken / count,
      isProper: quoted > 0 && quoted >= broken,
    };
  });
  // Values in quotes are a sign that quotes are meant, even where some are not closed.
  const areMeant = scored.some(({ isProper }) => isProper);
  for (const each of scored) if (areMeant && !each.isProper) each.score -= 1;
  const isCut =
    !isAll && scored.some(({ dialect, records }) => dialect.quote === '"' && coversLittle(records, head));
  return { ...scored.sort((one, other) => other.score - one.score)[0], isCut };
}

const coversLittle = (records: readonly HeadRecord[], head: Uint8Array) =>
  records.length < lookedAt && (records.at(-1)?.next ?? 0) < head.length / 2;

/** Share of the fields that still stand in quotes, or hold a backslash before a quote, after all has been undone. */
function looseQuotes(rows: readonly HeadRecord[], { quote }: Dialect): number {
  let [loose, cells] = [0, 0];
  for (const { texts } of rows) {
    for (const text of texts) {
      cells += 1;
      const trimmed = text.trim();
      const isWrapped = trimmed.length > 1 && /^(["']).*\1$/s.test(trimmed);
      if (isWrapped || (quote !== '' && text.includes(`\\${quote}`))) loose += 1;
    }
  }
  return cells === 0 ? 0 : loose / cells;
}
