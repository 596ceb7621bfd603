import type { Table } from 'apache-arrow';
import { readRows } from '../../../analyses/read-rows';
import { columnsBut, isSmall, leftOut, unmasked, type MaskedTable } from './mask-row';
import { maskTriangle } from './mask-triangle';
import { protect } from './protect';
import type { MaskRule } from './rules';

/**
 * Masks what tells of fewer than `least` customers, and what would let it be worked out.
 * @param asked keys that are masked in any case
 */
export function maskTable(
  table: Table,
  rule: MaskRule,
  asked: ReadonlySet<string>,
  least: number,
): MaskedTable {
  switch (rule.kind) {
    case 'groups':
      return maskGroups(table, rule, asked, least);
    case 'flows':
      return maskFlows(table, asked, least);
    case 'triangle':
      return maskTriangle(table, rule.isOfPrevious, asked, least);
    case 'triangleAverage':
    case 'whole':
      return unmasked;
  }
}

function maskGroups(
  table: Table,
  { key, count, also }: Extract<MaskRule, { kind: 'groups' }>,
  asked: ReadonlySet<string>,
  least: number,
): MaskedTable {
  const rows = readRows(table, (row) => ({
    key: row.text(key),
    count: row.count(count),
    small: also.some((name) => isSmall(row.count(name), least)),
  }));
  const places = rows.flatMap((row, place) => (asked.has(row.key) || row.small ? [place] : []));
  const masked = protect(
    rows.map((row) => row.count),
    new Set(places),
    least,
  );
  if (masked === null) return leftOut;
  const columns = columnsBut(table, [key]);
  return {
    mask: new Map([...masked].map((place) => [place, columns])),
    keys: [...masked].map((place) => rows[place].key),
  };
}

const flows = ['newCustomers', 'resurrected', 'lost', 'kept'] as const;
/** Masked by themselves where they are small; who came and went is in none of the sums. */
const apart = ['startCustomers', 'endCustomers', 'cameAndWent'] as const;
const rates = ['retentionRate', 'churnRate', 'lower', 'upper', 'small'] as const;

/**
 * Customers at the end are those at the start with who came and without who left, so one of these can be worked out from
 * the others: with one, all go, and the rates. The end of a period is the start of the next.
 */
function maskFlows(table: Table, asked: ReadonlySet<string>, least: number): MaskedTable {
  const rows = readRows(table, (row) => ({
    period: row.text('period'),
    small: [...flows, ...apart].filter((name) => isSmall(row.count(name), least)),
  }));
  const isMasked = ({ period, small }: (typeof rows)[number]): boolean =>
    asked.has(period) || small.some((name) => name !== 'cameAndWent');
  return {
    mask: new Map(
      rows.flatMap((row, place) => {
        const columns = isMasked(row) ? [...flows, ...rates, ...row.small] : row.small;
        return columns.length > 0 ? [[place, new Set<string>(columns)] as const] : [];
      }),
    ),
    keys: rows.filter(isMasked).map(({ period }) => period),
  };
}
