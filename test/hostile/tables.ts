import { gzipSync, strToU8, zipSync, type Zippable } from 'fflate';
import { Float64, Table, vectorFromArray } from 'apache-arrow';
import { parquetBytes, texts } from '../import-corpus/arrow-bytes';
import { none, number, text, xlsxBytes } from '../import-corpus/xlsx-bytes';
import { hack, utf8, type HostileFile } from './hostile';

const hacking = `<img src=x onerror=${hack}>`;
const far = 'http://evil.example';

/** Three orders of two customers, with whatever else stands in the header and in each row. */
const orders = (header: string, cell: (row: number) => string): string =>
  [
    `customer,date,amount,${header}`,
    ...['a', 'b', 'a'].map((who, row) => `${who},2024-0${row + 1}-05,${row + 5},${cell(row)}`),
  ].join('\n') + '\n';
const csv = (
  name: string,
  header: string,
  cell: (row: number) => string,
  columns?: string[],
  fileName = 'orders.csv',
): HostileFile => ({
  name,
  fileName,
  bytes: utf8(orders(header, cell)),
  ends: { rows: 3 },
  ...(columns && { columns: ['customer', 'date', 'amount', ...columns] }),
});
const refused = (name: string, fileName: string, bytes: Uint8Array, code: string): HostileFile => ({
  name,
  fileName,
  bytes,
  ends: { refused: code },
});

const inText: HostileFile[] = [
  csv(
    'HTML in the header and in cells',
    `"${hacking}",<script>${hack}</script>`,
    () => `"${hacking}",<svg onload=${hack}>`,
    [hacking, `<script>${hack}</script>`],
  ),
  csv('formulas in the header and in cells', `=1+1,+x,-y,@z`, () => `=cmd|' /C calc'!A0,+1+1,-2+3,@SUM(A1)`, [
    '=1+1',
    '+x',
    '-y',
    '@z',
  ]),
  csv('links in the header and in cells', `javascript:${hack}`, () => `"=HYPERLINK(""${far}"")"`),
  csv(
    'columns every object has',
    '__proto__,constructor,toString,hasOwnProperty',
    (row) => `p${row},c${row},t${row},h${row}`,
    ['__proto__', 'constructor', 'toString', 'hasOwnProperty'],
  ),
  csv(
    'columns of the model itself',
    'customer_key,day,is_activity,orders,rowid,line',
    (row) => `${row},${row},true,x,${row},${row}`,
    ['customer_key', 'day', 'is_activity', 'orders', 'rowid', 'line'],
  ),
  csv(
    'columns of quotes and SQL',
    `"a"" FROM orders; DROP TABLE orders; --","b'; SELECT 1; --",*,$1,?`,
    () => `"x""y",'z',*,$1,?`,
    ['a" FROM orders; DROP TABLE orders; --', "b'; SELECT 1; --", '*', '$1', '?'],
  ),
  csv(
    'columns that turn the line around',
    '\u202eabc,\u2066\u2067d,e\u200b',
    () => '\u202ex,\u2069y,z\u200b',
  ),
  csv('a column of a hundred thousand letters', 'n'.repeat(100_000), (row) => String(row)),
  csv('a cell of a million letters', 'words', () => 'w'.repeat(1_000_000)),
  csv('a column name of nothing but signs that can’t be seen', '\u200b,\u2060,\u00ad', () => '1,2,3'),
  csv('null bytes', 'a\0b,c', () => 'x\0y,z'),
  csv('halves of letters and broken UTF-8', 'a', () => '\ud800'),
  csv('three hundred columns', Array.from({ length: 297 }, (_, place) => `c${place}`).join(','), () =>
    Array(297).fill('1').join(','),
  ),
  csv('the same column three hundred times', Array(300).fill('same').join(','), () =>
    Array(300).fill('1').join(','),
  ),
  csv('quotes that never end', 'words', () => '"never ended'),
  csv('a file name of HTML', 'city', () => 'x', undefined, `${hacking.replaceAll('/', '')}.csv`),
  csv('a file name that climbs', 'city', () => 'x', undefined, '../../../etc/passwd.csv'),
  csv('a file name that turns the line around', 'city', () => 'x', undefined, 'report\u202evsc.exe.csv'),
  csv('a file name every object has', 'city', () => 'x', undefined, '__proto__.csv'),
  csv(
    'a file name of a canonical table',
    'city',
    () => 'x',
    undefined,
    'orders; DROP TABLE customers; --.csv',
  ),
  {
    name: 'numbers without end',
    fileName: 'orders.csv',
    bytes: utf8(
      'customer,date,amount\na,2024-01-05,1e308\nb,2024-02-05,1e308\na,2024-03-05,-1e308\nc,2024-04-05,NaN\n',
    ),
    ends: { rows: 4 },
  },
];

const book = (files: Record<string, string>): Uint8Array => {
  const bytes: Zippable = {};
  for (const [name, content] of Object.entries(files)) bytes[name] = strToU8(content);
  return zipSync(bytes, { mtime: new Date(2024, 0, 1) });
};
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const rel = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
/** A workbook whose one sheet, and what stands before its XML, are given. */
const rawBook = (sheet: string, strings = '', declaration = '', target = 'worksheets/sheet1.xml') =>
  book({
    'xl/workbook.xml': `<?xml version="1.0"?>${declaration}<workbook xmlns="${main}" xmlns:r="${rel}"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships><Relationship Id="rId1" Type="${rel}/worksheet" Target="${target}"/><Relationship Id="rId2" Type="${rel}/styles" Target="styles.xml"/><Relationship Id="rId3" Type="${rel}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
    'xl/styles.xml': `<styleSheet xmlns="${main}"/>`,
    'xl/sharedStrings.xml': `<?xml version="1.0"?>${declaration}<sst xmlns="${main}">${strings}</sst>`,
    'xl/worksheets/sheet1.xml': `<?xml version="1.0"?>${declaration}<worksheet xmlns="${main}">${sheet}</worksheet>`,
  });
const rows = [
  ['customer', 'date', 'amount', '=1+1'].map(text),
  ...['a', 'b', 'a'].map((who, row) => [
    text(who),
    text(`2024-0${row + 1}-05`),
    number(row + 5),
    text(hacking),
  ]),
];
const cell = (place: string, value: string) => `<c r="${place}" t="inlineStr"><is><t>${value}</t></is></c>`;
const sheetOf = (entity: string) =>
  `<dimension ref="A1:XFD1048576"/><sheetData><row r="1">${cell('A1', 'customer')}${cell('B1', 'date')}${cell('C1', 'amount')}</row><row r="2">${cell('A2', entity)}${cell('B2', '2024-01-05')}<c r="C2"><v>5</v></c></row></sheetData>`;
const laughs = `<!DOCTYPE x [<!ENTITY a "ha">${Array.from({ length: 9 }, (_, level) => `<!ENTITY ${'bcdefghij'[level]} "${`&${'abcdefghi'[level]};`.repeat(10)}">`).join('')}]>`;

const inWorkbooks: HostileFile[] = [
  {
    name: 'HTML and formulas in a workbook',
    fileName: 'orders.xlsx',
    bytes: xlsxBytes({ sheets: [{ name: `"><script>${hack}</script>`, rows }] }),
    ends: { rows: 3 },
    columns: ['customer', 'date', 'amount', '=1+1'],
  },
  {
    name: 'a sheet every object has',
    fileName: 'orders.xlsx',
    bytes: xlsxBytes({
      sheets: [
        { name: '__proto__', rows },
        { name: 'constructor', rows: [[none]] },
      ],
    }),
    ends: { rows: 3 },
  },
  {
    name: 'sheets of the same name',
    fileName: 'orders.xlsx',
    bytes: xlsxBytes({ sheets: [1, 2, 3].map(() => ({ name: 'same', rows })) }),
    ends: { rows: 3 },
  },
  {
    name: 'an entity from elsewhere',
    fileName: 'orders.xlsx',
    bytes: rawBook(sheetOf('&x;'), '', `<!DOCTYPE x [<!ENTITY x SYSTEM "${far}/x">]>`),
    ends: { rows: 1 },
  },
  {
    name: 'a billion laughs',
    fileName: 'orders.xlsx',
    bytes: rawBook(sheetOf('&j;'), '<si><t>&j;</t></si>', laughs),
    ends: { rows: 1 },
  },
  {
    name: 'a sheet that says it is endless',
    fileName: 'orders.xlsx',
    bytes: rawBook(sheetOf('a')),
    ends: { rows: 1 },
  },
  refused(
    'a cell beyond the last column',
    'orders.xlsx',
    rawBook(`<sheetData><row r="1">${cell('ZZZZZZ1', 'x')}</row></sheetData>`),
    'fileUnreadable',
  ),
  refused(
    'a row beyond the last',
    'orders.xlsx',
    rawBook(`<sheetData><row r="99999999999">${cell('A99999999999', 'x')}</row></sheetData>`),
    'fileEmpty',
  ),
  refused(
    'a sheet outside of the workbook',
    'orders.xlsx',
    rawBook(sheetOf('a'), '', '', '../../../../etc/passwd'),
    'fileUnreadable',
  ),
  refused(
    'a text that is not there',
    'orders.xlsx',
    rawBook('<sheetData><row r="1"><c r="A1" t="s"><v>99999</v></c></row></sheetData>'),
    'fileEmpty',
  ),
  refused(
    'twenty thousand elements within each other',
    'orders.xlsx',
    rawBook(`<sheetData><row r="1">${'<c r="A1">'.repeat(20_000)}`),
    'fileEmpty',
  ),
];

const table = new Table({
  customer: texts(['a', 'b', 'a']),
  date: texts(['2024-01-05', '2024-02-05', '2024-03-05']),
  amount: vectorFromArray([5, 6, 7], new Float64()),
  [hacking]: texts([hacking, '=1+1', '\u202e']),
});
const parquet = parquetBytes(table);
/** With other bytes at a place counted from the end. */
const changed = (bytes: Uint8Array, fromEnd: number, put: readonly number[]) => {
  const copy = bytes.slice();
  copy.set(put, copy.length - fromEnd);
  return copy;
};

const packed: HostileFile[] = [
  {
    name: 'HTML in Parquet',
    fileName: 'orders.parquet',
    bytes: parquet,
    ends: { rows: 3 },
    columns: ['customer', 'date', 'amount', hacking],
  },
  refused(
    'Parquet whose footer is longer than the file',
    'orders.parquet',
    changed(parquet, 8, [0xff, 0xff, 0xff, 0x7f]),
    'parquetUnreadable',
  ),
  refused(
    'Parquet whose footer is empty',
    'orders.parquet',
    changed(parquet, 8, [0, 0, 0, 0]),
    'parquetUnreadable',
  ),
  refused('Parquet cut short', 'orders.parquet', parquet.slice(0, -20), 'parquetUnreadable'),
  refused('Parquet of nothing but its signs', 'orders.parquet', utf8('PAR1PAR1'), 'parquetUnreadable'),
  refused(
    'Parquet with a footer of ones',
    'orders.parquet',
    changed(parquet, 200, Array(190).fill(0xff)),
    'parquetUnreadable',
  ),
  {
    name: 'a bomb of gzip',
    fileName: 'orders.csv.gz',
    bytes: gzipSync(utf8(orders('words', () => 'w'.repeat(1_000_000))), { mtime: 0 }),
    ends: { rows: 3 },
  },
  refused(
    'an archive whose names climb',
    'orders.zip',
    book({ '../../etc/orders.csv': orders('city', () => 'x') }),
    'archiveEmpty',
  ),
  {
    name: 'an archive with a name of HTML',
    fileName: 'orders.zip',
    bytes: book({ [`${hacking}.csv`]: orders('city', () => 'x'), '__proto__.csv': 'a\n1\n' }),
    ends: { rows: 3 },
  },
  refused(
    'an archive of archives',
    'orders.zip',
    zipSync(
      { 'a.zip': zipSync({ 'b.zip': zipSync({ 'c.csv': utf8('a\n') }) }) },
      { mtime: new Date(2024, 0, 1) },
    ),
    'fileUnsupported',
  ),
  refused(
    'an archive cut short',
    'orders.zip',
    book({ 'a.csv': orders('city', () => 'x') }).slice(0, -30),
    'fileUnreadable',
  ),
  {
    name: 'objects with keys every object has',
    fileName: 'orders.json',
    bytes: utf8(
      '[{"customer":"a","date":"2024-01-05","amount":5,"__proto__":"p","constructor":"c"},{"customer":"b","date":"2024-02-05","amount":6,"toString":"t"}]',
    ),
    ends: { rows: 2 },
    columns: ['customer', 'date', 'amount', '__proto__', 'constructor', 'toString'],
  },
  refused('brackets without end', 'orders.json', utf8(`[{"a":${'['.repeat(100_000)}`), 'fileUnreadable'),
  refused(
    'a program that calls itself a table',
    'orders.csv',
    new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0, 0, 0, 0xff, 0xfe, 0, 1, 2, 3]),
    'fileBinary',
  ),
  refused('nothing', 'orders.csv', new Uint8Array(), 'fileEmpty'),
];

export const hostileFiles = [...inText, ...inWorkbooks, ...packed];
