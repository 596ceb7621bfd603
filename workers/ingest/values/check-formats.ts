import type { ColumnFormat, FormatGuess, SourceColumn } from '../../api';
import { identifier, literal } from '../../duckdb/sql-text';
import { isText, type ValueColumn } from './column';
import { daySql } from './date-sql';
import type { Run } from './fixes';
import { believedShare, formatsOf, weighted, type Formats, type Weighted } from './guess';
import { isFilledSql, isMissing } from './missing';
import { booleanSql } from './boolean';
import { numberSql } from './number-sql';

/** What the whole column says, and some of its texts, by which the expressions of `sql.ts` become quick. */
interface CheckedFormats extends Formats {
  values: (string | null)[];
}

/** Up to so many different texts the column is read here, each text once; beyond, the engine counts. */
const mostTexts = 5000;
const fewTexts = 300;

async function firstRow(run: Run, sql: string): Promise<Record<string, number>> {
  const row = (await run(sql)).get(0)!.toJSON() as Record<string, unknown>;
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, Number(value)]));
}

async function textsOf(run: Run, table: string, name: string): Promise<Weighted[]> {
  const text = `CAST(${name} AS VARCHAR)`;
  const answer = await run(
    `SELECT ${text} AS text, CAST(COUNT(*) AS DOUBLE) AS rows FROM ${table} WHERE ${name} IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1`,
  );
  const [texts, rows] = [answer.getChild('text')!, answer.getChild('rows')!];
  return Array.from({ length: answer.numRows }, (_, index) => ({
    text: String(texts.get(index)),
    rows: Number(rows.get(index)),
  }));
}

/** Some texts from all over the column. */
async function spreadTexts(run: Run, table: string, name: string, rows: number): Promise<(string | null)[]> {
  const step = Math.max(1, Math.floor(rows / fewTexts));
  const some = await run(
    `SELECT CAST(${name} AS VARCHAR) AS text FROM ${table} WHERE hash(rowid) % ${step} = 0`,
  );
  return [...some.getChild('text')!].map((text) => (text === null ? null : String(text)));
}

/** An integer, number or truth for a value that can be read so, else NULL. The zone does not matter for that. */
function valueSql(column: ValueColumn, format: ColumnFormat): string {
  if (format === 'boolean') return booleanSql(column);
  return format.startsWith('number') ? numberSql(column, format) : daySql(column, format, 'UTC');
}

const orders: readonly ColumnFormat[] = ['dateDayFirst', 'dateMonthFirst'];
const high = '(?:1[3-9]|2[0-9]|3[01])';
/** A day beyond the twelfth in the first place, or in the second; enough to tell the orders apart, and quick. */
const tooHigh: Record<string, string> = {
  dateMonthFirst: `^[^0-9]*${high}[-/.][0-9]{1,2}[-/.]`,
  dateDayFirst: `^[^0-9]*[0-9]{1,2}[-/.]${high}[-/.]`,
};

/** Counts of a column with more different texts than can be looked at one by one. */
async function countFormats(run: Run, table: string, column: SourceColumn & ValueColumn): Promise<Formats> {
  const name = identifier(column.name);
  let candidates: ColumnFormat[] = column.formats
    .map(({ format }) => format)
    .filter((format) => format !== 'text' && format !== 'native');
  const impossible: Record<string, number> = {};
  if (orders.every((order) => candidates.includes(order))) {
    const counts = orders.map(
      (order) =>
        `CAST(COUNT(*) FILTER (WHERE regexp_matches(${name}, ${literal(tooHigh[order])})) AS DOUBLE) AS ${order}`,
    );
    Object.assign(impossible, await firstRow(run, `SELECT ${counts.join(', ')} FROM ${table}`));
    // Reading a date in the impossible order costs many times a possible one, so only the better order is read.
    const worse = impossible.dateDayFirst > impossible.dateMonthFirst ? 'dateDayFirst' : 'dateMonthFirst';
    candidates = candidates.filter((format) => format !== worse);
  }
  const values = candidates.map((format, place) => `${valueSql(column, format)} AS v${place}`);
  const counts = candidates.map((_, place) => `CAST(COUNT(v${place}) AS DOUBLE) AS n${place}`);
  const isPair = ['number', 'numberComma'].every((format) => candidates.includes(format as ColumnFormat));
  const places = ['number', 'numberComma'].map((format) => candidates.indexOf(format as ColumnFormat));
  const differ = isPair
    ? [`CAST(COUNT(*) FILTER (WHERE v${places[0]} <> v${places[1]}) AS DOUBLE) AS differ`]
    : [];
  const select = [`CAST(COUNT(*) FILTER (WHERE filled) AS DOUBLE) AS filled`, ...counts, ...differ].join(
    ', ',
  );
  const found = await firstRow(
    run,
    `SELECT ${select} FROM (SELECT ${[`${isFilledSql(column)} AS filled`, ...values].join(', ')} FROM ${table}) AS read`,
  );
  const share = (rows: number) => (found.filled === 0 ? 0 : Math.min(1, Math.max(0, rows / found.filled)));
  const guesses: FormatGuess[] = candidates.map((format, place) => ({
    format,
    share: share(found[`n${place}`]),
  }));
  const read = orders.find((order) => candidates.includes(order));
  if (read && read in impossible) {
    const other = orders.find((order) => order !== read)!;
    const rows = found[`n${candidates.indexOf(read)}`] + impossible[read] - impossible[other];
    guesses.push({ format: other, share: share(rows) });
  }
  return decided(guesses, column, found.differ > 0);
}

/** In the order of their shares; the sample's order stays where they are equal. */
function decided(guesses: FormatGuess[], column: SourceColumn, numbersDiffer: boolean): Formats {
  const ranked = guesses
    .map((guess) => ({ ...guess, place: column.formats.findIndex(({ format }) => format === guess.format) }))
    .sort((one, other) => other.share - one.share || one.place - other.place)
    .map(({ format, share }) => ({ format, share }));
  const [best, second] = ranked;
  const isTie = second !== undefined && best.share === second.share && best.share >= believedShare;
  const areOrders = isTie && orders.includes(best.format) && orders.includes(second.format);
  const areNumbers = isTie && best.format.startsWith('number') && second.format.startsWith('number');
  const text: FormatGuess = { format: 'text', share: 1 };
  return {
    formats: best === undefined || best.share < believedShare ? [text, ...ranked] : [...ranked, text],
    isOpen: (areOrders && column.isOpen) || (areNumbers && numbersDiffer),
  };
}

/**
 * Checks the guesses over all rows: for each column its formats with the share of all filled values that each
 * reads, and whether two readings are still open. Columns of an engine type are left out: there is nothing to check.
 * @param table qualified and quoted, ready to stand in SQL
 */
export async function checkFormats(
  run: Run,
  table: string,
  columns: readonly SourceColumn[],
): Promise<Record<string, CheckedFormats>> {
  const texts = columns.filter(isText);
  if (texts.length === 0) return {};
  const counts = texts.map(
    ({ name }, place) => `CAST(approx_count_distinct(${identifier(name)}) AS DOUBLE) AS c${place}`,
  );
  const found = await firstRow(
    run,
    `SELECT CAST(COUNT(*) AS DOUBLE) AS rows, ${counts.join(', ')} FROM ${table}`,
  );
  const checked: Record<string, CheckedFormats> = {};
  for (const [place, column] of texts.entries()) {
    const name = identifier(column.name);
    if (found[`c${place}`] <= mostTexts) {
      const all = await textsOf(run, table, name);
      const filled = all.filter(({ text }) => !isMissing(text, 'value'));
      const values = all.slice(0, fewTexts).map(({ text }) => text);
      checked[column.name] = { ...formatsOf(filled, column.name), values };
      continue;
    }
    const values = await spreadTexts(run, table, name, found.rows);
    const spread = formatsOf(weighted(values), column.name);
    const isKnown = (format: ColumnFormat) => column.formats.some((guess) => guess.format === format);
    const formats = [...column.formats, ...spread.formats.filter(({ format }) => !isKnown(format))];
    const isOpen = column.isOpen || spread.isOpen;
    checked[column.name] = {
      ...(await countFormats(run, table, { ...column, formats, isOpen, values })),
      values,
    };
  }
  return checked;
}
