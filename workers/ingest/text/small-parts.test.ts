import { describe, expect, it } from 'vitest';
import { strToU8, zipSync } from 'fflate';
import { crc32 } from './crc32';
import { guessEncoding } from './encoding';
import { detectKind } from './kind';
import { lookOf, saysTotal } from './looks';
import { nameColumns } from './names';
import { isPlain, type PlainType } from './plain-value';
import { RecordScanner } from './record-scanner';
import { recordTexts } from './field-text';
import { charactersOf, transcoder } from './transcode';
import { countSequences } from './utf8';
import { listZip, unzip } from './zip';
import type { EngineError } from '../../duckdb/engine-error';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const latin = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
const never = new AbortController().signal;

describe('names of columns', () => {
  it.each([
    [
      ['a', ' b\n c ', '\ufeffd'],
      ['a', 'b c', 'd'],
    ],
    [
      ['a', 'a', 'a_2', 'A'],
      ['a', 'a_3', 'a_2', 'A_4'],
    ],
    [
      ['', 'column_1', ''],
      ['column_2', 'column_1', 'column_3'],
    ],
  ])('%j become %j', (texts, names) => {
    expect(nameColumns(texts, texts.length).map(({ name }) => name)).toEqual(names);
  });

  it('are made where there is no header', () => {
    expect(nameColumns(null, 2)).toEqual([
      { name: 'column_1', named: 'missing' },
      { name: 'column_2', named: 'missing' },
    ]);
  });
});

describe('values that a type holds as they are written', () => {
  it.each<[PlainType, string[], string[]]>([
    [
      'DOUBLE',
      ['0', '-1', '10.50', '0.5', '-0.5', '123456789012.123', ''],
      ['', ' 1', '01', '-', '.5', '5.', '1e5', '+1', '-0', '1,5', '1234567890123456', 'NaN'].slice(1),
    ],
    [
      'DATE',
      ['2024-02-29', '1999-12-31', '2000-02-29'],
      [
        '2023-02-29',
        '1900-02-29',
        '2024-13-01',
        '2024-1-01',
        '2024-00-10',
        '0024-01-01',
        '2024/01/01',
        '2024-01-01 ',
      ],
    ],
    [
      'TIMESTAMP',
      ['2024-02-29 23:59:59', '2024-02-29T00:00:00.123456'],
      [
        '2024-02-29 24:00:00',
        '2024-02-29 1:00:00',
        '2024-02-29 10:00:00Z',
        '2024-02-29 10:00:00.',
        '2024-02-29',
      ],
    ],
  ])('%s', (type, good, bad) => {
    const fits = (text: string) => isPlain(type, bytesOf(text), 0, bytesOf(text).length);
    expect(good.filter((text) => !fits(text))).toEqual([]);
    expect(bad.filter(fits)).toEqual([]);
  });
});

describe('looks of texts', () => {
  it.each([
    ['1,234.50', 'number'],
    ['١٬٢٣٤٫٥٠ ر.س', 'number'],
    ['(12.00)', 'number'],
    ['2024-01-05 10:00', 'date'],
    ['٥/١/٢٠٢٤', 'date'],
    ['5 مارس 2024', 'date'],
    ['نعم', 'flag'],
    ['C0017', 'text'],
    ['  ', 'blank'],
  ])('%s is a %s', (text, look) => expect(lookOf(text)).toBe(look));

  it('knows the words for a sum', () => {
    const words = [
      'Total',
      'GRAND TOTAL:',
      'Sub-total',
      'المجموع',
      'الإجمالي الكلي',
      'اجمالي',
      'مجموع',
      'Sum',
    ];
    expect(words.filter((word) => !saysTotal(word))).toEqual([]);
    expect(['Total Wine', 'Summer', 'مجموعة', 'إجماليات عمان'].filter(saysTotal)).toEqual([]);
  });
});

describe('UTF-8', () => {
  it('counts as the decoder does', () => {
    expect(countSequences(bytesOf('aم€😀'), true)).toEqual({ valid: 3, invalid: 0 });
    // Overlong, half of a pair, beyond Unicode, cut off, a lone follower.
    for (const bad of [[0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0xe2, 0x82], [0x80]]) {
      expect(countSequences(Uint8Array.from(bad), true).valid).toBe(0);
      expect(() => new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(bad))).toThrow();
    }
  });

  it('is made of UTF-16 cut anywhere', () => {
    const text = 'aم€😀\ud800z';
    const bytes = new Uint8Array(Buffer.from(text, 'utf16le'));
    for (let cut = 0; cut <= bytes.length; cut += 1) {
      const transcode = transcoder('utf-16le');
      const parts = [transcode(bytes.subarray(0, cut), false), transcode(bytes.subarray(cut), true)];
      const joined = Buffer.concat(parts);
      // The half pair is no character.
      expect(joined).toEqual(Buffer.concat([Buffer.from('aم€😀'), Buffer.from([0xff]), Buffer.from('z')]));
    }
  });

  it('is made of windows-1252 as browsers make it', () => {
    const decoded = charactersOf('windows-1252');
    expect(decoded[0x80]).toBe('€');
    expect(decoded[0x92]).toBe('’');
    expect(decoded[0xe9]).toBe('é');
    expect(Buffer.from(transcoder('windows-1252')(latin('\x80\xe9a'), true)).toString()).toBe('€éa');
  });
});

describe('the encoding of a text', () => {
  it.each([
    ['ASCII', latin('id,name\n1,x\n'), 'utf-8'],
    ['UTF-8 cut inside a letter', bytesOf('مرحبا').subarray(0, 5), 'utf-8'],
    ['a few accents', latin('name\nJosé\nFran\xe7ois\nM\xfcller\n'), 'windows-1252'],
    ['UTF-16 of Arabic only a little', new Uint8Array(Buffer.from('رقم,مبلغ\n1,2\n', 'utf16le')), 'utf-16le'],
  ])('%s', (_, bytes, encoding) => expect(guessEncoding(bytes).encoding).toBe(encoding));

  it('is looked for in later bytes too', () => {
    const later = latin('M\xfcller\nFran\xe7ois\n');
    expect(guessEncoding(latin('id\n1\n'), [later]).encoding).toBe('windows-1252');
  });
});

describe('the scanner of records', () => {
  const scan = (text: string, isFinal = true) => {
    const scanner = new RecordScanner({ delimiter: ',', quote: '"', escape: 'doubled' });
    scanner.use(bytesOf(text), isFinal);
    const records: string[][] = [];
    let place = 0;
    while (place < scanner.end) {
      const next = scanner.scan(place);
      if (next < 0) break;
      records.push(scanner.isBroken ? ['broken'] : recordTexts(scanner));
      place = next;
    }
    return { records, place };
  };

  it.each([
    [
      'a,b\nc,d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'a,\r\n,b\r',
      [
        ['a', ''],
        ['', 'b'],
      ],
    ],
    ['"a,""b""\n","c"\n', [['a,"b"\n', 'c']]],
    ['a"b,c\n', [['a"b', 'c']]],
    ['"a"b",c\n', [['a"b', 'c']]],
    ['"a"b,c\nd,e\n', [['broken'], ['d', 'e']]],
    ['"a\nb,c\n"d"x,e\n', [['broken'], ['b', 'c'], ['broken']]],
    [' "a" ,b\n', [['a', 'b']]],
  ])('%j', (text, records) => expect(scan(text).records).toEqual(records));

  it.each(['a,b', 'a,"b', 'a,"b"', 'a,"b"\r', 'a,\xe9'.slice(0, 2)])('waits for more after %j', (text) => {
    expect(scan(text, false)).toEqual({ records: [], place: 0 });
  });
});

describe('the kind of a file', () => {
  const kind = (text: string) => {
    try {
      return detectKind(latin(text), true);
    } catch (thrown) {
      const { code, details } = thrown as EngineError;
      return `${code} ${String(details.values?.kind ?? '')}`.trim();
    }
  };
  it.each([
    ['PAR1...', 'parquet'],
    ['PK\x03\x04', 'zip'],
    ['\x1f\x8b\x08', 'gzip'],
    ['ARROW1\0\0', 'arrow'],
    ['[{"a":1}]', 'json'],
    ['{"a":1}\n{"a":2}\n', 'json'],
    ['{"a":1', 'json'],
    ['[id],[name]\n1,2\n', 'text'],
    ['ORCHARD,city\n1,2\n', 'text'],
    ['\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'fileUnsupported XLS'],
    ['<html><table>', 'fileUnsupported HTML'],
    ['<?xml version="1.0"?>', 'fileUnsupported XML'],
    ['SQLite format 3\0', 'fileBinary SQLite'],
    ['\x89PNG\r\n', 'fileBinary PNG'],
    ['', 'fileEmpty'],
  ])('%j is %s', (text, expected) => expect(kind(text)).toBe(expected));
});

describe('archives', () => {
  it('know the usual checksum', () => expect(crc32(bytesOf('123456789'))).toBe(0xcbf43926));

  const bytes = zipSync({ 'جديد/a.csv': strToU8('a,b\n1,2\n') });
  const withByte = (from: number, value: number) => {
    const changed = bytes.slice();
    changed[from] = value;
    return new Blob([changed as BlobPart]);
  };
  const central = Buffer.from(bytes).indexOf(Buffer.from([0x50, 0x4b, 1, 2]));
  const unpack = async (blob: Blob) => {
    const [entry] = await listZip(blob);
    const parts: Uint8Array[] = [];
    for await (const part of unzip(blob, entry, never)) parts.push(part.bytes);
    return [entry.name, Buffer.concat(parts).toString()];
  };

  it('are unpacked', async () => {
    expect(await unpack(withByte(0, bytes[0]))).toEqual(['جديد/a.csv', 'a,b\n1,2\n']);
  });

  it.each([
    ['a password', central + 8, bytes[central + 8] | 1, 'fileProtected'],
    ['an unusual packing', central + 10, 99, 'fileUnreadable'],
    ['another checksum', central + 16, bytes[central + 16] ^ 1, 'fileUnreadable'],
  ])('with %s are refused', async (_, place, value, expected) => {
    const code = await unpack(withByte(place, value)).catch((thrown: EngineError) => thrown.code);
    expect(code).toBe(expected);
  });
});
