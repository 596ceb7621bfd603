import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CustomerFilter, TableFilter } from '../../workers/api';
import { fileName, type ExportNames } from './file-name';

const review: ExportNames = {
  notebook: 'Retention review',
  result: 'cohort',
  asOf: '2011-12-09',
  filters: [],
};
const named = (changes: Partial<ExportNames>, part = 'triangle', extension = 'csv') =>
  fileName({ ...review, ...changes }, part, extension);
const web: CustomerFilter = { kind: 'attribute', name: 'channel', values: ['web'] };

describe('a file name', () => {
  it.each<[string, Partial<ExportNames>, string, string]>([
    ['wafa-retention-review-cohort-triangle-2011-12-09.svg', {}, 'triangle', 'svg'],
    [
      'wafa-retention-review-cohort-triangle-2011-12-09-channel-web.csv',
      { filters: [web] },
      'triangle',
      'csv',
    ],
    [
      'wafa-value-by-frequency.parquet',
      { notebook: '', result: 'value', asOf: null },
      'byFrequency',
      'parquet',
    ],
    [
      'wafa-مراجعة-الاحتفاظ-بالعملاء-active-rows-2011-12-09.csv',
      { notebook: '«مراجعة الاحتفاظ بالعملاء»', result: 'active' },
      'rows',
      'csv',
    ],
    ['wafa-store-cohort-2011-12-09.csv', { notebook: 'store.csv' }, '', 'csv'],
    ['wafa-con-a-b-c-d-2011-12-09.png', { notebook: 'CON', result: 'a/b\\c:d' }, '', 'png'],
  ])('%s', (name, changes, part, extension) => {
    expect(named(changes, part, extension)).toBe(name);
  });

  it.each<[string, CustomerFilter]>([
    ['from-2011-01-01-to-2011-06-30', { kind: 'dates', from: '2011-01-01', to: '2011-06-30' }],
    ['from-2011-01-01', { kind: 'dates', from: '2011-01-01', to: null }],
    ['to-2011-06-30', { kind: 'dates', from: null, to: '2011-06-30' }],
    ['cohort-month-2010-12', { kind: 'cohort', unit: 'month', period: '2010-12-01' }],
    ['cohort-week-2010-11-29', { kind: 'cohort', unit: 'week', period: '2010-11-29' }],
    ['segment-atRisk+loyal', { kind: 'segment', segments: ['loyal', 'atRisk'] }],
    ['مدينة-الرياض+جدة', { kind: 'attribute', name: 'مدينة', values: ['جدة', 'الرياض'] }],
  ])('says %s', (words, filter) => {
    expect(named({ filters: [filter] })).toBe(
      `wafa-retention-review-cohort-triangle-2011-12-09-${words}.csv`,
    );
  });

  it('tells values apart that are written alike', () => {
    const ofCountry = (value: string | null) =>
      named({ filters: [{ kind: 'attribute', name: 'country', values: [value] }] });
    expect(ofCountry('United Kingdom')).toMatch(/-country-United-Kingdom-[0-9a-z]{7}\.csv$/);
    const all = ['United Kingdom', 'United-Kingdom', 'United/Kingdom', null, 'none', ''].map(ofCountry);
    expect(new Set(all).size).toBe(6);
  });

  it('says which rows of a table it holds', () => {
    const rowFilters: TableFilter[] = [{ column: 'amount', kind: 'between', from: '10', to: null }];
    expect(named({ result: 'store', rowFilters }, 'rows')).toMatch(
      /^wafa-retention-review-store-rows-2011-12-09-amount-10-to-[0-9a-z]{7}\.csv$/,
    );
  });
});

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.constantFrom('CON', 'nul.txt', '..', '\u202egnp.exe', '\u0000', '', 'ا'.repeat(400), '\ud800', '😀/😀'),
);
const filter: fc.Arbitrary<CustomerFilter> = fc.oneof(
  fc.record({
    kind: fc.constant('attribute' as const),
    name: anyText,
    values: fc.array(fc.option(anyText), { maxLength: 3 }),
  }),
  fc.record({ kind: fc.constant('segment' as const), segments: fc.array(anyText, { maxLength: 3 }) }),
  fc.record({ kind: fc.constant('dates' as const), from: fc.option(anyText), to: fc.option(anyText) }),
  fc.record({
    kind: fc.constant('cohort' as const),
    unit: fc.constantFrom('week' as const, 'month' as const),
    period: anyText,
  }),
);
const names: fc.Arbitrary<ExportNames> = fc.record({
  notebook: anyText,
  result: anyText,
  asOf: fc.constantFrom('2011-12-09', null),
  filters: fc.array(filter, { maxLength: 4 }),
  rowFilters: fc.array(
    fc.record({ column: anyText, kind: fc.constant('contains' as const), text: anyText }),
    { maxLength: 2 },
  ),
});

/** What Windows and others refuse in names; also what is not seen, or turns the name around. */
const refused = /[\\/:*?"<>|\p{C}\p{Z}]/u;
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

describe('any file name', () => {
  it('is one that every system takes, and the same every time', () => {
    fc.assert(
      fc.property(names, anyText, (all, part) => {
        const name = fileName(all, part, 'parquet');
        expect(name).toMatch(/^wafa.*\.parquet$/u);
        expect(name).not.toMatch(refused);
        expect(name).not.toMatch(reserved);
        expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(255);
        expect(fileName(structuredClone(all), part, 'parquet')).toBe(name);
      }),
      { numRuns: 1000 },
    );
  });

  it('is another for other filters, and the same for the same in another order', () => {
    // Few letters, so that filters come close to each other.
    const word = fc.string({ unit: fc.constantFrom('a', 'b', '-', ' ', '+'), maxLength: 3 });
    const value = fc.option(word, { nil: null });
    const near: fc.Arbitrary<CustomerFilter> = fc.oneof(
      fc.record({
        kind: fc.constant('attribute' as const),
        name: fc.oneof(word, fc.constantFrom('segment', 'to')),
        values: fc.uniqueArray(value, { maxLength: 2 }),
      }),
      fc.record({ kind: fc.constant('segment' as const), segments: fc.uniqueArray(word, { maxLength: 2 }) }),
    );
    const written = (filters: CustomerFilter[]): string =>
      JSON.stringify(
        filters
          .map((each) =>
            JSON.stringify({
              ...each,
              ...('values' in each ? { values: [...each.values].sort() } : {}),
              ...('segments' in each ? { segments: [...each.segments].sort() } : {}),
            }),
          )
          .sort(),
      );
    const some = fc.array(near, { maxLength: 3 });
    fc.assert(
      fc.property(some, some, (one, other) => {
        const isSame = written(one) === written(other);
        expect(named({ filters: one }) === named({ filters: other })).toBe(isSame);
        expect(named({ filters: [...one].reverse() })).toBe(named({ filters: one }));
      }),
      { numRuns: 2000 },
    );
  });
});
