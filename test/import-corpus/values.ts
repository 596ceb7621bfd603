import { utf8, type CorpusFile, type Expected } from './corpus-file';

/** What the texts of a column mean: numbers, dates, yes and no, ids, missing values. */

type Row = [customer: string, date: string, amount: string];

/** A file of three columns whose rows must come out as `lines`. */
function orders(
  name: string,
  why: string,
  rows: Row[],
  lines: Expected['lines'],
  rest: Expected & { header?: Row; choose?: CorpusFile['choose'] } = {},
): CorpusFile {
  const { header = ['customer_id', 'order_date', 'amount'], choose, ...expected } = rest;
  const text = [header, ...rows].map((fields) => fields.join(';') + '\n').join('');
  const [customer, date, amount] = header;
  const roles = { [customer]: 'customer', [date]: 'time', [amount]: 'amount' } as const;
  return {
    name,
    why,
    bytes: utf8(text),
    ...(choose && { choose }),
    expected: { roles, lines, rowsRead: rows.length, rejected: [], ...expected },
  };
}

const days = ['2024-01-05', '2024-02-11', '2024-03-25'] as const;
/** Three amounts written as told, on plain days. */
const amounts = (
  name: string,
  why: string,
  texts: [string, string, string],
  values: (number | null)[],
  rest = {},
) =>
  orders(
    name,
    why,
    texts.map((text, place): Row => [`c${place}`, days[place], text]),
    values.map((value, place) => [`c${place}`, days[place], value]),
    rest,
  );
/** Three days written as told, with plain amounts. */
const dates = (
  name: string,
  why: string,
  texts: [string, string, string],
  values: readonly string[],
  rest = {},
) =>
  orders(
    name,
    why,
    texts.map((text, place): Row => [`c${place}`, text, String(place + 1)]),
    values.map((value, place) => [`c${place}`, value, place + 1]),
    rest,
  );

const numbers: CorpusFile[] = [
  amounts(
    'amounts-grouped.csv',
    'commas group',
    ['1,234.50', '12', '1,234,567.89'],
    [1234.5, 12, 1234567.89],
    {
      formats: { amount: 'number' },
      open: [],
    },
  ),
  amounts('amounts-comma.csv', 'decimal commas', ['1.234,50', '12', '7,5'], [1234.5, 12, 7.5], {
    formats: { amount: 'numberComma' },
    open: [],
  }),
  amounts(
    'amounts-blanks.csv',
    'blanks group, of three kinds',
    ['1 234,50', '1\u00a0234', '1\u202f234\u202f567,25'],
    [1234.5, 1234, 1234567.25],
    {
      formats: { amount: 'numberComma' },
    },
  ),
  amounts(
    'amounts-swiss.csv',
    'apostrophes group',
    ["1'234.50", '12.00', '1’234’567.00'],
    [1234.5, 12, 1234567],
  ),
  amounts(
    'amounts-indian.csv',
    'Indian groups',
    ['1,23,456.70', '12,34,567.00', '99.50'],
    [123456.7, 1234567, 99.5],
  ),
  orders(
    'amounts-negative.csv',
    'minus after, brackets, a true minus sign',
    [
      ['c0', days[0], '40.00'],
      ['c0', days[1], '12-'],
      ['c0', days[2], '(12.50)'],
      ['c0', '2024-04-01', '−7.25'],
    ],
    [
      ['c0', days[0], 40],
      ['c0', days[1], -12],
      ['c0', days[2], -12.5],
      ['c0', '2024-04-01', -7.25],
    ],
    { dataset: { returns: 3 } },
  ),
  amounts(
    'amounts-open.csv',
    '1,234 may be a thousand or a little more than one',
    ['1,234', '5,678', '9,012'],
    [1234, 5678, 9012],
    {
      formats: { amount: 'number' },
      open: ['amount'],
    },
  ),
  amounts(
    'amounts-open-chosen.csv',
    'the person says that the comma is decimal',
    ['1,234', '5,678', '9,012'],
    [1.234, 5.678, 9.012],
    {
      choose: { formats: { amount: 'numberComma' } },
    },
  ),
  amounts(
    'amounts-currencies.csv',
    'codes and signs on either side',
    ['SAR 1,200.50', '€ 30.00', '99 AED'],
    [1200.5, 30, 99],
  ),
  amounts('amounts-percent.csv', 'per cent', ['12 %', '5%', '٪٧'], [0.12, 0.05, 0.07]),
  amounts('amounts-scientific.csv', 'powers of ten', ['1.5E+03', '2e2', '12.50'], [1500, 200, 12.5]),
  amounts('amounts-missing.csv', 'markers of nothing', ['N/A', '-', '12.50'], [null, null, 12.5]),
  amounts('amounts-broken.csv', 'words where a number should be', ['12.50', '1.2.3', '30'], [12.5], {
    lines: [
      ['c0', days[0], 12.5],
      ['c2', days[2], 30],
    ],
    rejected: [{ line: 3, column: 'amount', value: '1.2.3', reason: 'badAmount' }],
    choose: { roles: { amount: 'amount' } },
    roles: { customer_id: 'customer' },
  }),
];

const arabic: CorpusFile[] = [
  orders(
    'arabic-amounts.csv',
    'Arabic names, digits, separators and riyals',
    [
      ['عميل ١', '٢٠٢٤/٠١/٠٥', '١٬٢٣٤٫٥٠ ر.س'],
      ['عميل ٢', '٢٠٢٤/٠٢/١١', '٩٩ ر.س'],
      ['عميل ١', '٢٠٢٤/٠٣/٢٥', '٧٫٢٥ ر.س'],
    ],
    [
      ['عميل ١', '2024-01-05', 1234.5],
      ['عميل ٢', '2024-02-11', 99],
      ['عميل ١', '2024-03-25', 7.25],
    ],
    { header: ['كود العميل', 'تاريخ الطلب', 'إجمالي الطلب'] },
  ),
  orders(
    'persian-digits.csv',
    'Persian digits',
    [
      ['c0', '۲۰۲۴-۰۱-۰۵', '۱۲٫۵'],
      ['c1', '۲۰۲۴-۰۲-۱۱', '۳۰'],
    ],
    [
      ['c0', '2024-01-05', 12.5],
      ['c1', '2024-02-11', 30],
    ],
  ),
  orders(
    'direction-marks.csv',
    'marks of writing direction around everything',
    [
      ['\u200fc0\u200f', '\u200e2024-01-05\u200e', '\u202b12.5\u202c'],
      ['c0', '2024-02-11', '\u200e30'],
    ],
    [
      ['c0', '2024-01-05', 12.5],
      ['c0', '2024-02-11', 30],
    ],
    { dataset: { customers: 1 } },
  ),
  dates(
    'hijri.csv',
    'Hijri dates in Arabic digits',
    ['١٤٤٥/٠٩/٠١', '١٤٤٥/٠٩/٢٩', '١٤٤٥/١٠/٠١'],
    ['2024-03-11', '2024-04-08', '2024-04-10'],
    {
      formats: { order_date: 'dateHijri' },
    },
  ),
  dates(
    'hijri-day-first.csv',
    'Hijri dates, day first, marked',
    ['01-09-1445 هـ', '15-09-1445هـ', '1 رمضان 1445'],
    ['2024-03-11', '2024-03-25', '2024-03-11'],
    {
      formats: { order_date: 'dateHijri' },
    },
  ),
  dates(
    'arabic-months.csv',
    'Arabic names of months, east and west',
    ['٥ يناير ٢٠٢٤', '11 شباط 2024', '25 مارس، 2024'],
    days,
    {
      formats: { order_date: 'date' },
    },
  ),
  dates(
    'arabic-clock.csv',
    'clocks with ص and م',
    ['٢٠٢٤-٠١-٠٥ ١٠:٣٠ ص', '2024-02-11 11:59 م', '2024/03/25 1:05:09 م'],
    days,
  ),
];

const written: CorpusFile[] = [
  dates(
    'dates-day-first.csv',
    'one day past the twelfth decides',
    ['05/01/2024', '11/02/2024', '25/03/2024'],
    days,
    {
      formats: { order_date: 'dateDayFirst' },
      open: [],
    },
  ),
  dates(
    'dates-month-first.csv',
    'one day past the twelfth decides',
    ['01/05/2024', '02/11/2024', '03/25/2024'],
    days,
    {
      formats: { order_date: 'dateMonthFirst' },
      open: [],
    },
  ),
  dates(
    'dates-open.csv',
    'nothing decides between day and month',
    ['05/01/2024', '11/02/2024', '04/03/2024'],
    ['2024-01-05', '2024-02-11', '2024-03-04'],
    {
      open: ['order_date'],
    },
  ),
  dates(
    'dates-open-chosen.csv',
    'the person says that the month is first',
    ['05/01/2024', '11/02/2024', '04/03/2024'],
    ['2024-05-01', '2024-11-02', '2024-04-03'],
    {
      choose: { formats: { order_date: 'dateMonthFirst' } },
    },
  ),
  orders(
    'dates-decided-late.csv',
    'the row that decides comes after all that a first look sees',
    Array.from({ length: 2301 }, (_, place): Row => [
      `c${place % 7}`,
      place === 2300 ? '25/03/2024' : '05/01/2024',
      '1',
    ]),
    undefined,
    {
      formats: { order_date: 'dateDayFirst' },
      open: [],
      dataset: { from: '2024-01-05', asOf: '2024-03-25' },
    },
  ),
  dates(
    'dates-two-digits.csv',
    'years of two digits',
    ['05.01.24', '11.02.99', '25.03.68'],
    ['2024-01-05', '1999-02-11', '2068-03-25'],
    {
      choose: { options: { asOf: '2068-12-31' } },
    },
  ),
  dates('dates-compact.csv', 'eight digits', ['20240105', '20240211', '20240325'], days, {
    formats: { order_date: 'date' },
  }),
  dates(
    'dates-english.csv',
    'English names of months',
    ['Jan 5, 2024', '11-Feb-24', 'Monday, March 25, 2024'],
    days,
    {
      formats: { order_date: 'date' },
    },
  ),
  dates('dates-excel.csv', 'days as Excel counts them', ['45296', '45333.5', '45376'], days, {
    formats: { order_date: 'dateExcel' },
  }),
  dates('dates-unix-seconds.csv', 'seconds since 1970', ['1704412800', '1707695999', '1711324800'], days, {
    formats: { order_date: 'dateUnixSeconds' },
  }),
  dates(
    'dates-unix-milliseconds.csv',
    'milliseconds since 1970',
    ['1704412800000', '1707695999999', '1711324800000'],
    days,
    {
      formats: { order_date: 'dateUnixMilliseconds' },
    },
  ),
  dates(
    'dates-offsets.csv',
    'offsets, cut in the zone of the notebook',
    ['2024-01-04T22:00:00Z', '2024-02-11T01:00:00+03:00', '2024-03-25T20:00:00-0500'],
    ['2024-01-05', '2024-02-11', '2024-03-26'],
    {
      choose: { options: { timeZone: 'Asia/Riyadh' } },
    },
  ),
  orders(
    'dates-impossible.csv',
    'days that never were are not moved to the next month',
    [
      ['c0', '31/01/2024', '1'],
      ['c1', '31/02/2024', '2'],
      ['c2', '', '3'],
      ['c3', '25/03/2024', '4'],
      ['c4', '26/03/2024', '5'],
      ['c5', '27/03/2024', '6'],
    ],
    [
      ['c0', '2024-01-31', 1],
      ['c3', '2024-03-25', 4],
      ['c4', '2024-03-26', 5],
      ['c5', '2024-03-27', 6],
    ],
    {
      rejected: [
        { line: 3, column: 'order_date', value: '31/02/2024', reason: 'badDate' },
        { line: 4, reason: 'noDate' },
      ],
    },
  ),
];

const customers: CorpusFile[] = [
  orders(
    'ids-leading-zeros.csv',
    'leading zeros are part of an id',
    [
      ['007', days[0], '1'],
      ['7', days[1], '2'],
    ],
    [
      ['007', days[0], 1],
      ['7', days[1], 2],
    ],
    { dataset: { customers: 2 }, fixes: { customer_id: [] } },
  ),
  orders(
    'ids-from-floats.csv',
    'ids that went through a float',
    [
      ['123.0', days[0], '1'],
      ['123', days[1], '2'],
      ['0456.0', days[2], '3'],
    ],
    [
      ['123', days[0], 1],
      ['123', days[1], 2],
      ['0456', days[2], 3],
    ],
    { dataset: { customers: 2 }, fixes: { customer_id: ['wholeNumber'] } },
  ),
  orders(
    'ids-from-floats-kept.csv',
    'the person wants the ids as they stand',
    [
      ['123.0', days[0], '1'],
      ['123', days[1], '2'],
    ],
    [
      ['123.0', days[0], 1],
      ['123', days[1], 2],
    ],
    { dataset: { customers: 2 }, choose: { fixes: { customer_id: [] } } },
  ),
  orders(
    'ids-mail.csv',
    'addresses in several cases are not joined unasked',
    [
      ['Sara@x.com', days[0], '1'],
      ['sara@x.com', days[1], '2'],
      ['sara @x.com', days[2], '3'],
    ],
    [
      ['Sara@x.com', days[0], 1],
      ['sara@x.com', days[1], 2],
      ['sara @x.com', days[2], 3],
    ],
    {
      header: ['email', 'order_date', 'amount'],
      dataset: { customers: 3 },
      fixes: { email: ['lowerCase', 'noBlanks'] },
    },
  ),
  orders(
    'ids-mail-mended.csv',
    'addresses joined as the person asked',
    [
      ['Sara@x.com', days[0], '1'],
      ['sara@x.com', days[1], '2'],
      ['sara @x.com', days[2], '3'],
    ],
    [
      ['sara@x.com', days[0], 1],
      ['sara@x.com', days[1], 2],
      ['sara@x.com', days[2], 3],
    ],
    {
      header: ['email', 'order_date', 'amount'],
      dataset: { customers: 1 },
      choose: { fixes: { email: ['lowerCase', 'noBlanks'] } },
    },
  ),
  orders(
    'ids-missing.csv',
    'markers of nothing are no customers, and None is one',
    [
      ['NULL', days[0], '1'],
      ['غير متوفر', days[0], '2'],
      ['-', days[1], '3'],
      ['None', days[1], '4'],
      ['\u00a0c1\u00a0', days[2], '5'],
    ],
    [
      ['None', days[1], 4],
      ['c1', days[2], 5],
    ],
    { dataset: { rowsWithoutCustomer: 3, customers: 2 } },
  ),
];

const churned = (name: string, why: string, header: string, rows: string): CorpusFile => ({
  name,
  why,
  bytes: utf8(`${header}\n${rows}\n`),
  expected: { rowsRead: rows.split('\n').length, rejected: [] },
});

const flags: CorpusFile[] = [
  churned(
    'flags-english.csv',
    'yes and no, in three habits',
    'customer_id,tenure,Churn',
    'a,12,Yes\nb,24,No\nc,3,TRUE\nd,8,f',
  ),
  churned('flags-arabic.csv', 'نعم and لا', 'رقم العميل,المدة,غادر', 'أ,١٢,نعم\nب,٢٤,لا\nج,٣,نعم'),
  churned('flags-digits.csv', 'ones and zeros', 'customer_id,tenure,churned', 'a,12,1\nb,24,0\nc,3,1'),
];

export const valueFiles: readonly CorpusFile[] = [...numbers, ...arabic, ...written, ...customers, ...flags];
