import { gzipSync } from 'node:zlib';
import {
  Bool,
  DateDay,
  Decimal,
  Dictionary,
  FixedSizeBinary,
  Float16,
  Float64,
  Int32,
  Int64,
  LargeUtf8,
  makeData,
  makeVector,
  Table,
  tableToIPC,
  Timestamp,
  TimestampMicrosecond,
  TimeUnit,
  Utf8,
  vectorFromArray,
} from 'apache-arrow';
import {
  asInt96,
  compressedStream,
  int96Bytes,
  lz4Frame,
  parquetBytes,
  records,
  texts,
  zstdFrame,
} from './arrow-bytes';
import { utf8, type CorpusFile, type Expected } from './corpus-file';
import { failure, formula, formulaText, none, number, shared, text, truth, xlsxBytes } from './xlsx-bytes';

/** Parquet, Arrow, JSON and Excel. */

const customers = ['C0001', 'C0002', 'C0001', 'C0003'];
const days = ['2024-01-05', '2024-02-11', '2024-03-02', '2024-03-09'];
const amounts = [120.5, 75, 19.99, 310];
const lines: NonNullable<Expected['lines']> = customers.map((customer, row) => [
  customer,
  days[row],
  amounts[row],
]);
const whole: Expected = {
  columns: ['customer_id', 'order_date', 'amount'],
  rowsRead: 4,
  rejected: [],
  lines,
};

const columns = {
  customer_id: texts(customers),
  order_date: vectorFromArray(
    days.map((day) => new Date(day)),
    new DateDay(),
  ),
  amount: vectorFromArray(amounts, new Float64()),
};
const orders = new Table(columns);
const withColumn = (changed: Record<string, Table[string & keyof Table] | unknown>) =>
  new Table({ ...columns, ...changed } as unknown as ConstructorParameters<typeof Table>[0]);
const instants = [
  '2024-01-05T22:30:00Z',
  '2024-02-11T08:00:00Z',
  '2024-03-02T21:59:59Z',
  '2024-03-09T00:00:00Z',
];
const milliseconds = instants.map((instant) => Date.parse(instant));
const cents = new Uint32Array(16);
amounts.forEach((amount, row) => (cents[4 * row] = Math.round(amount * 100)));
const wideCents = new Uint32Array(32);
amounts.forEach((amount, row) => (wideCents[8 * row] = Math.round(amount * 100)));

const parquet: CorpusFile[] = [
  ...(['UNCOMPRESSED', 'SNAPPY', 'GZIP', 'BROTLI', 'ZSTD', 'LZ4', 'LZ4_RAW'] as const).map((codec) => ({
    name: `${codec.toLowerCase().replace('_', '-')}.parquet`,
    why: `${codec}, two rows in a row group`,
    bytes: parquetBytes(orders, codec, 2),
    expected: whole,
  })),
  {
    name: 'decimals-and-dictionary.parquet',
    why: 'amounts as DECIMAL, customers as a dictionary',
    bytes: parquetBytes(
      withColumn({
        customer_id: vectorFromArray(customers, new Dictionary(new Utf8(), new Int32())),
        amount: makeVector(makeData({ type: new Decimal(2, 12, 128), length: 4, data: cents })),
      }),
    ),
    expected: whole,
  },
  {
    name: 'int96.parquet',
    why: 'moments of 96 bits, as Impala and old Spark write them',
    bytes: asInt96(
      parquetBytes(
        withColumn({
          order_date: makeVector(
            makeData({
              type: new FixedSizeBinary(12),
              length: 4,
              data: int96Bytes(instants.map((instant) => new Date(instant))),
            }),
          ),
        }),
        'UNCOMPRESSED',
      ),
    ),
    expected: whole,
  },
  {
    name: 'instants-riyadh.parquet',
    why: 'moments with a zone become days of the notebook’s zone',
    bytes: parquetBytes(
      withColumn({ order_date: vectorFromArray(milliseconds, new Timestamp(TimeUnit.MICROSECOND, 'UTC')) }),
    ),
    choose: { options: { timeZone: 'Asia/Riyadh' } },
    expected: {
      ...whole,
      lines: [
        ['C0001', '2024-01-06', 120.5],
        ['C0002', '2024-02-11', 75],
        ['C0001', '2024-03-03', 19.99],
        ['C0003', '2024-03-09', 310],
      ],
    },
  },
  {
    name: 'local-times.parquet',
    why: 'moments without a zone are taken as they stand',
    bytes: parquetBytes(
      withColumn({ order_date: vectorFromArray(milliseconds, new TimestampMicrosecond()) }),
    ),
    choose: { options: { timeZone: 'Asia/Riyadh' } },
    expected: whole,
  },
  {
    name: 'nested.parquet',
    why: 'records flattened, lists named as unread, Arabic names',
    bytes: parquetBytes(
      withColumn({
        العنوان: records([
          { city: 'الرياض', shop: { branch: 'العليا' }, tags: [1] },
          null,
          { city: 'جدة', shop: null, tags: null },
          { city: null, shop: { branch: 'التحلية' }, tags: [2, 3] },
        ]),
      }),
    ),
    expected: {
      ...whole,
      columns: ['customer_id', 'order_date', 'amount', 'العنوان.city', 'العنوان.shop.branch'],
      unread: ['العنوان.tags'],
    },
  },
  {
    name: 'part-1.parquet',
    why: 'a folder of files, the tenth after the second, with the columns in another order',
    bytes: parquetBytes(orders.slice(0, 1)),
    more: [
      { name: 'part-10.parquet', bytes: parquetBytes(orders.slice(2)) },
      {
        name: 'part-2.parquet',
        bytes: parquetBytes(orders.slice(1, 2).select(['amount', 'customer_id', 'order_date'])),
      },
    ],
    expected: whole,
  },
  {
    name: 'differs-1.parquet',
    why: 'two files with different columns',
    bytes: parquetBytes(orders),
    more: [{ name: 'differs-2.parquet', bytes: parquetBytes(orders.select(['customer_id', 'order_date'])) }],
    expected: { error: 'filesDiffer' },
  },
  {
    name: 'cut-short.parquet',
    why: 'the end is missing',
    bytes: parquetBytes(orders).slice(0, -40),
    expected: { error: 'parquetUnreadable' },
  },
  {
    name: 'no-rows.parquet',
    why: 'columns, but no rows',
    bytes: parquetBytes(orders.slice(0, 0)),
    expected: { error: 'fileEmpty' },
  },
];

const arrow: CorpusFile[] = [
  {
    name: 'feather-v2.feather',
    why: 'a file with a footer',
    bytes: tableToIPC(orders, 'file'),
    expected: whole,
  },
  { name: 'stream.arrow', why: 'a stream', bytes: tableToIPC(orders, 'stream'), expected: whole },
  {
    name: 'lz4.arrow',
    why: 'buffers compressed with LZ4, as Feather files are by default',
    bytes: compressedStream(orders, 0, lz4Frame),
    expected: whole,
  },
  {
    name: 'zstd.arrow',
    why: 'buffers compressed with Zstandard',
    bytes: compressedStream(orders, 1, zstdFrame),
    expected: whole,
  },
  {
    name: 'rare-types.arrow',
    why: 'half floats, decimals of 256 bits, large texts, truths, bytes, whole numbers beyond 2^53',
    bytes: tableToIPC(
      withColumn({
        amount: makeVector(makeData({ type: new Decimal(2, 40, 256), length: 4, data: wideCents })),
        score: vectorFromArray([1.5, null, -2, 0.25], new Float16()),
        المدينة: vectorFromArray(['الرياض', null, 'جدة', 'مكة'], new LargeUtf8()),
        member: vectorFromArray([true, false, null, true], new Bool()),
        key: vectorFromArray([1n, 2n, 9007199254740993n, null], new Int64()),
      }),
      'file',
    ),
    expected: {
      ...whole,
      columns: ['customer_id', 'order_date', 'amount', 'score', 'المدينة', 'member', 'key'],
    },
  },
  {
    name: 'feather-v1.feather',
    why: 'the first version of Feather',
    bytes: Uint8Array.from([...utf8('FEA1'), 0, 0, 0, 0, 0, 0, 0, 0, 8, 0, 0, 0, ...utf8('FEA1')]),
    expected: { error: 'fileUnsupported' },
  },
  {
    name: 'cut-short.arrow',
    why: 'the end is missing',
    bytes: tableToIPC(orders, 'file').slice(0, -60),
    expected: { error: 'fileUnreadable' },
  },
];

const asRows = customers.map((customer, row) => ({
  customer_id: customer,
  order_date: days[row],
  amount: amounts[row],
}));
const asLines = asRows.map((row) => `${JSON.stringify(row)}\n`).join('');

const json: CorpusFile[] = [
  {
    name: 'orders.json',
    why: 'a list of records',
    bytes: utf8(JSON.stringify(asRows, null, 2)),
    expected: whole,
  },
  { name: 'orders.jsonl', why: 'a record on each line', bytes: utf8(asLines), expected: whole },
  { name: 'orders.ndjson.gz', why: 'the same, packed', bytes: gzipSync(asLines), expected: whole },
  {
    name: 'wrapped.json',
    why: 'the list is a member of one record',
    bytes: utf8(JSON.stringify({ page: 1, errors: [], data: asRows })),
    expected: whole,
  },
  {
    name: 'numbers.jsonl',
    why: 'numbers beyond 2^53, decimals as written, leading zeros, truths, nothing',
    bytes: utf8(
      '{"customer":"007","date":"2024-01-05","total":10.50,"key":12345678901234567890,"vip":true}\n' +
        '{"customer":"008","date":"2024-01-06","total":1e2,"key":1,"vip":null}\n',
    ),
    expected: {
      columns: ['customer', 'date', 'total', 'key', 'vip'],
      raw: [
        ['007', '2024-01-05', '10.50', '12345678901234567890', 'true'],
        ['008', '2024-01-06', '1e2', '1', null],
      ],
      lines: [
        ['007', '2024-01-05', 10.5],
        ['008', '2024-01-06', 100],
      ],
    },
  },
  {
    name: 'broken-lines.jsonl',
    why: 'blank and damaged lines, a key that comes later, a record inside a record, a list, Arabic',
    bytes: utf8(
      '{"العميل":{"رقم":"ع-1","مدينة":"الرياض"},"date":"2024-01-05","amount":5}\n\n{"العميل":{"رقم":"ع-2"},"date":\n' +
        '{"العميل":{"رقم":"ع-\\u0662"},"date":"2024-01-06","amount":7,"tags":["a"],"note":"one\\ntwo"}\n[1]\n',
    ),
    choose: { roles: { 'العميل.رقم': 'customer' } },
    expected: {
      columns: ['العميل.رقم', 'العميل.مدينة', 'date', 'amount', 'note'],
      unread: ['tags'],
      raw: [
        ['ع-1', 'الرياض', '2024-01-05', '5', null],
        ['ع-٢', null, '2024-01-06', '7', 'one\ntwo'],
      ],
      rejected: [
        { line: 3, value: '{"العميل":{"رقم":"ع-2"},"date":', reason: 'other' },
        { line: 5, value: '[1]', reason: 'other' },
      ],
    },
  },
  { name: 'no-records.json', why: 'an empty list', bytes: utf8('[]'), expected: { error: 'fileEmpty' } },
];

const header = ['customer_id', 'order_date', 'amount'].map(text);
/** Days since 1899-12-30. */
const serials = days.map((day) => Date.parse(day) / 86_400_000 + 25_569);
const body = customers.map((customer, row) => [
  text(customer),
  number(serials[row], 1),
  number(amounts[row]),
]);
const workbook = (rows: string[][], merges: string[] = [], formats: (string | number)[] = [14]) =>
  xlsxBytes({ sheets: [{ name: 'Sheet1', rows, merges }], formats });

const xlsx: CorpusFile[] = [
  {
    name: 'orders.xlsx',
    why: 'dates as numbers with a format',
    bytes: workbook([header, ...body]),
    expected: whole,
  },
  {
    name: 'titles.xlsx',
    why: 'a joined title, a blank row, a repeated header, a sum at the end',
    bytes: workbook(
      [
        [text('تقرير المبيعات')],
        [],
        header,
        ...body.slice(0, 2),
        header,
        ...body.slice(2),
        [],
        [text('الإجمالي'), none, formula('SUM(C4:C8)', 525.49)],
      ],
      ['A1:C1'],
    ),
    expected: {
      ...whole,
      rowsRead: 6,
      reading: { sheet: 'Sheet1', header: '3' },
      rejected: [
        { line: 6, reason: 'repeatedHeader' },
        { line: 10, reason: 'totalsRow' },
      ],
    },
  },
  {
    name: 'joined-header.xlsx',
    why: 'names joined over two rows, groups over sub-names',
    bytes: workbook(
      [
        [text('العميل'), text('الطلب'), none, none],
        [none, text('التاريخ'), text('المبلغ'), text('القناة')],
        ...body.map(([customer, day, amount]) => [customer, day, amount, text('web')]),
      ],
      ['A1:A2', 'B1:D1'],
    ),
    expected: {
      columns: ['العميل', 'الطلب التاريخ', 'الطلب المبلغ', 'الطلب القناة'],
      reading: { header: '2' },
      raw: customers.map((customer, row) => [customer, days[row], String(amounts[row]), 'web']),
    },
  },
  {
    name: 'second-sheet.xlsx',
    why: 'a cover sheet first, a hidden one, the table in the last; names twice and blank',
    bytes: xlsxBytes({
      sheets: [
        { name: 'Cover', rows: [[text('Orders 2024')]] },
        { name: 'Old', rows: [header, ...body], state: 'hidden' },
        {
          name: 'الطلبات',
          rows: [
            [text('id'), text('date'), text('id'), none],
            ...body.map((row) => [row[0], row[1], row[2], text('x')]),
          ],
        },
      ],
      formats: [14],
    }),
    choose: { roles: { id: 'customer', date: 'time', id_2: 'amount' } },
    expected: {
      columns: ['id', 'date', 'id_2', 'column_4'],
      reading: { sheet: 'الطلبات', header: '1' },
      lines,
    },
  },
  {
    name: 'chosen-sheet.xlsx',
    why: 'the person chooses another sheet',
    bytes: xlsxBytes({
      sheets: [
        {
          name: 'Prices',
          rows: [
            [text('product'), text('price')],
            [text('P1'), number(5)],
            [text('P2'), number(7)],
          ],
        },
        { name: 'Orders', rows: [header, ...body] },
      ],
      formats: [14],
    }),
    choose: { reading: { sheet: 'Orders' } },
    expected: { ...whole, reading: { sheet: 'Orders' } },
  },
  {
    name: 'macintosh-dates.xlsx',
    why: 'days counted from 1904',
    bytes: xlsxBytes({
      sheets: [
        {
          name: 'Sheet1',
          rows: [header, ...body.map((row, at) => [row[0], number(serials[at] - 1462, 1), row[2]])],
        },
      ],
      formats: ['yyyy\\-mm\\-dd;@'],
      is1904: true,
    }),
    expected: whole,
  },
  {
    name: 'cells.xlsx',
    why: 'every kind of cell: shared and rich text, truths, errors, formulas, noise of arithmetic, times, percentages',
    bytes: xlsxBytes({
      sheets: [
        {
          name: 'Sheet1',
          rows: [
            ['customer', 'date', 'amount', 'time', 'share', 'member', 'note'].map(text),
            [
              shared(0),
              number(45296.5, 2),
              formula('0.1+0.2', '0.30000000000000004'),
              number(0.75, 3),
              number(0.15, 4),
              truth(true),
              shared(1),
            ],
            [
              text('00123'),
              number(45297, 2),
              number('12345678901'),
              number(0.5, 3),
              number(1, 4),
              truth(false),
              failure('#N/A'),
            ],
            [
              formulaText('A2', 'C 9'),
              number(45298, 2),
              number('1.1E-2'),
              none,
              number('2.5000000000000001E-2', 4),
              none,
              text('a\nb & <c>'),
            ],
          ],
        },
      ],
      formats: [14, 'dd/mm/yyyy hh:mm', 20, 10],
      strings: [
        '<t>C0001</t>',
        '<r><t>نصّ </t></r><r><rPr><b/></rPr><t>غني</t></r><rPh sb="0" eb="1"><t>x</t></rPh>',
      ],
    }),
    expected: {
      columns: ['customer', 'date', 'amount', 'time', 'share', 'member', 'note'],
      raw: [
        ['C0001', '2024-01-05 12:00:00', '0.3', '18:00:00', '0.15', 'true', 'نصّ غني'],
        ['00123', '2024-01-06 00:00:00', '12345678901', '12:00:00', '1', 'false', null],
        ['C 9', '2024-01-07 00:00:00', '0.011', null, '0.025', null, 'a\nb & <c>'],
      ],
    },
  },
  {
    name: 'no-header.xlsx',
    why: 'no header, and columns that do not begin at A',
    bytes: workbook(body.map((row) => [none, ...row])),
    choose: { roles: { column_1: 'customer', column_2: 'time', column_3: 'amount' } },
    expected: { columns: ['column_1', 'column_2', 'column_3'], reading: { header: '0' }, lines },
  },
  {
    name: 'old.xls',
    why: 'the older binary workbook',
    bytes: Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...new Uint8Array(504)]),
    expected: { error: 'fileUnsupported' },
  },
  {
    name: 'cut-short.xlsx',
    why: 'the end is missing',
    bytes: workbook([header, ...body]).slice(0, -100),
    expected: { error: 'fileUnreadable' },
  },
];

export const formatFiles: readonly CorpusFile[] = [...parquet, ...arrow, ...json, ...xlsx];
