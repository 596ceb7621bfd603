import { describe, expect, it } from 'vitest';
import { detectRoles } from './roles';

/** Columns with one value repeated as often as a real file would repeat it. */
const detect = (columns: Record<string, string[]>) =>
  Object.fromEntries(
    detectRoles(Object.entries(columns).map(([name, values]) => ({ name, type: 'VARCHAR', values }))).map(
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
});
