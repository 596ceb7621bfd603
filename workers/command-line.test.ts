import { describe, expect, it } from 'vitest';
import { durationsCsv, ordersCsv, smallOrderLines, writeTemporary } from '../test/helpers/small-data';
import { run } from './command-line';

const orders = writeTemporary('orders.csv', ordersCsv(smallOrderLines(9)));
const durations = writeTemporary('durations.csv', durationsCsv(9));

type Printed = Record<string, Record<string, unknown>> & {
  tables: Record<string, Record<string, unknown>[]>;
};
const print = async (...args: string[]) => (await run(args)).output as Printed;

/** Each analysis runs once, however many of its tables are looked at. */
const printedOnce = new Map<string, Promise<Printed>>();
function printOnce(name: string, file: string): Promise<Printed> {
  const printed = printedOnce.get(name) ?? print(name, '--data', file);
  printedOnce.set(name, printed);
  return printed;
}

describe('npm run analyse', () => {
  it('prints every parameter, the data, and tables as rows', async () => {
    const printed = await print('cohort', '--data', orders, '--as-of', '2023-01-31');
    expect(Object.keys(printed)).toEqual(
      expect.arrayContaining(['analysis', 'params', 'dataset', 'summary', 'tables', 'findings', 'warnings']),
    );
    expect(printed.params).toMatchObject({
      period: 'month',
      clock: 'calendar',
      type: 'classic',
      measure: 'customers',
    });
    expect(printed.dataset).toMatchObject({ asOf: '2023-01-31', rowsRejected: 0 });
    expect(printed.tables.cells[0]).toMatchObject({ cohort: '2022-01-01', age: 0, rate: 1, complete: true });
  });

  /** Columns fixed by the contract, per analysis and table. */
  const fixedColumns: [string, string, string, string][] = [
    [
      'rate',
      orders,
      'periods',
      'period startCustomers newCustomers resurrected lost endCustomers retentionRate churnRate complete',
    ],
    ['cohort', orders, 'cells', 'cohort age cohortSize value rate complete'],
    ['cohort', orders, 'average', 'age rate cohorts customers'],
    ['survival', durations, 'curve', 'group time atRisk events censored survival standardError lower upper'],
    [
      'survival',
      durations,
      'groups',
      'group n events median medianLower medianUpper kept12 kept18 kept24 restrictedMean',
    ],
    ['survival', durations, 'hazard', 'group time hazard peak'],
    [
      'value',
      orders,
      'customers',
      'customer frequency recency age monetary probabilityAlive expectedPurchases expectedSpend clv',
    ],
    ['value', orders, 'holdout', 'frequency customers actual predicted'],
    ['value', orders, 'tracking', 'week actual predicted'],
    ['rfm', orders, 'customers', 'customer recencyDays frequency monetary r f m segment tier regularity'],
    ['rfm', orders, 'segments', 'segment customers revenue meanRecencyDays meanFrequency meanMonetary'],
  ];
  it.each(fixedColumns)(
    '%s of %s has the table %s as the contract names it',
    async (name, file, table, columns) => {
      const rows = (await printOnce(name, file)).tables[table];
      expect(Object.keys(rows[0])).toEqual(expect.arrayContaining(columns.split(' ')));
    },
  );

  it('takes roles by --map and leaves the other columns as attributes', async () => {
    const map = JSON.stringify({ customer: 'customer_id', time: 'order_date' });
    const { dataset } = await print('rate', '--data', orders, '--map', map);
    expect(dataset.revenue).toBeNull();
    expect((dataset.attributes as { name: string }[]).map(({ name }) => name)).toEqual([
      'order_id',
      'amount',
      'channel',
    ]);
  });

  it.each([
    [['rate'], 'optionsInvalid'],
    [['rate', '--data', '/nowhere.csv'], 'fileUnreadable'],
    [['rate', '--data', orders, '--map', '{'], 'optionsInvalid'],
    [['rate', '--data', orders, '--map', '{"customer":"nobody"}'], 'optionsInvalid'],
    [['rate', '--data', orders, '--options', '{"timeZone":"Mars/Base"}'], 'optionsInvalid'],
    [['rate', '--data', orders, '--options', '{"zero":1}'], 'optionsInvalid'],
    [['rate', '--data', orders, '--as-of', 'yesterday'], 'optionsInvalid'],
    [['rate', '--data', orders, '--params', '{"period":"fortnight"}'], 'parametersInvalid'],
    [['rate', '--data', durations], 'analysisNotPossible'],
    [['nothing', '--data', orders], 'analysisUnknown'],
  ])('ends with 2 and a reason for %j', async (args, code) => {
    expect(await run(args)).toMatchObject({ exitCode: 2, output: { error: { code } } });
  });
});
