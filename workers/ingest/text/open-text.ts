import type { Reading, ReadingGuess } from '../../api';
import { EngineError } from '../../duckdb/engine-error';
import type { SourceFile } from '../../duckdb/platform';
import type { ColumnSample } from '../reader';
import { encodings } from './encoding-names';
import { delimiters } from './sniff';
import { openTextFile, type TextFile } from './text-file';
import { TextReader } from './text-reader';

const sampleRows = 2000;

/**
 * Opens one text file, or several that make up one table: CSV and its relatives, plain, in gzip or in a zip archive.
 * @param reading what the person has set; it holds for all files
 * @param pieceBytes text given to the engine at once; for tests
 * @throws EngineError `fileEmpty`, `filesDiffer`, `fileUnreadable`, `fileBinary`, …
 */
export async function openText(
  files: readonly SourceFile[],
  reading: Reading,
  signal: AbortSignal,
  pieceBytes?: number,
): Promise<TextReader> {
  const opened: TextFile[] = [];
  for (const file of files) opened.push(await openTextFile(file, reading, signal));
  const [first, ...others] = opened;
  for (const other of others) checkSameColumns(first, other);
  const samples = first.samples.map((sample) => joinSamples(sample, others));
  if (samples.every(({ values }) => values.length === 0)) {
    throw new EngineError('fileEmpty', 'The file has a header but no rows.');
  }
  return new TextReader(opened, describeReading(first), samples, pieceBytes);
}

function checkSameColumns(first: TextFile, other: TextFile): void {
  const [names, otherNames] = [first, other].map(({ layout }) => layout.columns.map(({ name }) => name));
  const differing = [
    ...names.filter((name) => !otherNames.includes(name)),
    ...otherNames.filter((name) => !names.includes(name)),
  ];
  if (differing.length === 0) return;
  throw new EngineError(
    'filesDiffer',
    `${other.name} has other columns than ${first.name}: ${differing.join(', ')}`,
    {
      values: { file: other.name, columns: differing.slice(0, 10).join(', ') },
    },
  );
}

function joinSamples(sample: ColumnSample, others: readonly TextFile[]): ColumnSample {
  const more = others.flatMap(({ samples }) => samples.find(({ name }) => name === sample.name)!.values);
  return { ...sample, values: [...sample.values, ...more].slice(0, sampleRows) };
}

function describeReading({ content, encoding, dialect, layout }: TextFile): ReadingGuess[] {
  const { delimiter, quote } = dialect.dialect;
  const header = String(layout.headerLine);
  const withValue = (options: readonly string[], value: string) => [...new Set([...options, value])];
  return [
    ...(content.entry ? [content.entry] : []),
    { setting: 'encoding', value: encoding.encoding, options: [...encodings], share: encoding.share },
    {
      setting: 'delimiter',
      value: delimiter,
      options: withValue(delimiters, delimiter),
      share: dialect.delimiterShare,
    },
    { setting: 'quote', value: quote, options: ['"', "'", ''], share: dialect.quoteShare },
    {
      setting: 'header',
      value: header,
      options: withValue(['0', ...layout.headerLines.map(String)], header),
      share: null,
    },
  ];
}
