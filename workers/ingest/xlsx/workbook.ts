import { EngineError } from '../../duckdb/engine-error';
import { listZip, unzip, type ZipEntry } from '../text/zip';
import { unescapeText } from './cell-text';
import { numberKind, type NumberKind } from './number-format';
import { anyPrefix, parseXml, wholeElements } from './xml';

/** More than this is no workbook that anybody made. */
const mostBytes = 1024 ** 3;

export interface Sheet {
  name: string;
  isVisible: boolean;
  entry: ZipEntry;
}

/** A workbook's parts but for the cells. */
export interface Workbook {
  blob: Blob;
  sheets: Sheet[];
  is1904: boolean;
  /** What numbers mean, by the cells' style. */
  kinds: NumberKind[];
  strings: string[];
}

export const unreadable = (cause: unknown) =>
  new EngineError('fileUnreadable', 'The workbook is damaged.', { cause: String(cause) });

/** @throws EngineError `fileUnsupported` (the older .xls, or protected) or `fileUnreadable` */
export async function openWorkbook(blob: Blob, signal: AbortSignal): Promise<Workbook> {
  const head = new Uint8Array(await blob.slice(0, 4).arrayBuffer());
  if (head[0] === 0xd0 && head[1] === 0xcf) {
    throw new EngineError('fileUnsupported', 'An XLS or protected workbook can’t be read; save it as XLSX.', {
      values: { kind: 'XLS' },
    });
  }
  const entries = await listZip(blob);
  const bytes = entries.reduce((sum, entry) => sum + entry.bytes, 0);
  if (bytes > mostBytes) throw unreadable('The workbook unpacks to more than 1 GB');
  try {
    return await readParts(blob, new Map(entries.map((entry) => [entry.name, entry])), signal);
  } catch (thrown) {
    throw thrown instanceof EngineError ? thrown : unreadable(thrown);
  }
}

async function readParts(blob: Blob, entries: Map<string, ZipEntry>, signal: AbortSignal): Promise<Workbook> {
  const main = [...entries.keys()].find((name) => /^xl\/workbook\d*\.xml$/i.test(name)) ?? 'xl/workbook.xml';
  const text = async (name: string) => {
    const entry = entries.get(name);
    let all = '';
    if (entry) for await (const part of textsOf(blob, entry, signal)) all += part;
    return all;
  };
  const targets = readRelations(await text(main.replace(/([^/]+)$/, '_rels/$1.rels')));
  const { sheets, is1904 } = readSheets(await text(main));
  const found = sheets.flatMap(({ id, ...sheet }) => {
    const entry = entries.get(targets.get(id)?.path ?? '');
    return entry ? [{ ...sheet, entry }] : [];
  });
  if (found.length === 0) throw new RangeError('The workbook has no sheets');
  const byType = (type: string) => [...targets.values()].find((target) => target.type === type)?.path ?? '';
  const kinds = readStyles(await text(byType('styles')));
  return {
    blob,
    sheets: found,
    is1904,
    kinds,
    strings: await readStrings(blob, entries.get(byType('sharedStrings')), signal),
  };
}

/** The text of an entry, piece by piece. A length that the archive's contents do not announce ends it. */
export async function* textsOf(
  blob: Blob,
  entry: ZipEntry,
  signal: AbortSignal,
  onRead?: (packed: number) => void,
): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let length = 0;
  for await (const { bytes, packed } of unzip(blob, entry, signal)) {
    length += bytes.length;
    if (length > entry.bytes) throw unreadable('An entry is longer than announced');
    onRead?.(packed);
    yield decoder.decode(bytes, { stream: true });
  }
  yield decoder.decode();
}

function readRelations(text: string): Map<string, { path: string; type: string }> {
  const targets = new Map<string, { path: string; type: string }>();
  parseXml(text, {
    open(name, attributes) {
      if (name !== 'Relationship') return;
      const { Id, Target = '', Type = '' } = attributes();
      const path = Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`.replace(/[^/]+\/\.\.\//g, '');
      targets.set(Id, { path, type: Type.slice(Type.lastIndexOf('/') + 1) });
    },
  });
  return targets;
}

function readSheets(text: string) {
  const sheets: { name: string; isVisible: boolean; id: string }[] = [];
  let is1904 = false;
  parseXml(text, {
    open(tag, attributes) {
      if (tag === 'workbookPr') is1904 = /^(1|true)$/.test(attributes().date1904 ?? '');
      if (tag !== 'sheet') return;
      const { name = '', state, ...others } = attributes();
      sheets.push({
        name,
        isVisible: state === undefined || state === 'visible',
        id: anyPrefix(others, 'id') ?? '',
      });
    },
  });
  return { sheets, is1904 };
}

function readStyles(text: string): NumberKind[] {
  const codes = new Map<number, string>();
  const kinds: NumberKind[] = [];
  let isCells = false;
  parseXml(text, {
    open(name, attributes) {
      if (name === 'cellXfs') isCells = true;
      if (name === 'numFmt') codes.set(Number(attributes().numFmtId), attributes().formatCode ?? '');
      if (name === 'xf' && isCells) {
        const id = Number(attributes().numFmtId ?? 0);
        kinds.push(numberKind(id, codes.get(id)));
      }
    },
    close(name) {
      if (name === 'cellXfs') isCells = false;
    },
  });
  return kinds;
}

async function readStrings(blob: Blob, entry: ZipEntry | undefined, signal: AbortSignal): Promise<string[]> {
  const strings: string[] = [];
  if (!entry) return strings;
  for await (const part of wholeElements(textsOf(blob, entry, signal), 'si')) {
    parseXml(
      `<x>${part}</x>`,
      stringHandler((text) => strings.push(text)),
    );
  }
  return strings;
}

/** Joins the runs of a rich text; how it is to be pronounced is no part of it. */
function stringHandler(add: (text: string) => void) {
  let [text, isText, isPhonetic] = ['', false, false];
  return {
    open(name: string) {
      if (name === 'si') text = '';
      if (name === 'rPh') isPhonetic = true;
      if (name === 't') isText = !isPhonetic;
    },
    close(name: string) {
      if (name === 't') isText = false;
      if (name === 'rPh') isPhonetic = false;
      if (name === 'si') add(unescapeText(text));
    },
    text(part: string) {
      if (isText) text += part;
    },
  };
}
