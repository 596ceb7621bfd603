import { Float64, Table, Utf8, vectorFromArray } from 'apache-arrow';
import { describe, expect, it } from 'vitest';
import { audienceCsv, firstRows } from '../../src/share/exports/audience';
import { tableForClipboard } from '../../src/share/exports/clipboard-table';
import { tableToCsv } from '../../src/share/export-csv';
import { fileName } from '../../src/share/file-name';
import { isLink, readLink } from '../../src/share/link/link';
import { extracted } from '../../src/share/report/extract-notebook';
import { hostileValues } from './exports';
import { hostileLinks } from './links';
import { hostileReports } from './reports';

describe.each(hostileLinks)('a link: $name', ({ fragment, ends }) => {
  it('is read, or refused in words', () => {
    if (ends === 'no link') return expect(isLink(fragment)).toBe(false);
    expect(isLink(fragment)).toBe(true);
    const read = readLink(fragment);
    expect(read.kind === 'problem' ? read.problem : read.kind).toBe(ends);
  });
});

describe.each(hostileReports)('a report: $name', ({ html, ends }) => {
  it('is searched for a notebook as text', async () => {
    const found = await extracted(new Blob([html], { type: 'text/html' }));
    expect('text' in found ? 'text' : found.problem).toBe(ends);
  });
});

describe.each(hostileValues)('a value that goes out: %j', (value) => {
  /** The same in the header, in a cell, and behind a cell. */
  const table = new Table({
    [value]: vectorFromArray([value, 'plain'], new Utf8()),
    n: vectorFromArray([-1, 2], new Float64()),
  });
  const asNamed = (name: string) => name;
  /** What a spreadsheet finds in each cell. */
  const fieldsOf = (text: string, separator: ',' | '\t') => {
    const field = new RegExp(`"((?:[^"]|"")*)"|[^${separator}\\n]+`, 'g');
    return [...text.replace(/^\ufeff/, '').matchAll(field)].map(([whole, quoted]) => quoted ?? whole);
  };
  const formula = /^[=+@\-\t\r\n＝＋－＠](?!\d+$)/;

  it('is no formula as CSV, as an audience, nor on the clipboard', async () => {
    const csv = (await (await tableToCsv(table, asNamed)).text()).replaceAll('\r\n', '\n');
    const rows = firstRows(table, value);
    const audience = await audienceCsv({
      table,
      customerColumn: value,
      rows,
      isWhole: true,
      columnLabel: asNamed,
    });
    const copied = await tableForClipboard(table, asNamed);
    for (const text of [csv, (await audience.text()).replaceAll('\r\n', '\n')])
      for (const field of fieldsOf(text, ',')) expect(field).not.toMatch(formula);
    for (const field of fieldsOf(copied.text, '\t')) expect(field).not.toMatch(formula);
    expect(copied.html).not.toMatch(/<(?!\/?(table|tr|td)>)/);
  });

  it('names no other place as a file', () => {
    const name = fileName({ notebook: value, result: value, asOf: null, filters: [] }, value, 'csv');
    expect(name).toMatch(/^wafa[\p{L}\p{M}\p{N}_-]*\.csv$/u);
    expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(255);
  });
});
