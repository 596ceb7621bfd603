import { unzipSync } from 'fflate';
import type { Dataset, DatasetCounts } from '../../../workers/api';
import {
  requestKey,
  type RecordedAnswer,
  type RecordedRequest,
  type Recording,
} from '../../engine/recording';
import { packFiles, type PackedFile } from './pack-files';

/** Something that was asked, and what was answered. */
export interface Recorded {
  request: RecordedRequest;
  answer: RecordedAnswer;
}

/** A recording as it is written: answers as JSON, with tables of Arrow in files of their own. */
interface RecordingText {
  format: 1;
  dataset: Dataset;
  counts: DatasetCounts | null;
  answers: Recorded[];
}

const textName = 'recording.json';
/** Stands in an answer for a file of the archive. */
interface TableReference {
  arrow: string;
}
/** No recording that we write comes near it; what does was made to fill up memory. */
const mostBytes = 512 * 2 ** 20;

export class RecordingDamaged extends Error {}

/** @returns an archive; null when it was aborted */
export function writeRecording(
  dataset: Dataset,
  counts: DatasetCounts | null,
  answers: readonly Recorded[],
  signal: AbortSignal,
): Promise<Blob | null> {
  const tables: PackedFile[] = [];
  const text = JSON.stringify({ format: 1, dataset, counts, answers }, (_, value: unknown) => {
    if (!(value instanceof Uint8Array)) return value;
    const path = `table-${tables.length + 1}.arrow`;
    tables.push({ path, content: new Blob([value as Uint8Array<ArrayBuffer>]) });
    return { arrow: path } satisfies TableReference;
  });
  async function* files() {
    yield { path: textName, content: new Blob([text]) };
    yield* tables;
  }
  return packFiles(files(), () => undefined, signal);
}

/** @throws RecordingDamaged when it is not what `writeRecording` wrote */
export function readRecording(archive: Uint8Array): Recording {
  try {
    const files = unpacked(archive);
    const written = JSON.parse(new TextDecoder().decode(files[textName]), (_, value: unknown) =>
      isReference(value) ? tableOf(files, value.arrow) : value,
    ) as RecordingText;
    if (written.format !== 1 || !Array.isArray(written.dataset.tables)) throw new Error('Of another format.');
    const answers = written.answers.map(({ request, answer }) => [requestKey(request), answer] as const);
    return { dataset: written.dataset, counts: written.counts, answers: new Map(answers) };
  } catch (cause) {
    throw new RecordingDamaged('The recording can not be read.', { cause });
  }
}

function unpacked(archive: Uint8Array): Record<string, Uint8Array> {
  let bytes = 0;
  return unzipSync(archive, {
    filter({ originalSize }) {
      bytes += originalSize;
      if (bytes > mostBytes) throw new Error('Too large.');
      return true;
    },
  });
}

function isReference(value: unknown): value is TableReference {
  return value !== null && typeof value === 'object' && Object.keys(value).join() === 'arrow';
}

function tableOf(files: Record<string, Uint8Array>, name: string): Uint8Array {
  const found = files[name];
  if (!found) throw new Error(`${name} is missing.`);
  return found;
}
