import { gzipSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { writeTemporary } from '../../../test/helpers/small-data';
import { charactersOf } from './transcode';
import { nodeFile, nodePlatform } from '../../duckdb/node';
import { Database } from '../../duckdb/database';
import type { EngineError } from '../../duckdb/engine-error';
import type { Progress, Reading } from '../../api';
import { openText } from './open-text';

const never = new AbortController().signal;
let database: Database;
beforeAll(async () => {
  database = await Database.start(nodePlatform, () => undefined);
});
afterAll(() => database.stop());

type Content = string | Uint8Array;
interface ReadAs {
  reading?: Reading;
  types?: Record<string, string>;
  columns?: string[];
  pieceBytes?: number;
  onProgress?: (progress: Progress) => void;
  signal?: AbortSignal;
}

const rowsIn = async (sql: string) =>
  [...(await database.run(sql, never))].map(
    (row) => Object.values(row.toJSON()) as (string | number | null)[],
  );

async function open(contents: Content[], reading: Reading = {}, pieceBytes?: number) {
  const files = await Promise.all(
    contents.map((content, index) => nodeFile(writeTemporary(`part-${index}.csv`, content))),
  );
  return openText(files, reading, never, pieceBytes);
}

/** Opens and reads, and gives all there is to know of the outcome. */
async function read(
  contents: Content | Content[],
  { reading, types = {}, pieceBytes, ...rest }: ReadAs = {},
) {
  const reader = await open(Array.isArray(contents) ? contents : [contents], reading, pieceBytes);
  const columns = rest.columns ?? reader.samples.map(({ name }) => name);
  const target = { database, namespace: 'memory.main', table: 'raw', columns, types };
  await database.run('DROP TABLE IF EXISTS raw', never);
  await database.run('DROP TABLE IF EXISTS raw_rejected', never);
  const outcome = await reader.readInto(target, rest.signal ?? never, rest.onProgress ?? (() => undefined));
  const rows = await rowsIn('SELECT * FROM raw');
  return {
    reader,
    outcome,
    columns,
    rows,
    samples: reader.samples[0].values.map((_, row) => reader.samples.map(({ values }) => values[row])),
    named: reader.samples.map(({ named }) => named),
    reading: Object.fromEntries(reader.reading.map(({ setting, value }) => [setting, value])),
    rejected: await rowsIn('SELECT line, reason, value FROM raw_rejected ORDER BY line'),
    lines: await reader.linesOf(
      rows.map((_, row) => row),
      never,
    ),
  };
}

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'no error',
    (thrown: EngineError) => thrown.code,
  );

const table = [
  ['c1', '2024-01-05', '10.5', 'web'],
  ['c2', '2024-02-06', '20', 'app'],
  ['c3', '2024-03-07', '30', null],
];
const plain =
  'customer,day,amount,channel\nc1,2024-01-05,10.5,web\nc2,2024-02-06,20,app\nc3,2024-03-07,30,\n';

describe('reading text files', () => {
  it.each([
    ['commas', plain],
    ['semicolons', plain.replaceAll(',', ';')],
    ['tabs', plain.replaceAll(',', '\t')],
    ['bars', plain.replaceAll(',', '|')],
    ['carets', plain.replaceAll(',', '^')],
    ['tildes', plain.replaceAll(',', '~')],
    ['the control character 1', plain.replaceAll(',', '\x01')],
    ['double bars', plain.replaceAll(',', '||')],
    ['Arabic commas', plain.replaceAll(',', '،')],
    ['colons', plain.replaceAll(',', ':')],
    ['a byte-order mark', `\ufeff${plain}`],
    ['Windows line ends', plain.replaceAll('\n', '\r\n')],
    ['old Macintosh line ends', plain.replaceAll('\n', '\r')],
    ['mixed line ends', plain.replace('\n', '\r\n').replace('app\n', 'app\r')],
    ['no line end after the last row', plain.trimEnd()],
    ['double quotes', plain.replace(/[^,\n]+/g, '"$&"')],
    ['single quotes', plain.replace(/[^,\n]+/g, "'$&'")],
    ['blanks before quotes', plain.replace(/,([^,\n]+)/g, ', "$1"')],
    ['a delimiter at each end', plain.replaceAll('\n', ',\n')],
    [
      'a delimiter at each end but the header’s',
      plain.replaceAll('\n', ',\n').replace('channel,', 'channel'),
    ],
    ['a title', `Sales of 2024\n\n${plain}`],
    ['a title with delimiters', `Sales of 2024,,,\nPrinted,2024-05-01,,\n,,,\n${plain}`],
    ['blank lines', plain.replaceAll('\n', '\n\n')],
    ['lines of delimiters only', `${plain},,,\n , ,,\n,,,\n`],
    ['an announced delimiter', `sep=;\n${plain.replaceAll(',', ';')}`],
    ['NUL bytes', plain.replace('web', 'w\0eb\0')],
    ['gzip', gzipSync(plain)],
    ['gzip of two members', Buffer.concat([gzipSync(plain.slice(0, 40)), gzipSync(plain.slice(40))])],
    [
      'a zip archive',
      zipSync({ 'a/': strToU8(''), '__MACOSX/._x.csv': strToU8('no'), 'a/x.csv': strToU8(plain) }),
    ],
    ['a stored zip archive', zipSync({ 'x.txt': strToU8(plain) }, { level: 0 })],
    ['UTF-16 with a mark', Buffer.from(`\ufeff${plain}`, 'utf16le')],
    ['UTF-16 without a mark', Buffer.from(plain, 'utf16le')],
    ['UTF-16, the high byte first', Buffer.from(`\ufeff${plain}`, 'utf16le').swap16()],
  ])('understands %s', async (_, content) => {
    const result = await read(content);
    expect(result.columns).toEqual(['customer', 'day', 'amount', 'channel']);
    expect(result.rows).toEqual(table);
    expect(result.samples).toEqual(table);
    expect(result.outcome).toEqual({ rows: 3, rejected: 0, keptAsText: [] });
  });

  it.each([
    ['every line is a row', 'id,n\na,1\nb,2\n', 2],
    ['a title stands above', 'Title\nid,n\na,1\nb,2', 3],
    ['a row is set apart and the last one has no end', 'id,n\na\nb,2\nc,3\nd,4', null],
    ['a blank line stands between', 'id,n\na,1\n\nb,2\n', null],
    ['a row has two lines', 'id,n\na,"1\n"\nb,2\n', null],
  ])('knows what to add to a row’s place to get its line: %s', async (_, text, offset) => {
    expect((await read(text)).reader.lineOffset).toBe(offset);
  });

  it('reads one value a line, whatever marks stand in it', async () => {
    const { columns, rows, reading } = await read('customer\nSmith and sons\nAli\n\nDoe, Jane\nOmar\n');
    expect(columns).toEqual(['customer']);
    expect(rows).toEqual([['Smith and sons'], ['Ali'], ['Doe, Jane'], ['Omar']]);
    expect(reading.delimiter).toBe('');
  });

  it('reads some columns, in another order, as an engine type', async () => {
    const { rows, outcome } = await read(plain, {
      columns: ['amount', 'customer', 'day'],
      types: { amount: 'DOUBLE', day: 'DATE' },
    });
    expect(rows.map((row) => row.slice(0, 2))).toEqual([
      [10.5, 'c1'],
      [20, 'c2'],
      [30, 'c3'],
    ]);
    expect(await rowsIn(`SELECT typeof(day) FROM raw LIMIT 1`)).toEqual([['DATE']]);
    expect(outcome.keptAsText).toEqual([]);
  });

  it.each([
    ['no number', 'soon'],
    ['a leading zero', '007'],
    ['an exponent', '1e5'],
    ['blanks', ' 5'],
    ['more digits than fit', '12345678901234567'],
  ])('keeps a column as text when a late value is %s', async (_, late) => {
    const many = Array.from({ length: 4000 }, (_, row) => `c${row},${row}`).join('\n');
    const { rows, outcome } = await read(`id,amount\n${many}\nlast,${late}\n`, {
      types: { amount: 'DOUBLE' },
      pieceBytes: 5000,
    });
    expect(outcome).toEqual({ rows: 4001, rejected: 0, keptAsText: ['amount'] });
    expect(rows[4000]).toEqual(['last', late]);
    expect(rows[7]).toEqual(['c7', '7']);
  });

  it('sets rows apart with line, text and reason, and knows the lines of the others', async () => {
    const text = [
      'Report of the year',
      '',
      'id,day,note',
      'a,2024-01-01,"two',
      'lines"',
      '',
      'b,2024-01-02',
      'c,2024-01-03,x,y',
      'd,2024-01-04,"x"y"z"',
      'e,2024-01-05,"never closed',
      'f,2024-01-06,fine,,',
      'Report of the year',
      'id,day,note',
      ',,',
      'g,2024-01-07,"open',
      'h,2024-01-08,5" pipe',
      'Total,,3',
    ].join('\n');
    const { rows, rejected, lines, samples } = await read(text);
    expect(rows).toEqual([
      ['a', '2024-01-01', 'two\nlines'],
      ['d', '2024-01-04', 'x"y"z'],
      ['f', '2024-01-06', 'fine'],
      ['h', '2024-01-08', '5" pipe'],
    ]);
    expect(samples).toEqual(rows);
    expect(lines).toEqual([4, 9, 11, 16]);
    expect(rejected).toEqual([
      [7, 'missingColumns', 'b,2024-01-02'],
      [8, 'tooManyColumns', 'c,2024-01-03,x,y'],
      [10, 'unquotedValue', 'e,2024-01-05,"never closed'],
      [12, 'repeatedHeader', 'Report of the year'],
      [13, 'repeatedHeader', 'id,day,note'],
      [15, 'unquotedValue', 'g,2024-01-07,"open'],
      [17, 'totalsRow', 'Total,,3'],
    ]);
  });

  it('sets rows apart that are no UTF-8, wherever they stand', async () => {
    const many = Array.from({ length: 3000 }, (_, row) => `c${row},منى,${row}`);
    const bytes = Buffer.concat([
      Buffer.from(`id,name,amount\n${many.join('\n')}\nx,`),
      Buffer.from([0xe3, 0xe4]),
      Buffer.from(',5\nlast,ليلى,6\n'),
    ]);
    const { outcome, rejected, rows } = await read(bytes, {
      pieceBytes: 7001,
      reading: { encoding: 'utf-8' },
    });
    expect(outcome).toMatchObject({ rows: 3001, rejected: 1 });
    expect(rejected).toEqual([[3002, 'badText', 'x,\ufffd\ufffd,5']]);
    expect(rows.at(-1)).toEqual(['last', 'ليلى', '6']);
  });

  it('says so when nearly all rows are in another encoding', async () => {
    const bytes = encode('windows-1256', 'الاسم,المبلغ\nمحمد,1\nعلي,2\n');
    expect(await codeOf(read(bytes, { reading: { encoding: 'utf-8' } }))).toBe('fileEncoding');
  });

  it.each(['windows-1256', 'iso-8859-6'] as const)('recognises Arabic in %s', async (encoding) => {
    const text =
      'رقم العميل,تاريخ الطلب,المبلغ,المدينة\n١,2024-01-05,10,الرياض\n٢,2024-01-06,20,جدة\n٣,2024-01-07,5,مكة المكرمة\n'.replaceAll(
        /[٠-٩]/g,
        (digit) => String('٠١٢٣٤٥٦٧٨٩'.indexOf(digit)),
      );
    const { columns, rows, reading } = await read(encode(encoding, text));
    expect(reading.encoding).toBe(encoding);
    expect(columns).toEqual(['رقم العميل', 'تاريخ الطلب', 'المبلغ', 'المدينة']);
    expect(rows[2]).toEqual(['3', '2024-01-07', '5', 'مكة المكرمة']);
  });

  it('recognises accents in windows-1252', async () => {
    const text = 'Kunde,Straße,Betrag\nMüller,Königstraße,5 €\nGarçon,Rue de l’Été,7 €\n';
    const { columns, rows, reading } = await read(encode('windows-1252', text));
    expect(reading.encoding).toBe('windows-1252');
    expect(columns).toEqual(['Kunde', 'Straße', 'Betrag']);
    expect(rows[1]).toEqual(['Garçon', 'Rue de l’Été', '7 €']);
  });

  it('joins files of the same columns in any order and dialect, each with its own lines', async () => {
    const other = Buffer.from(
      '\ufeffTitle\namount;customer;channel;day\n7,5;c9;"a;b";2024-05-05\n',
      'utf16le',
    );
    const { rows, lines, outcome } = await read([plain, other]);
    expect(rows).toEqual([...table, ['c9', '2024-05-05', '7,5', 'a;b']]);
    expect(lines).toEqual([2, 3, 4, 3]);
    expect(outcome.rows).toBe(4);
  });

  it('refuses files of other columns and names them', async () => {
    const error = await open([plain, plain.replace('channel', 'branch')]).catch(
      (thrown: EngineError) => thrown,
    );
    expect(error).toMatchObject({
      code: 'filesDiffer',
      details: { values: { file: 'part-1.csv', columns: 'channel, branch' } },
    });
  });

  it('reads a line of five megabytes', async () => {
    const long = 'مرحبا, "world"\n'.repeat(250_000);
    const { rows, lines } = await read(`id,note\na,"${long.replaceAll('"', '""')}"\nb,short\n`);
    expect(rows[0][1]).toBe(long);
    expect(rows[1]).toEqual(['b', 'short']);
    expect(lines).toEqual([2, 250_003]);
  });

  it('is the same in pieces of any length', async () => {
    const lines = Array.from({ length: 20_000 }, (_, row) =>
      row % 7 === 0 ? `c${row},"a ""b""\r\n, c",${row}` : row % 11 === 0 ? `c${row},x` : `c${row},منى,${row}`,
    );
    const text = `id,note,n\n${lines.join('\n')}\n`;
    const whole = await read(text);
    const pieces = await read(text, { pieceBytes: 70_001 });
    expect(pieces.rows).toEqual(whole.rows);
    expect(pieces.rejected).toEqual(whole.rejected);
    expect(pieces.lines).toEqual(whole.lines);
    expect(whole.outcome.rows + whole.outcome.rejected).toBe(20_000);
  });

  it('tells how far it is and stops when it is told to, leaving nothing behind', async () => {
    const text = `id,n\n${Array.from({ length: 50_000 }, (_, row) => `c${row},${row}`).join('\n')}\n`;
    const seen: Progress[] = [];
    await read(text, { pieceBytes: 100_000, onProgress: (progress) => seen.push(progress) });
    expect(seen.at(-1)).toEqual({
      stage: 'read',
      fraction: 1,
      rows: 50_000,
      bytes: text.length,
      ofBytes: text.length,
    });
    expect(seen.map(({ rows }) => rows)).toEqual([...seen.map(({ rows }) => rows!)].sort((a, b) => a - b));
    const lent = vi.spyOn(database, 'registerBytes');
    const takenBack = vi.spyOn(database, 'unregister');
    const stop = new AbortController();
    const cancelled = read(text, {
      pieceBytes: 100_000,
      signal: stop.signal,
      onProgress: ({ rows }) => {
        if (rows! > 0) stop.abort();
      },
    });
    expect(await codeOf(cancelled)).toBe('cancelled');
    expect(await rowsIn(`SELECT table_name FROM duckdb_tables() WHERE table_name LIKE 'raw%'`)).toEqual([]);
    expect(lent).toHaveBeenCalled();
    expect(takenBack.mock.calls.map(([name]) => name)).toEqual(lent.mock.calls.map(([, name]) => name));
    vi.restoreAllMocks();
  });

  const whole = gzipSync(plain.repeat(5000));
  const damagedZip = zipSync({ 'x.csv': strToU8(plain) }, { level: 0 });
  damagedZip[60] ^= 1;
  it.each([
    ['an empty file', '', 'fileEmpty'],
    ['a file of blanks', ' \n\n ', 'fileEmpty'],
    ['a header without rows', 'customer_id,order_date\n', 'fileEmpty'],
    ['half a gzip file', whole.subarray(0, whole.length / 2), 'fileUnreadable'],
    ['a gzip file without its end', whole.subarray(0, -8), 'fileUnreadable'],
    ['a gzip file without its last byte', whole.subarray(0, -1), 'fileUnreadable'],
    [
      'a second gzip member that is cut off',
      Buffer.concat([whole, gzipSync(plain).subarray(0, 30)]),
      'fileUnreadable',
    ],
    ['a zip archive with a changed byte', damagedZip, 'fileUnreadable'],
    ['a zip archive that is cut off', zipSync({ 'x.csv': strToU8(plain) }).subarray(0, 60), 'fileUnreadable'],
    ['a zip archive without a file', zipSync({ 'a/': strToU8(''), '.x': strToU8('x') }), 'archiveEmpty'],
    ['bytes that are no text', Uint8Array.from([65, 44, 0, 0, 0, 66]), 'fileBinary'],
  ])('refuses %s', async (_, content, code) => {
    expect(await codeOf(read(content))).toBe(code);
  });
});

function encode(encoding: Parameters<typeof charactersOf>[0], text: string): Uint8Array {
  const characters = charactersOf(encoding);
  return Uint8Array.from(text, (character) => {
    const byte = characters.indexOf(character);
    if (byte < 0) throw new RangeError(`${character} is not in ${encoding}`);
    return byte;
  });
}
