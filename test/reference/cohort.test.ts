import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RetentionEngine } from '../../workers/engine';
import { analyse, openFile, rowsOf, startEngine, type Row } from '../helpers/engine';
import { dataPath, referenceJson, referencePresent } from '../helpers/reference';

interface RetentionReference {
  cohorts: {
    rows: {
      cohort: string;
      size: number;
      active_on: number[];
      active_on_or_after: number[];
      revenue: number[];
      complete: boolean[];
    }[];
    average_by_k: { k: number; complete_cells_only: { n_cohorts: number; weighted: number } | null }[];
  };
  rolling_30_day: { rows: { k: number; eligible: number; retained: number }[] };
}

const value = (cells: Row[], cohort: string, age: number) =>
  cells.find((cell) => cell.cohort === `${cohort}-01` && cell.age === age)?.value;

/** Counts must be equal; revenue is a sum of floats, so it may differ in the last cent's noise. */
function expectCells(
  cells: Row[],
  reference: RetentionReference,
  column: 'active_on' | 'active_on_or_after',
) {
  for (const { cohort, size, complete, ...row } of reference.cohorts.rows) {
    expect(cells.filter((cell) => cell.cohort === `${cohort}-01`)).toHaveLength(complete.length);
    row[column].forEach((active, age) => {
      const cell = cells.find((other) => other.cohort === `${cohort}-01` && other.age === age);
      expect([cohort, age, cell?.value, cell?.cohortSize, cell?.complete]).toEqual([
        cohort,
        age,
        active,
        size,
        complete[age],
      ]);
      expect(cell?.rate).toBeCloseTo(active / size, 12);
    });
  }
}

describe.skipIf(!referencePresent)('cohort retention of Online Retail', () => {
  let engine: RetentionEngine;
  const reference = referencePresent
    ? referenceJson<RetentionReference>('online_retail_retention.json')
    : null!;
  beforeAll(async () => {
    engine = await startEngine();
  });
  afterAll(() => engine.stop());

  const files = [
    { file: 'online_retail_orders.csv', isLines: false },
    { file: 'online_retail.parquet', isLines: true },
    { file: 'online_retail.csv.gz', isLines: true },
  ];
  describe.each(files)('from $file', ({ file, isLines }) => {
    it('reads the file', async () => {
      const dataset = await openFile(engine, dataPath(file), { zeroIsActivity: false });
      expect(dataset).toMatchObject({
        kind: 'purchases',
        rowsRead: isLines ? 541_909 : 18_532,
        rowsRejected: 0,
        rowsWithoutCustomer: isLines ? 135_080 : 0,
        returns: isLines ? 3_654 : 0,
        zeroOrders: isLines ? 4 : 0,
        orders: 18_532,
        customers: 4_338,
        from: '2010-12-01',
        asOf: '2011-12-09',
      });
    });

    it('gives every classic and rolling cell, counts exact', async () => {
      const classic = rowsOf(await analyse(engine, 'cohort'), 'cells');
      expectCells(classic, reference, 'active_on');
      const rolling = rowsOf(await analyse(engine, 'cohort', { type: 'rolling' }), 'cells');
      expectCells(rolling, reference, 'active_on_or_after');
    });

    it('gives the weighted average over complete cells', async () => {
      const average = rowsOf(await analyse(engine, 'cohort'), 'average');
      for (const { k, complete_cells_only: expected } of reference.cohorts.average_by_k) {
        if (expected === null) continue;
        const row = average.find(({ age }) => age === k);
        expect(row?.cohorts).toBe(expected.n_cohorts);
        expect(row?.rate).toBeCloseTo(expected.weighted, 10);
      }
    });

    it('gives retention by 30-day intervals of the customers’ own age', async () => {
      const average = rowsOf(await analyse(engine, 'cohort', { clock: 'personal' }), 'average');
      for (const { k, eligible, retained } of reference.rolling_30_day.rows) {
        const row = average.find(({ age }) => age === k);
        expect([k, row?.customers ?? 0, row?.value ?? 0]).toEqual([k, eligible, retained]);
      }
    });
  });

  it('gives the revenue of each cell, from orders without returns', async () => {
    await openFile(engine, dataPath('online_retail_orders.csv'));
    const cells = rowsOf(await analyse(engine, 'cohort', { measure: 'revenue' }), 'cells');
    for (const { cohort, revenue } of reference.cohorts.rows) {
      revenue.forEach((expected, age) => expect(value(cells, cohort, age)).toBeCloseTo(expected, 2));
    }
  });

  it('gives the monthly cells of CDNOW', async () => {
    await openFile(engine, dataPath('cdnow_sample_transactions.csv'));
    const cdnow = referenceJson<RetentionReference>('cdnow_sample_retention.json');
    expectCells(rowsOf(await analyse(engine, 'cohort'), 'cells'), cdnow, 'active_on');
    expectCells(
      rowsOf(await analyse(engine, 'cohort', { type: 'rolling' }), 'cells'),
      cdnow,
      'active_on_or_after',
    );
  });
});
