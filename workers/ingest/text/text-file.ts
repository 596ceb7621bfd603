import type { Reading } from '../../api';
import { EngineError } from '../../duckdb/engine-error';
import type { SourceFile } from '../../duckdb/platform';
import type { ColumnSample } from '../reader';
import { openContent, type Content } from './archive';
import { readHead, readSlice } from './byte-source';
import type { Dialect } from './dialect';
import { guessEncoding, markLength, type EncodingGuess } from './encoding';
import { encodings, type Encoding } from './encoding-names';
import { fieldText } from './field-text';
import { findLayout, type Layout } from './layout';
import { RecordScanner } from './record-scanner';
import { findTotals, RowRules } from './row-rules';
import { sniffDialect, type DialectGuess } from './sniff';
import { transcoder } from './transcode';

/** A text file whose head has been looked at. */
export interface TextFile {
  name: string;
  content: Content;
  encoding: EncodingGuess;
  dialect: DialectGuess;
  layout: Layout;
  /** The first rows, column by column. */
  samples: ColumnSample[];
}

const headBytes = 2 ** 18;
/** Where a line alone is longer than the head, more is looked at. */
const longestHead = 64 * 2 ** 20;
const leastRows = 3;
const sampleRows = 2000;
const samplePlaces = [1 / 3, 2 / 3, 1];
const samplePlaceBytes = 32_768;

/**
 * Looks at the head of a text file, packed or not.
 * @throws EngineError that says why it can't be read
 */
export async function openTextFile(
  file: SourceFile,
  reading: Reading,
  signal: AbortSignal,
): Promise<TextFile> {
  const content = await openContent(file, reading, signal);
  for (let length = headBytes; ; length *= 8) {
    const head = await readHead(content.source, length, signal);
    const encoding = await chooseEncoding(head.bytes, content, reading);
    const text = transcoder(encoding.encoding)(head.bytes.subarray(encoding.markBytes), head.isAll);
    const described = describe(text, head.isAll, reading, encoding.encoding);
    if (described) return { name: file.name, content, encoding, ...described };
    if (head.isAll || length >= longestHead) throw new EngineError('fileEmpty', 'The file holds no row.');
  }
}

/** @returns null when there is too little of the text to tell */
function describe(text: Uint8Array, isAll: boolean, reading: Reading, encoding: Encoding) {
  const quote = ['"', "'", ''].find((mark) => mark === reading.quote) as Dialect['quote'] | undefined;
  const dialect = sniffDialect(text, isAll, { delimiter: reading.delimiter, quote });
  const isEnough = isAll || text.length >= longestHead;
  if (dialect.isCut && !isEnough) return null;
  const layout = findLayout(text, isAll, dialect.dialect, reading.header);
  if (!layout) return null;
  const { samples, badTexts } = sample(text, isAll, layout);
  const rows = samples[0].values.length;
  if (rows < leastRows && !isEnough) return null;
  if (rows === 0 && badTexts > 0) throw wrongEncoding(encoding);
  return { dialect, layout, samples };
}

/** The person has set, or the file's mark announces, an encoding in which the bytes make no sense. */
export const wrongEncoding = (encoding: Encoding) =>
  new EngineError('fileEncoding', `Many rows are not ${encoding}.`, { values: { encoding } });

async function chooseEncoding(head: Uint8Array, content: Content, reading: Reading): Promise<EncodingGuess> {
  const chosen = encodings.find((encoding) => encoding === reading.encoding);
  if (chosen) return { encoding: chosen, markBytes: markLength(head, chosen), share: shareIn(chosen, head) };
  return guessEncoding(head, await furtherSamples(content.blob));
}

/** Share of characters that exist in an encoding the person chose. */
function shareIn(encoding: Encoding, head: Uint8Array): number {
  const text = new TextDecoder().decode(transcoder(encoding)(head, false), { stream: true });
  const beyond = [...text].filter((character) => character > '\x7f');
  return beyond.length === 0
    ? 1
    : beyond.filter((character) => character !== '\ufffd').length / beyond.length;
}

/** Stretches from later in a file: the first letters beyond ASCII may come late. */
async function furtherSamples(blob: Blob | null): Promise<Uint8Array[]> {
  if (!blob || blob.size <= headBytes) return [];
  const starts = samplePlaces.map((share) => Math.max(0, Math.floor(blob.size * share) - samplePlaceBytes));
  return Promise.all(
    starts.map(async (start) => new Uint8Array(await readSlice(blob, start, start + samplePlaceBytes))),
  );
}

function sample(
  text: Uint8Array,
  isAll: boolean,
  layout: Layout,
): { samples: ColumnSample[]; badTexts: number } {
  const scanner = new RecordScanner(layout.dialect);
  const rules = new RowRules(layout);
  const samples = layout.columns.map((column): ColumnSample => ({ ...column, type: 'VARCHAR', values: [] }));
  scanner.use(text.subarray(layout.start), isAll);
  const totals = isAll ? findTotals(scanner, rules, samples.length, 0) : new Set<number>();
  let [rows, badTexts] = [0, 0];
  for (let place = 0; place < scanner.end && rows < sampleRows;) {
    const next = scanner.scan(place);
    if (next < 0) break;
    const verdict = rules.judge(scanner);
    if (verdict === 'badText') badTexts += 1;
    if (verdict === 'row' && !totals.has(place)) {
      rows += 1;
      for (const [column, { values }] of samples.entries()) {
        values.push(column < scanner.count ? fieldText(scanner, column) || null : null);
      }
    }
    place = next;
  }
  return { samples, badTexts };
}
