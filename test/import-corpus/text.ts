import { gzipSync } from 'node:zlib';
import { zipSync, type Zippable } from 'fflate';
import { charactersOf } from '../../workers/ingest/text/transcode';
import type { Encoding } from '../../workers/ingest/text/encoding-names';
import { utf8, type CorpusFile } from './corpus-file';

/** The same bytes whenever it is made. */
const zipped = (files: Zippable) => zipSync(files, { mtime: new Date(2024, 0, 1) });

/** Text files: bytes, encodings, delimiters, quotes, headers, titles, totals. */

const columns = ['customer_id', 'order_date', 'amount', 'city'];
const rows = [
  ['C0001', '2024-01-05', '120.5', 'Riyadh'],
  ['C0002', '2024-02-11', '75', 'Jeddah'],
  ['C0001', '2024-03-02', '19.99', null],
  ['C0003', '2024-03-09', '310', 'Dammam'],
];
const line = (fields: readonly (string | null)[], delimiter = ',') =>
  fields.map((field) => field ?? '').join(delimiter);
const csv = (delimiter = ',', end = '\n') =>
  [columns, ...rows].map((fields) => line(fields, delimiter) + end).join('');

const arabicColumns = ['رقم العميل', 'تاريخ الطلب', 'المبلغ', 'المدينة'];
const arabicRows = [
  ['C-17', '2024-01-05', '120.5', 'الرياض'],
  ['C-18', '2024-02-11', '75', 'مكة المكرمة'],
  ['C-17', '2024-03-02', '19.99', 'المدينة المنورة'],
  ['C-20', '2024-03-09', '310', 'جدة'],
];
const arabicCsv = [arabicColumns, ...arabicRows].map((fields) => `${line(fields)}\n`).join('');

/** @throws RangeError when a character is not in the encoding */
function encode(encoding: Encoding, text: string): Uint8Array {
  const characters = charactersOf(encoding);
  return Uint8Array.from(text, (character) => {
    const byte = characters.indexOf(character);
    if (byte < 0) throw new RangeError(`${character} is not in ${encoding}`);
    return byte;
  });
}
const utf16 = (text: string) => new Uint8Array(Buffer.from(text, 'utf16le'));
const swapped = (text: string) => new Uint8Array(Buffer.from(text, 'utf16le').swap16());

const plain = { columns, raw: rows, rowsRead: 4, rejected: [] };
const arabic = { columns: arabicColumns, raw: arabicRows, rowsRead: 4, rejected: [] };

const whole = (name: string, why: string, bytes: Uint8Array, reading = {}): CorpusFile => ({
  name,
  why,
  bytes,
  expected: { ...plain, reading },
});

const delimited: CorpusFile[] = [
  whole('semicolons.csv', 'semicolons', utf8(csv(';')), { delimiter: ';' }),
  whole('tabs.tsv', 'tabs', utf8(csv('\t')), { delimiter: '\t' }),
  whole('bars.txt', 'bars, Windows line ends', utf8(csv('|', '\r\n')), { delimiter: '|' }),
  whole('carets.txt', 'carets', utf8(csv('^')), { delimiter: '^' }),
  whole('control-one.txt', 'the control character 1, as Hive writes', utf8(csv('\x01')), {
    delimiter: '\x01',
  }),
  whole('old-macintosh.csv', 'lone carriage returns', utf8(csv(',', '\r'))),
  whole('announced.csv', 'Excel’s line that announces the delimiter', utf8(`sep=;\r\n${csv(';', '\r\n')}`), {
    delimiter: ';',
    header: '2',
  }),
  whole(
    'trailing-delimiter.csv',
    'a delimiter at the end of each row but not of the header',
    utf8(csv().replaceAll('\n', ',\n').replace('city,', 'city')),
  ),
  whole(
    'mixed-line-ends.csv',
    'all three line ends in one file',
    utf8(csv().replace('\n', '\r\n').replace('Jeddah\n', 'Jeddah\r')),
  ),
  whole('nul-bytes.csv', 'NUL bytes inside values', utf8(csv().replace('Riyadh', 'Ri\0yadh\0'))),
  whole(
    'blanks-before-quotes.csv',
    'a blank after each delimiter, then quotes',
    utf8(csv().replace(/,([^,\n]+)/g, ', "$1"')),
  ),
  whole('single-quotes.csv', 'single quotes', utf8(csv().replace(/[^,\n]+/g, "'$&'")), { quote: "'" }),
];

const quoted: CorpusFile[] = [
  {
    name: 'quoted-breaks.csv',
    why: 'delimiters, doubled quotes and line breaks inside quotes, then a row that is too short',
    bytes: utf8(
      'customer,note,order_date\na,"one, ""two""\nthree",2024-01-05\nb,"x\r\n\r\ny",2024-01-06\nc\nd,z,2024-01-07\ne,z,2024-01-08\n',
    ),
    expected: {
      columns: ['customer', 'note', 'order_date'],
      raw: [
        ['a', 'one, "two"\nthree', '2024-01-05'],
        ['b', 'x\r\n\r\ny', '2024-01-06'],
        ['d', 'z', '2024-01-07'],
        ['e', 'z', '2024-01-08'],
      ],
      rejected: [{ line: 7, value: 'c', reason: 'missingColumns' }],
    },
  },
  {
    name: 'backslash-escapes.csv',
    why: 'quotes after a backslash, and \\N for a missing value, as MySQL writes them',
    bytes: utf8(
      'customer,note,order_date\n1,"say \\"hi\\", then go",2024-01-05\n2,\\N,2024-01-06\n3,"C:\\\\dir",2024-01-07\n',
    ),
    expected: {
      columns: ['customer', 'note', 'order_date'],
      raw: [
        ['1', 'say "hi", then go', '2024-01-05'],
        ['2', null, '2024-01-06'],
        ['3', 'C:\\dir', '2024-01-07'],
      ],
      rejected: [],
    },
  },
  {
    name: 'stray-quote.csv',
    why: 'a quote that is never closed must not swallow the rows after it; one inside a value is text',
    bytes: utf8(
      'customer,item,order_date\na,"fine, yes",2024-01-01\nb,"never closed,2024-01-02\nc,5" pipe,2024-01-03\nd,"6" pipe",2024-01-04\ne,x,2024-01-05\n',
    ),
    expected: {
      raw: [
        ['a', 'fine, yes', '2024-01-01'],
        ['c', '5" pipe', '2024-01-03'],
        ['d', '6" pipe', '2024-01-04'],
        ['e', 'x', '2024-01-05'],
      ],
      rejected: [{ line: 3, value: 'b,"never closed,2024-01-02', reason: 'unquotedValue' }],
    },
  },
];

const headers: CorpusFile[] = [
  {
    name: 'no-header.csv',
    why: 'no header at all',
    bytes: utf8(csv().split('\n').slice(1).join('\n')),
    choose: { roles: { column_1: 'customer', column_2: 'time', column_3: 'amount' } },
    expected: {
      columns: ['column_1', 'column_2', 'column_3', 'column_4'],
      raw: rows,
      reading: { header: '0' },
    },
  },
  {
    name: 'titles.csv',
    why: 'a title, a printed-on line and blank lines above the header',
    bytes: utf8(`تقرير المبيعات,,,\nPrinted on,2024-05-01,,\n\n,,,\n${csv()}`),
    expected: { ...plain, reading: { header: '5' } },
  },
  {
    name: 'pages.csv',
    why: 'a report of two pages: title and header repeated, a sum at the end',
    bytes: utf8(`Sales report\n${csv()}Sales report\n${csv()}\nالإجمالي الكلي,,1050.98,\n`),
    expected: {
      columns,
      raw: [...rows, ...rows],
      rejected: [
        { line: 7, reason: 'repeatedHeader' },
        { line: 8, reason: 'repeatedHeader' },
        { line: 14, value: 'الإجمالي الكلي,,1050.98,', reason: 'totalsRow' },
      ],
    },
  },
  {
    name: 'grand-total.csv',
    why: 'a sum in the last row, its word in the second column',
    bytes: utf8(`${csv()},Grand Total:,525.49,\n`),
    expected: { columns, raw: rows, rejected: [{ line: 6, reason: 'totalsRow' }] },
  },
  {
    name: 'bad-names.csv',
    why: 'blank, repeated and clashing names, one with blanks around it',
    bytes: utf8('name, amount ,amount,,amount_2,Amount\nAli,1,2,2024-01-03,4,5\nSara,6,7,2024-01-08,9,10\n'),
    choose: {
      roles: {
        name: 'customer',
        column_4: 'time',
        amount: 'amount',
        amount_2: 'attribute',
        amount_3: 'attribute',
        Amount_4: 'attribute',
      },
    },
    expected: {
      columns: ['name', 'amount', 'amount_3', 'column_4', 'amount_2', 'Amount_4'],
      raw: [
        ['Ali', '1', '2', '2024-01-03', '4', '5'],
        ['Sara', '6', '7', '2024-01-08', '9', '10'],
      ],
    },
  },
  {
    name: 'short-and-long.csv',
    why: 'rows with too few and too many values, and one with blank ones too many',
    bytes: utf8(`${csv()}C0009,2024-04-01\nC0010,2024-04-02,5,Abha,extra\nC0011,2024-04-03,6,Abha,,\n`),
    expected: {
      columns,
      raw: [...rows, ['C0011', '2024-04-03', '6', 'Abha']],
      rejected: [
        { line: 6, value: 'C0009,2024-04-01', reason: 'missingColumns' },
        { line: 7, value: 'C0010,2024-04-02,5,Abha,extra', reason: 'tooManyColumns' },
      ],
    },
  },
  {
    name: 'omitted-fields.csv',
    why: 'rows leave out their last values as a habit',
    bytes: utf8('id,day,note,flag\na,2024-01-01\nb,2024-01-02,x\nc,2024-01-03,x,y\nd,2024-01-04\n'),
    expected: {
      raw: [
        ['a', '2024-01-01', null, null],
        ['b', '2024-01-02', 'x', null],
        ['c', '2024-01-03', 'x', 'y'],
        ['d', '2024-01-04', null, null],
      ],
      rejected: [],
    },
  },
];

const encoded: CorpusFile[] = [
  {
    name: 'arabic.csv',
    why: 'Arabic with a byte-order mark',
    bytes: utf8(`\ufeff${arabicCsv}`),
    expected: { ...arabic, reading: { encoding: 'utf-8' } },
  },
  ...(['windows-1256', 'iso-8859-6'] as const).map((encoding): CorpusFile => ({
    name: `arabic-${encoding}.csv`,
    why: `Arabic in ${encoding}`,
    bytes: encode(encoding, arabicCsv),
    expected: { ...arabic, reading: { encoding } },
  })),
  {
    name: 'western-windows-1252.csv',
    why: 'accents and the euro sign in windows-1252, semicolons, decimal commas',
    bytes: encode(
      'windows-1252',
      'Kunde;Straße;Betrag;Tag\nMüller;Königstraße;1,50 €;2024-01-05\nGarçon;Rue de l’Été;7,25 €;2024-01-06\n',
    ),
    choose: { roles: { Kunde: 'customer', Tag: 'time', Betrag: 'amount', Straße: 'attribute' } },
    expected: {
      columns: ['Kunde', 'Straße', 'Betrag', 'Tag'],
      raw: [
        ['Müller', 'Königstraße', '1,50 €', '2024-01-05'],
        ['Garçon', 'Rue de l’Été', '7,25 €', '2024-01-06'],
      ],
      reading: { encoding: 'windows-1252', delimiter: ';' },
    },
  },
  {
    name: 'arabic-utf-16le.csv',
    why: 'UTF-16 with a mark, as Excel saves Unicode text, tabs',
    bytes: utf16(`\ufeff${arabicCsv.replaceAll(',', '\t')}`),
    expected: { ...arabic, reading: { encoding: 'utf-16le', delimiter: '\t' } },
  },
  {
    name: 'arabic-utf-16be.csv',
    why: 'UTF-16, the high byte first, without a mark',
    bytes: swapped(arabicCsv),
    expected: { ...arabic, reading: { encoding: 'utf-16be' } },
  },
  {
    name: 'some-broken-bytes.csv',
    why: 'UTF-8 with one row that is not',
    bytes: new Uint8Array(
      Buffer.concat([
        utf8(arabicCsv),
        Buffer.from([0x43, 0x2c, 0xe1, 0xe2, 0x2c, 0x35, 0x2c, 0x0a]),
        utf8('C-21,2024-04-01,5,أبها\n'),
      ]),
    ),
    expected: {
      columns: arabicColumns,
      raw: [...arabicRows, ['C-21', '2024-04-01', '5', 'أبها']],
      reading: { encoding: 'utf-8' },
      rejected: [{ line: 6, reason: 'badText' }],
    },
  },
  {
    name: 'told-encoding.csv',
    why: 'too few letters to guess by: the person says windows-1256',
    bytes: encode(
      'windows-1256',
      'customer,order_date,note\n1,2024-01-05,é\n2,2024-01-06,ة\n3,2024-01-07,x\n',
    ),
    choose: { reading: { encoding: 'windows-1256' } },
    expected: {
      columns: ['customer', 'order_date', 'note'],
      raw: [
        ['1', '2024-01-05', 'é'],
        ['2', '2024-01-06', 'ة'],
        ['3', '2024-01-07', 'x'],
      ],
    },
  },
];

const packed: CorpusFile[] = [
  whole(
    'orders.csv.gz',
    'gzip of two members',
    new Uint8Array(Buffer.concat([gzipSync(csv().slice(0, 50)), gzipSync(csv().slice(50))])),
  ),
  {
    name: 'cut.csv.gz',
    why: 'a gzip file that was cut off',
    bytes: new Uint8Array(gzipSync(csv()).subarray(0, -9)),
    expected: { error: 'fileUnreadable' },
  },
  whole(
    'several.zip',
    'an archive of several files, folders and what macOS adds; the largest text is read',
    zipped({
      'readme.txt': utf8('x'),
      '__MACOSX/._orders.csv': utf8('mac'),
      'out/': utf8(''),
      'out/orders.csv': utf8(csv()),
    }),
    { entry: 'out/orders.csv' },
  ),
  {
    name: 'nothing.zip',
    why: 'an archive of folders only',
    bytes: zipped({ 'out/': utf8(''), '.DS_Store': utf8('x') }),
    expected: { error: 'archiveEmpty' },
  },
  {
    name: 'picture.csv',
    why: 'a picture called .csv',
    bytes: Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 1]),
    expected: { error: 'fileBinary' },
  },
  { name: 'blank.csv', why: 'blank lines only', bytes: utf8(' \n\r\n\n'), expected: { error: 'fileEmpty' } },
];

const several: CorpusFile[] = [
  {
    name: 'january.csv',
    why: 'two files of one table: other order of columns, other delimiter',
    bytes: utf8(csv()),
    more: [
      { name: 'february.csv', bytes: utf8('city;amount;customer_id;order_date\nAbha;5;C0007;2024-04-01\n') },
    ],
    expected: { columns, raw: [...rows, ['C0007', '2024-04-01', '5', 'Abha']] },
  },
  {
    name: 'march.csv',
    why: 'two files that are not of one table',
    bytes: utf8(csv()),
    more: [
      { name: 'april.csv', bytes: utf8('customer_id,order_date,total,city\nC0007,2024-04-01,5,Abha\n') },
    ],
    expected: { error: 'filesDiffer' },
  },
];

export const textFiles: CorpusFile[] = [
  ...delimited,
  ...quoted,
  ...headers,
  ...encoded,
  ...packed,
  ...several,
];
