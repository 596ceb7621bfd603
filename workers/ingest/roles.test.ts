import { describe, expect, it } from 'vitest';
import type { ColumnSample } from './reader';
import { detectRoles } from './roles';

const sample = (name: string, values: string[], type = 'VARCHAR'): ColumnSample => ({
  name,
  named: 'header',
  type,
  values,
});
const detect = (columns: Record<string, string[]>) =>
  Object.fromEntries(
    detectRoles(Object.entries(columns).map(([name, values]) => sample(name, values))).map(
      ({ name, role }) => [name, role],
    ),
  );

describe('the detection of roles', () => {
  it('knows order lines', () => {
    expect(
      detect({
        InvoiceNo: ['536365', 'C536379'],
        StockCode: ['85123A', '71053'],
        Quantity: ['6', '-1'],
        InvoiceDate: ['2010-12-01 08:26:00', '2010-12-01 08:28:00'],
        UnitPrice: ['2.55', '3.39'],
        CustomerID: ['17850', '17850'],
        Country: ['United Kingdom', 'France'],
      }),
    ).toEqual({
      InvoiceNo: 'order',
      StockCode: 'product',
      Quantity: 'quantity',
      InvoiceDate: 'time',
      UnitPrice: 'price',
      CustomerID: 'customer',
      Country: 'attribute',
    });
  });

  it('knows Arabic headers', () => {
    expect(
      detect({
        'رقم الطلب': ['1', '2'],
        'رقم العميل': ['أ', 'ب'],
        'تاريخ الطلب': ['2023-01-05', '2023-01-06'],
        المبلغ: ['١٠٫٥', '٢٠'],
        القناة: ['الموقع', 'الفرع'],
      }),
    ).toEqual({
      'رقم الطلب': 'order',
      'رقم العميل': 'customer',
      'تاريخ الطلب': 'time',
      المبلغ: 'amount',
      القناة: 'channel',
    });
  });

  it('knows contracts and durations', () => {
    expect(detect({ client_id: ['a'], start_date: ['2023-01-01'], end_date: [''], plan: ['basic'] })).toEqual(
      {
        client_id: 'customer',
        start_date: 'start',
        end_date: 'end',
        plan: 'attribute',
      },
    );
    expect(detect({ customerID: ['a'], tenure: ['12'], Churn: ['Yes'], Contract: ['One year'] })).toEqual({
      customerID: 'customer',
      tenure: 'durationMonths',
      Churn: 'churned',
      Contract: 'attribute',
    });
  });

  it('does not believe a name that its values contradict', () => {
    expect(
      detect({
        customer: ['a', 'b'],
        date: ['red', 'blue'],
        amount: ['high', 'low'],
        when: ['2023-01-01', '2023-01-02'],
      }),
    ).toEqual({
      customer: 'customer',
      date: 'attribute',
      amount: 'attribute',
      when: 'time',
    });
  });

  it('prefers the identifier among several names of the customer, and leaves out what can’t group', () => {
    const many = Array.from({ length: 120 }, (_, index) => `text ${index}`);
    expect(detect({ customer: many, customer_id: many, order_date: many.map(() => '2023-01-01') })).toEqual({
      customer: 'ignored',
      customer_id: 'customer',
      order_date: 'time',
    });
  });

  it.each([
    ['كود العميل', 'تاريخ الفاتورة', 'إجمالي الطلب'],
    ['رقم الزبون', 'التاريخ', 'القيمة'],
    ['معرف العميل', 'تاريخ الشراء', 'الإجمالي'],
    ['اسم العميل', 'تاريخ البيع', 'المبلغ المدفوع'],
    ['البريد الإلكتروني', 'وقت الطلب', 'صافي المبيعات'],
  ])('knows %s, %s and %s', (customer, time, amount) => {
    expect(
      detect({
        [customer]: ['أ', 'ب'],
        [time]: ['٥ يناير ٢٠٢٤', '١٤٤٥/٠٩/٠١'],
        [amount]: ['١٬٢٠٠ ر.س', '٩٩ ر.س'],
      }),
    ).toEqual({ [customer]: 'customer', [time]: 'attribute', [amount]: 'amount' });
    expect(
      detect({
        [customer]: ['أ', 'ب'],
        [time]: ['١٤٤٥/٠٩/٠١', '١٤٤٥/١٠/٠١'],
        [amount]: ['١٬٢٠٠ ر.س', '٩٩ ر.س'],
      }),
    ).toEqual({ [customer]: 'customer', [time]: 'time', [amount]: 'amount' });
  });

  it('takes no count of things, id or date for an amount', () => {
    const role = (name: string, values: string[]) => detect({ [name]: values })[name];
    for (const name of ['total items', 'total orders', 'amount id', 'value date', 'عدد الطلبات'])
      expect(role(name, ['12', '15'])).not.toBe('amount');
    expect(role('amount', ['2024-01-05', '2024-01-06'])).not.toBe('amount');
    expect(role('amount', ['C001', 'C002'])).not.toBe('amount');
  });

  it('believes dates in every way of writing', () => {
    for (const value of [
      '5-Jan-24',
      'Jan 5, 2024',
      '1704067200',
      '45292',
      '20240105',
      '05.01.2024 10:30 PM',
      '٥/١/٢٠٢٤',
    ])
      expect(detect({ order_date: [value] })).toEqual({ order_date: 'time' });
    expect(detect({ account: ['a', 'b'], seen: ['45292', '45293'] }).seen).not.toBe('time');
  });

  it('gives formats, and fixes for ids alone', () => {
    const [customer, note, day] = detectRoles([
      sample('customer', ['12.0', '13']),
      sample('note', ['A  b', 'a  b']),
      sample('day', ['2024-01-05'], 'DATE'),
    ]);
    expect(customer).toMatchObject({
      role: 'customer',
      named: 'header',
      fixes: [{ fix: 'wholeNumber', values: 1, joined: null }],
    });
    expect(note).toMatchObject({ role: 'attribute', formats: [{ format: 'text', share: 1 }], fixes: [] });
    expect(day).toMatchObject({ role: 'time', formats: [{ format: 'native', share: 1 }], isOpen: false });
  });
});
