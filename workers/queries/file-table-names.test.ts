import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileTableNames } from './file-table-names';

describe('the names of files’ tables in SQL', () => {
  it('are the files’ names as identifiers', () => {
    expect(fileTableNames(['Sales 2024', '2024-sales', 'مبيعات المتجر', 'a.b', 'ÄÖ'])).toEqual([
      'sales_2024',
      '_2024_sales',
      'مبيعات_المتجر',
      'a_b',
      'äö',
    ]);
  });

  it('differ from the canonical tables and from each other', () => {
    expect(fileTableNames(['Orders', 'data', 'Data', 'DATA!', 'data_', ''])).toEqual([
      'orders_file',
      'data',
      'data_file',
      'data_',
      'data__file',
      '_',
    ]);
  });

  it('are always identifiers, each once', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' })), (names) => {
        const made = fileTableNames(names);
        expect(new Set(made).size).toBe(names.length);
        for (const name of made) expect(name).toMatch(/^[\p{L}_][\p{L}\p{M}\p{N}_]*$/u);
      }),
    );
  });
});
