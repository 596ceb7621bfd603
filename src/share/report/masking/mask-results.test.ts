import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cohortRows, rateRows, rfmRows, tableOf, type Rows } from '../../../analyses/figure-test-data';
import { readRows } from '../../../analyses/read-rows';
import { figureTables } from './figure-tables';
import type { Mask } from './mask-row';
import {
  isTellable,
  isTellableFinding,
  isTellableSentence,
  maskResults,
  type Maskable,
  type ResultMask,
} from './mask-results';

const least = 5;
const cohortParams = {
  period: 'month',
  measure: 'customers',
  type: 'classic',
  relativeTo: 'cohort',
};

function resultOf(analysis: string, rows: Rows, params: Maskable['params'] = { period: 'month' }): Maskable {
  const tables = Object.fromEntries(Object.entries(rows).map(([name, list]) => [name, tableOf(list)]));
  return { id: analysis, analysis, params, tables };
}

const maskOf = (result: Maskable, masks = maskResults([result], least)): ResultMask => masks.get(result.id)!;

const placesWith = (mask: Mask | null, column: string) =>
  [...(mask ?? [])].flatMap(([place, columns]) => (columns.has(column) ? [place] : []));

const segments = (counts: number[]): Rows => ({
  segments: rfmRows()
    .segments.slice(0, counts.length)
    .map((row, place) => ({ ...row, customers: counts[place] })),
});

test('a small segment goes with the next smallest, whole rows but their names', () => {
  const mask = maskOf(resultOf('rfm', segments([100, 3, 40, 8]))).tables.segments!;
  expect([...mask.keys()].sort()).toEqual([1, 3]);
  expect(mask.get(1)).toEqual(mask.get(3));
  expect(mask.get(1)!.has('segment')).toBe(false);
  for (const column of ['customers', 'customersShare', 'revenue', 'revenueShare', 'meanMonetary'])
    expect(mask.get(1)!.has(column)).toBe(true);
});

test('another table of the same segments masks the same ones, though its own numbers would not ask for it', () => {
  const rfm = resultOf('rfm', segments([100, 3, 40, 8]));
  const value = resultOf('value', {
    segments: [
      ['champions', 100],
      ['loyal', 20],
      ['potentialLoyalist', 40],
      ['new', 30],
    ].map(([segment, customers]) => ({ segment, customers, totalClv: 1 })),
  });
  const masks = maskResults([rfm, value], least);
  expect([...masks.get('value')!.tables.segments!.keys()].sort()).toEqual([1, 3]);
  // Alone there is nothing to mask.
  expect(maskOf(value).tables.segments!.size).toBe(0);
});

test('cohorts of months are masked with the new customers of the same months, and cohorts of quarters are left out', () => {
  const cohort = resultOf('cohort', cohortRows(8), cohortParams);
  const { periods } = rateRows(8);
  const rate = resultOf('rate', {
    periods: periods.map((row, place) => (place === 5 ? { ...row, resurrected: 2 } : row)),
  });
  const quarters = resultOf(
    'value',
    { cohorts: [{ cohort: '2010-10-01', customers: 100 }] },
    { period: 'quarter' },
  );
  const masks = maskResults([cohort, rate, quarters], least);
  const masked = String(periods[5].period);
  const cohorts = readRows(cohort.tables.cells, (row) => row.text('cohort'));
  const sizes = placesWith(masks.get('cohort')!.tables.cells, 'cohortSize').map((place) => cohorts[place]);
  expect(sizes).toContain(masked);
  expect(new Set(sizes).size).toBeGreaterThan(1);
  expect(masks.get('value')!.tables.cohorts).toBeNull();
  expect(placesWith(masks.get('rate')!.tables.periods, 'kept')).toContain(5);
});

test('of a period with few all that could be worked out from one another goes, and the figure of movements', () => {
  const { periods } = rateRows(6);
  const result = resultOf('rate', {
    periods: periods.map((row, place) => (place === 3 ? { ...row, lost: 2 } : row)),
  });
  const mask = maskOf(result);
  const columns = mask.tables.periods!.get(3)!;
  for (const column of [
    'newCustomers',
    'resurrected',
    'lost',
    'kept',
    'retentionRate',
    'churnRate',
    'lower',
    'upper',
  ])
    expect(columns.has(column), column).toBe(true);
  expect(columns.has('startCustomers')).toBe(false);
  expect(mask.figures).toEqual(['movement']);
  const drawn = readRows(figureTables(result.tables, mask).periods, (row) => row.number('retentionRate'));
  expect(drawn.length).toBe(6);
  expect(drawn[3]).toBeNull();
  expect(drawn[4]).not.toBeNull();
});

test('few customers at an end are masked there, in the period before and in the one after', () => {
  const row = { ...rateRows(2).periods[1], cameAndWent: 0, resurrected: 0 };
  const period = (name: string, start: number, joined: number, left: number) => ({
    ...row,
    period: name,
    startCustomers: start,
    newCustomers: joined,
    lost: left,
    kept: start - left,
    endCustomers: start - left + joined,
  });
  // 20, of whom 17 leave; then 3, whom 10 join; then 13.
  const mask = maskOf(
    resultOf('rate', {
      periods: [
        period('2024-01-01', 20, 0, 17),
        period('2024-02-01', 3, 10, 0),
        period('2024-03-01', 13, 9, 6),
      ],
    }),
  ).tables.periods!;
  expect(mask.get(0)!.has('endCustomers')).toBe(true);
  expect(mask.get(0)!.has('lost')).toBe(true);
  expect(mask.get(1)!.has('startCustomers')).toBe(true);
  expect(mask.get(1)!.has('newCustomers')).toBe(true);
  expect(mask.get(1)!.has('endCustomers')).toBe(false);
  expect(mask.has(2)).toBe(false);
});

/** Triangles with their averages, as the engine adds them up: complete cells only. */
const triangles = fc
  .array(fc.integer({ min: 1, max: 60 }), { minLength: 2, maxLength: 9 })
  .chain((sizes) =>
    fc.tuple(
      fc.constant(sizes),
      fc.array(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 9, maxLength: 9 }), {
        minLength: sizes.length,
        maxLength: sizes.length,
      }),
    ),
  )
  .map(([sizes, shares]) => {
    const cells = sizes.flatMap((size, cohort) =>
      Array.from({ length: sizes.length - cohort }, (_, age) => {
        const value = age === 0 ? size : Math.floor(shares[cohort][age] * size);
        const name = `2024-${String(cohort + 1).padStart(2, '0')}-01`;
        const flags = {
          complete: cohort + age < sizes.length - 1,
          small: size < 20,
          leftTruncated: cohort === 0,
        };
        return { cohort: name, age, cohortSize: size, value, rate: value / size, ...flags };
      }),
    );
    const average = sizes.slice(1).map((_, age) => ({
      age,
      value: cells
        .filter((cell) => cell.age === age && cell.complete)
        .reduce((sum, { value }) => sum + value, 0),
      rate: 0.5,
    }));
    return { cells, average };
  });

test('no cell of a triangle is small, or what is left of the average of its age', () => {
  fc.assert(
    fc.property(triangles, ({ cells, average }) => {
      const { tables } = maskOf(resultOf('cohort', { cells, average }, cohortParams));
      if (tables.cells === null) return;
      const isMasked = (place: number) => tables.cells!.get(place)?.has('value') ?? false;
      cells.forEach(({ value, cohortSize }, place) => {
        if (isMasked(place)) expect(tables.cells!.get(place)!.has('rate')).toBe(true);
        else expect(value === 0 || value >= least).toBe(true);
        if (!tables.cells!.get(place)?.has('cohortSize')) expect(cohortSize).toBeGreaterThanOrEqual(least);
      });
      average.forEach(({ age }, row) => {
        if (tables.average?.has(row)) return;
        const masked = cells.filter((cell, place) => cell.age === age && cell.complete && isMasked(place));
        if (masked.length === 0) return;
        expect(new Set(masked.map(({ value }) => value)).size).toBeGreaterThan(1);
        expect(masked.reduce((sum, { value }) => sum + value, 0)).toBeGreaterThanOrEqual(least);
      });
    }),
  );
});

test('a share of the cell before is masked with that cell', () => {
  const rows = cohortRows(4);
  const cells = rows.cells.map((cell) =>
    cell.cohort === '2010-12-01' && cell.age === 1 ? { ...cell, value: 3 } : cell,
  );
  const place = cells.findIndex((cell) => cell.cohort === '2010-12-01' && cell.age === 2);
  const mask = (relativeTo: string) =>
    maskOf(resultOf('cohort', { ...rows, cells }, { ...cohortParams, relativeTo })).tables.cells!;
  expect(mask('cohort').has(place)).toBe(false);
  expect(mask('previous').get(place)).toEqual(new Set(['rate']));
});

test('a table nobody has said how to mask is left out, with the money of cohorts and counts that tell of their neighbours', () => {
  expect(maskOf(resultOf('new-analysis', { groups: [{ customers: 100 }] })).tables.groups).toBeNull();
  for (const params of [{ measure: 'revenue' }, { type: 'rolling' }, { type: 'streak' }])
    expect(maskOf(resultOf('cohort', cohortRows(6), { ...cohortParams, ...params })).tables.cells).toBeNull();
});

test('sentences: about few, or adding up what is masked, are left out; about a group that is shown they stay', () => {
  const result = resultOf('rfm', segments([100, 3, 40, 8]));
  const mask = maskOf(result);
  const tellable = (code: string, values: Record<string, string | number>) =>
    isTellableFinding({ code, values }, result, mask, least);
  expect(tellable('mostValuable', { segment: 'champions', customers: 100 })).toBe(true);
  expect(tellable('largest', { segment: 'loyal', customers: 3 })).toBe(false);
  expect(tellable('largest', { segment: 'new', customers: 8 })).toBe(false);
  // The sum of two groups of which one is masked.
  expect(tellable('winBack', { customers: 43, revenue: 5 })).toBe(false);
  // Where nothing is masked few customers are not told of, while few periods are.
  const whole = resultOf('rfm', segments([100, 40]));
  const told = (code: string) => isTellableSentence({ code, values: { count: 3 } }, maskOf(whole), least);
  expect([told('withoutGroup'), told('smallDenominator')]).toEqual([false, true]);
  expect(isTellable('lost', 4, mask, least)).toBe(false);
  expect(isTellable('customers', 8, mask, least)).toBe(false);
  expect(isTellable('horizonMonths', 3, mask, least)).toBe(true);
  expect(isTellable('customers', 151, mask, least)).toBe(true);
});

test('figures have no bar of a masked group', () => {
  const result = resultOf('rfm', segments([100, 3, 40, 8]));
  const drawn = figureTables(result.tables, maskOf(result)).segments;
  expect(readRows(drawn, (row) => row.count('customers'))).toEqual([100, 40]);
});
