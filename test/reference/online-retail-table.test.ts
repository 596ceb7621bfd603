import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Dataset, TableProfile } from '../../workers/api';
import type { RetentionEngine } from '../../workers/engine';
import { openFile, startEngine } from '../helpers/engine';
import { dataPath, referencePresent } from '../helpers/reference';

/** The raw lines of Online Retail, as `value_counts`, `isna` and `duplicated` of pandas count them. */
describe.skipIf(!referencePresent)('the table of Online Retail', () => {
  let engine: RetentionEngine;
  let dataset: Dataset;
  let profile: TableProfile;
  beforeAll(async () => {
    engine = await startEngine();
    dataset = await openFile(engine, dataPath('online_retail.csv.gz'));
    profile = await engine.tableProfile(dataset.tables[0].id, new AbortController().signal);
  });
  afterAll(() => engine.stop());

  const suspicion = (code: string, column?: string) =>
    profile.suspicions.find(
      ({ code: other, values }) => code === other && (column === undefined || values.column === column),
    )?.values;

  it('has every line, and none set apart', () => {
    expect(profile.rows).toBe(541_909);
    expect(dataset).toMatchObject({
      rowsRead: 541_909,
      rowsRejected: 0,
      rowsWithoutCustomer: 135_080,
      returns: 3_654,
      customers: 4_339,
      orders: 18_536,
    });
    expect(dataset.tables[0].rejectedFor).toEqual([]);
  });

  it('says where values are missing', () => {
    const filled = Object.fromEntries(profile.columns.map((column) => [column.name, column.filled]));
    expect(filled).toMatchObject({
      InvoiceNo: 541_909,
      Quantity: 541_909,
      UnitPrice: 541_909,
      CustomerID: 541_909 - 135_080,
    });
  });

  it('names returned goods, prices of zero and below, and lines that stand twice', () => {
    expect(suspicion('negativeAmounts', 'Quantity')?.rows).toBe(10_624);
    expect(suspicion('negativeAmounts', 'UnitPrice')?.rows).toBe(2);
    expect(suspicion('zeroAmounts', 'UnitPrice')?.rows).toBe(2_515);
    expect(suspicion('duplicateRows')).toMatchObject({ rows: 5_268 });
  });
});
