import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { analyse, openFile, openText, rowsOf, startEngine } from '../../test/helpers/engine';
import { writeTemporary } from '../../test/helpers/small-data';
import type { EngineErrorData } from '../api';
import type { EngineError } from '../duckdb/engine-error';
import type { RetentionEngine } from '../engine';

const plain = 'customer_id,order_date,amount\na,2023-01-05,10.5\nb,2023-02-06,20\na,2023-03-07,30\n';

describe('reading CSV', () => {
  let engine: RetentionEngine;
  beforeAll(async () => {
    engine = await startEngine();
  });
  afterAll(() => engine.stop());

  const errorOf = async (work: Promise<unknown>): Promise<EngineErrorData> =>
    work.then(
      () => expect.fail('should have failed'),
      (thrown: EngineError) => thrown.toData(),
    );
  const expected = {
    customers: 2,
    orders: 3,
    revenue: 60.5,
    from: '2023-01-05',
    asOf: '2023-03-07',
    rowsRejected: 0,
  };

  it.each([
    ['commas', plain],
    ['semicolons', plain.replaceAll(',', ';')],
    ['tabs', plain.replaceAll(',', '\t')],
    ['bars', plain.replaceAll(',', '|')],
    ['a byte-order mark', `\ufeff${plain}`],
    ['Windows line ends', plain.replaceAll('\n', '\r\n')],
    ['no line end after the last row', plain.trimEnd()],
    ['quotes', plain.replace(/[^,\n]+/g, '"$&"')],
    ['blanks around customers', plain.replace(/^([ab]),/gm, ' $1 ,')],
    [
      'day-first dates',
      plain.replace(/(\d{4})-(\d\d)-(\d\d)/g, '2$1/$3/$2').replace(/22023\/(\d\d)\/(\d\d)/g, '$1/$2/2023'),
    ],
    [
      'Arabic headers and digits',
      plain
        .replace(/\d|\./g, (sign) => (sign === '.' ? '٫' : '٠١٢٣٤٥٦٧٨٩'[Number(sign)]))
        .replace('customer_id,order_date,amount', 'رقم العميل,تاريخ الطلب,المبلغ'),
    ],
  ])('understands %s', async (_, text) => {
    expect(await openText(engine, text)).toMatchObject(expected);
  });

  it('reads a gzip file in place', async () => {
    expect(await openFile(engine, writeTemporary('orders.csv.gz', gzipSync(plain)))).toMatchObject(expected);
  });

  it('keeps line breaks, delimiters and quotes inside quoted values', async () => {
    const rows = 'a,2023-01-05,10,"one\nline, and ""more"""\nb,2023-02-06,20,x\n';
    const dataset = await openText(engine, `customer_id,order_date,amount,branch\n${rows}`);
    expect(dataset).toMatchObject({
      rowsRead: 2,
      customers: 2,
      attributes: [{ name: 'branch', distinct: 2 }],
    });
  });

  it('names each line it could not read, and why', async () => {
    const rows = Array.from(
      { length: 30_000 },
      (_, index) => `c${index % 50},2023-01-${String((index % 28) + 1).padStart(2, '0')},5`,
    );
    rows[25_000] = 'c1,2023-01-01,five';
    rows[26_000] = 'c1,soon,5';
    rows[27_000] = 'c1,2023-01-01';
    const dataset = await openText(engine, `customer_id,order_date,amount\n${rows.join('\n')}\n`);
    expect(dataset).toMatchObject({ rowsRead: 30_000, rowsRejected: 3, customers: 50 });
    // Rows count from 0 here, lines from 1 with the header first.
    expect(dataset.rejected).toMatchObject([
      { line: 25_002, column: 'amount', value: 'five', reason: 'badAmount' },
      { line: 26_002, column: 'order_date', value: 'soon', reason: 'badDate' },
      { line: 27_002, reason: 'missingColumns' },
    ]);
  });

  it('counts rows without a customer, a date or an amount, each as what it is', async () => {
    const dataset = await openText(
      engine,
      'customer_id,order_date,amount\na,2023-01-05,10\n,2023-01-06,10\na,,10\nb,2023-01-07,\n  ,2023-01-08,1\n',
    );
    expect(dataset).toMatchObject({
      rowsRead: 5,
      rowsWithoutCustomer: 2,
      rowsRejected: 1,
      rowsWithoutAmount: 1,
      customers: 2,
      orders: 2,
      revenue: 10,
      asOf: '2023-01-08',
    });
    expect(dataset.rejected).toMatchObject([{ line: 4, reason: 'noDate' }]);
  });

  it('finds the line of an unusable value behind quoted line breaks', async () => {
    const rows = 'a,2023-01-05,١٠,"two\nlines"\nb,2023-01-06,١١,x\nc,2023-01-07,كثير,x\nd,2023-01-08,١٢,x\n';
    const dataset = await openText(
      engine,
      `customer_id,order_date,amount,note\n${rows}`,
      {},
      { amount: 'amount' },
    );
    expect(dataset).toMatchObject({ rowsRead: 4, rowsRejected: 1, customers: 3 });
    expect(dataset.rejected).toMatchObject([{ line: 5, reason: 'badAmount' }]);
  });

  it('reads a decimal comma for what it is, never a thousand times too large', async () => {
    const dataset = await openText(
      engine,
      'customer;date;amount\na;2023-01-05;1.234,50\nb;2023-01-06;7,25\n',
      {},
      { amount: 'amount' },
    );
    expect(dataset.revenue).toBe(1241.75);
  });

  it('turns instants into days of the notebook’s zone, summer time included', async () => {
    const text =
      'customer_id,order_time\na,2023-01-05T23:30:00+00:00\nb,2023-07-05T22:30:00Z\nc,2023-07-06T01:00:00+03:00\n';
    const days = async (timeZone: string) => {
      await openText(engine, text, { timeZone });
      return [
        ...(await engine.query('SELECT first_day - 19357 AS day FROM customers ORDER BY customer')),
      ].map(({ day }) => day as number);
    };
    // 19357 is 31 December 2022.
    expect(await days('UTC')).toEqual([5, 186, 186]);
    expect(await days('Europe/Berlin')).toEqual([6, 187, 187]);
    expect(await days('Asia/Riyadh')).toEqual([6, 187, 187]);
    expect(await days('America/New_York')).toEqual([5, 186, 186]);
  });

  it('sums the lines of an order, and several orders of a day only without an order id', async () => {
    const text =
      'order_id,customer_id,order_date,quantity,price\n1,a,2023-01-05,2,5\n1,a,2023-01-05,1,3\n2,a,2023-01-05,1,1\n3,b,2023-01-06,-1,4\n4,b,2023-01-07,1,0\n';
    expect(await openText(engine, text)).toMatchObject({
      shape: 'orderLines',
      orders: 3,
      returns: 1,
      zeroOrders: 1,
      customers: 2,
      revenue: 10,
    });
    expect(await openText(engine, text, { zeroIsActivity: false })).toMatchObject({
      orders: 2,
      customers: 1,
      customersWithoutOrder: 1,
    });
    const byDay = await openText(engine, text, {}, { order_id: 'ignored' });
    expect(byDay).toMatchObject({ orders: 2, customers: 2 });
    expect(await openText(engine, text, { orderByRow: true }, { order_id: 'ignored' })).toMatchObject({
      orders: 4,
      returns: 1,
    });
  });

  it.each([
    ['an empty file', '', 'fileEmpty'],
    ['a file of blanks', ' \n\n ', 'fileEmpty'],
    ['a header without rows', 'customer_id,order_date\n', 'fileEmpty'],
    [
      'a picture called .csv',
      Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 1]),
      'fileBinary',
    ],
    ['an archive cut short', Uint8Array.from([0x50, 0x4b, 3, 4, 20, 0]), 'fileUnreadable'],
    ['an old spreadsheet', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]), 'fileUnsupported'],
    ['bytes that are no text', Uint8Array.from([65, 44, 0, 0, 0, 66]), 'fileBinary'],
    ['a Parquet file cut short', Uint8Array.from([0x50, 0x41, 0x52, 0x31, 1, 2, 3]), 'parquetUnreadable'],
  ])('refuses %s with a reason', async (_, content, code) => {
    const path = writeTemporary('bad.csv', content);
    expect(await errorOf(openFile(engine, path))).toMatchObject({ code });
  });

  it('asks for the columns it can’t do without', async () => {
    const error = await errorOf(openText(engine, 'customer_id,amount\na,10\nb,20\n'));
    expect(error).toMatchObject({ code: 'rolesMissing', values: { roles: 'time' } });
  });

  it('keeps what was open when the next file is bad', async () => {
    await openText(engine, plain);
    await errorOf(openText(engine, 'customer_id,amount\na,10\n'));
    await errorOf(openFile(engine, writeTemporary('bad.csv', '')));
    expect(rowsOf(await analyse(engine, 'cohort'), 'cells')).toHaveLength(5);
  });

  it('refuses dates four hundred years apart rather than drawing them', async () => {
    const error = await errorOf(openText(engine, 'customer_id,order_date\na,1623-01-05\nb,2023-01-06\n'));
    expect(error.code).toBe('datesTooWide');
  });
});
