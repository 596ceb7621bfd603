import { Float64, Table, Utf8, tableFromIPC, tableToIPC, vectorFromArray } from 'apache-arrow';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { audienceCsv, firstRows } from './audience';
import { mostCopiedRows, tableForClipboard } from './clipboard-table';
import { customerColumnOf } from './export-source';
import { typedTable } from './typed-table';

const texts = (values: (string | null)[]) => vectorFromArray(values, new Utf8());
const asNamed = (name: string): string => name;

describe('a table on the clipboard', () => {
  it('is cells between tabs, and HTML, without a formula in either', async () => {
    const table = new Table({
      name: texts(['a\tb', '=1+1', '<b>&"x"', null]),
      amount: vectorFromArray([1.5, -2, null, 3], new Float64()),
    });
    const copied = await tableForClipboard(table, (name) => name.toUpperCase());
    expect(copied.text).toBe('NAME\tAMOUNT\n"a\tb"\t1.5\n\'=1+1\t-2\n"<b>&""x"""\t\n\t3');
    expect(copied.html).toBe(
      "<table><tr><td>NAME</td><td>AMOUNT</td></tr><tr><td>a\tb</td><td>1.5</td></tr><tr><td>'=1+1</td><td>-2</td></tr>" +
        '<tr><td>&lt;b&gt;&amp;&quot;x&quot;</td><td></td></tr><tr><td></td><td>3</td></tr></table>',
    );
    expect(copied.rows).toBe(4);
  });

  it('is no more than can be pasted', async () => {
    const table = new Table({ n: vectorFromArray(new Float64Array(mostCopiedRows + 1)) });
    const { text, rows } = await tableForClipboard(table, asNamed);
    expect([rows, text.split('\n').length]).toEqual([mostCopiedRows, mostCopiedRows + 1]);
  });
});

describe('an audience', () => {
  const table = new Table({
    amount: vectorFromArray([10, 20, 30, 40, 50], new Float64()),
    customer: texts(['b', '@a', null, 'b', '']),
  });

  it('has each customer once, by their first row, and nobody else', async () => {
    const rows = firstRows(table, 'customer');
    expect(rows).toEqual([0, 1]);
    const written = async (isWhole: boolean) =>
      (await audienceCsv({ table, customerColumn: 'customer', rows, isWhole, columnLabel: asNamed })).text();
    expect(await written(false)).toBe("customer\r\nb\r\n'@a\r\n");
    expect(await written(true)).toBe("customer,amount\r\nb,10\r\n'@a,20\r\n");
  });

  it('is of the column that names customers', () => {
    expect(customerColumnOf(['revenue', 'Customer'])).toBe('Customer');
    expect(customerColumnOf(['period', 'رقم العميل'], ['رقم العميل'])).toBe('رقم العميل');
    expect(customerColumnOf(['customers', 'revenue'], ['CustomerID'])).toBeNull();
  });
});

describe('types that only the engine knows', () => {
  it('are given back to days, instants and whole numbers', () => {
    const table = new Table({
      day: texts(['2024-02-29', null, '1969-12-31']),
      seen: texts(['2024-02-29 12:30:00.000001', '1969-12-31 23:59:59', null]),
      id: texts(['9007199254740993', null, '-1']),
      late: texts(['infinity', '2024-01-01', null]),
      said: texts(['2024-02-29', null, null]),
    });
    const typed = typedTable(table, [
      { name: 'day', type: 'DATE' },
      { name: 'seen', type: 'TIMESTAMP' },
      { name: 'id', type: 'BIGINT' },
      { name: 'late', type: 'DATE' },
      { name: 'said', type: 'VARCHAR' },
    ]);
    const read = tableFromIPC(tableToIPC(typed, 'stream'));
    expect(read.schema.fields.map(({ type }) => String(type))).toEqual([
      'Date32<DAY>',
      'Timestamp<MICROSECOND>',
      'Int64',
      'Utf8',
      'Utf8',
    ]);
    const raw = (name: string) =>
      [...(read.getChild(name)!.data[0].values as Iterable<number | bigint>)].slice(0, 3);
    // 19,782 days, the 29th of February 2024, by `date -d 2024-02-29 -u +%s` through 86,400.
    expect(raw('day')).toEqual([19_782, 0, -1]);
    expect(raw('seen').slice(0, 2)).toEqual([1_709_209_800_000_001n, -1_000_000n]);
    expect(raw('id')).toEqual([9_007_199_254_740_993n, 0n, -1n]);
    expect([...read.getChild('day')!].map((day) => day === null)).toEqual([false, true, false]);
    expect([...read.getChild('late')!]).toEqual(['infinity', '2024-01-01', null]);
  });

  it('are given in a table of several pieces too', () => {
    const piece = new Table({ day: texts(['2024-02-29']), name: texts(['a']) });
    const typed = typedTable(piece.concat(piece), [{ name: 'day', type: 'DATE' }]);
    const read = tableFromIPC(tableToIPC(typed, 'stream'));
    expect([...read.getChild('name')!]).toEqual(['a', 'a']);
    expect([...read.getChild('day')!].map(Number)).toEqual([Date.UTC(2024, 1, 29), Date.UTC(2024, 1, 29)]);
  });

  it('are those of every day', () => {
    fc.assert(
      fc.property(fc.integer({ min: -25_000, max: 60_000 }), (days) => {
        const iso = new Date(days * 86_400_000).toISOString().slice(0, 10);
        const table = typedTable(new Table({ day: texts([iso]) }), [{ name: 'day', type: 'DATE' }]);
        expect(table.getChild('day')!.data[0].values[0]).toBe(days);
      }),
    );
  });
});
