import { Bool, Float64, Table, Utf8, vectorFromArray } from 'apache-arrow';
import { expect, test } from 'vitest';
import { csvCell, tableToCsv } from './export-csv';

test.each([
  ['plain', 'plain'],
  ['two words', 'two words'],
  ['a,b', '"a,b"'],
  ['say "hi"', '"say ""hi"""'],
  ['two\nlines', '"two\nlines"'],
  ['', ''],
  [null, ''],
  [undefined, ''],
  [12.5, '12.5'],
  [-3, '-3'],
  [true, 'true'],
])('%j is written as %j', (value, written) => {
  expect(csvCell(value)).toBe(written);
});

test.each([
  ['=1+1', "'=1+1"],
  ['=HYPERLINK("x")', '"\'=HYPERLINK(""x"")"'],
  ['+cmd', "'+cmd"],
  ['-2+3', "'-2+3"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\tx', "'\tx"],
  ['\rx', '"\'\rx"'],
  ['-5', '-5'],
  ['+4.5e3', '+4.5e3'],
  ['-.5', '-.5'],
  ['＝1+1', "'＝1+1"],
  ['＠SUM(A1)', "'＠SUM(A1)"],
  ['\n=1', '"\'\n=1"'],
])('a cell %j that looks like a formula becomes %j', (value, written) => {
  expect(csvCell(value)).toBe(written);
});

test('a large whole number keeps its digits', () => {
  expect(csvCell(9_007_199_254_740_993n)).toBe('9007199254740993');
});

test('a table is written with its header, values unformatted, for any spreadsheet', async () => {
  const table = new Table({
    customer: vectorFromArray(['محل, ١', '=cmd'], new Utf8()),
    clv: vectorFromArray([1234.5, null], new Float64()),
    lapsed: vectorFromArray([true, false], new Bool()),
  });
  const blob = await tableToCsv(table, (name) => name.toUpperCase());
  const bytes = new Uint8Array(await blob.arrayBuffer());
  expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  const text = new TextDecoder().decode(bytes);
  expect(text).toBe('CUSTOMER,CLV,LAPSED\r\n"محل, ١",1234.5,true\r\n\'=cmd,,false\r\n');
});

test('of a table some columns and rows', async () => {
  const table = new Table({
    n: vectorFromArray([1, 2, 3], new Float64()),
    name: vectorFromArray(['a', 'b', 'c'], new Utf8()),
  });
  const blob = await tableToCsv(table, (name) => name, { columns: ['name', 'n'], rows: [2, 0] });
  expect(await blob.text()).toBe('name,n\r\nc,3\r\na,1\r\n');
});

test('a long table keeps all its rows', async () => {
  const table = new Table({ n: vectorFromArray(Float64Array.from({ length: 5001 }, (_, index) => index)) });
  const lines = (await (await tableToCsv(table, (name) => name)).text()).trimEnd().split('\r\n');
  expect(lines.length).toBe(5002);
  expect(lines.at(-1)).toBe('5000');
});
