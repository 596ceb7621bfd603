import type { Table } from 'apache-arrow';
import type { Finding, Scalar } from '../../../../workers/api';
import type { Mask, MaskedTable } from './mask-row';
import { maskTable } from './mask-table';
import { maskAverage } from './mask-triangle';
import { dimensionOf, ruleOf, wholeFigures, wholeFindings, type MaskRule } from './rules';

/** A result of an analysis, as far as masking reads it. */
export interface Maskable {
  /** Of the cell. */
  id: string;
  analysis: string;
  params: Record<string, Scalar>;
  tables: Record<string, Table>;
}

/** What is masked of one result. */
export interface ResultMask {
  /** By the names of tables; null where the table is left out. */
  tables: Record<string, Mask | null>;
  rules: Record<string, MaskRule | null>;
  /** Ids of figures that are left out. */
  figures: readonly string[];
  /** Numbers that are masked; a sentence that has one is left out. */
  numbers: ReadonlySet<number>;
  /** Something of it is masked or left out. */
  isTouched: boolean;
}

interface Entry {
  result: Maskable;
  name: string;
  table: Table;
  rule: MaskRule | null;
  dimension: string | null;
}

/**
 * Masks all results of a report together, so that groups of fewer than `least` customers can't be worked out from a
 * total, nor from another table of the same groups. Not covered: what a reader knows from elsewhere, such as another
 * report with other filters.
 */
export function maskResults(results: readonly Maskable[], least: number): Map<string, ResultMask> {
  const entries = results.flatMap((result) =>
    Object.entries(result.tables).map(([name, table]): Entry => {
      const rule = ruleOf(result.analysis, name, result.params);
      return { result, name, table, rule, dimension: rule && dimensionOf(rule, result.params) };
    }),
  );
  const masks = withoutOtherUnits(entries, maskTogether(entries, least));
  return new Map(results.map((result) => [result.id, resultMask(result, entries, masks)]));
}

/** Goes on until every table masks what others of its dimension mask. */
function maskTogether(entries: readonly Entry[], least: number): Map<Entry, MaskedTable> {
  const asked = new Map<string, Set<string>>();
  for (;;) {
    let isSettled = true;
    const masks = new Map<Entry, MaskedTable>();
    for (const entry of entries) {
      if (!entry.rule) continue;
      const keys = entry.dimension === null ? new Set<string>() : (asked.get(entry.dimension) ?? new Set());
      const masked = maskTable(entry.table, entry.rule, keys, least);
      masks.set(entry, masked);
      if (entry.dimension === null || masked.keys.every((key) => keys.has(key))) continue;
      asked.set(entry.dimension, new Set([...keys, ...masked.keys]));
      isSettled = false;
    }
    if (isSettled) return masks;
  }
}

const unitOf = ({ dimension }: Entry): string | null => (dimension?.startsWith('joined ') ? dimension : null);

/** Where periods are masked, months would tell what quarters mask: tables by another period than the first's are left out. */
function withoutOtherUnits(
  entries: readonly Entry[],
  masks: Map<Entry, MaskedTable>,
): Map<Entry, Mask | null> {
  const ofPeriods = entries.filter((entry) => unitOf(entry) !== null);
  const isMasked = ofPeriods.some((entry) => masks.get(entry)?.mask?.size !== 0);
  const [first] = ofPeriods;
  return new Map(
    entries.map((entry) => {
      const isOther = isMasked && unitOf(entry) !== null && unitOf(entry) !== unitOf(first);
      return [entry, isOther ? null : (masks.get(entry)?.mask ?? null)];
    }),
  );
}

function resultMask(result: Maskable, entries: readonly Entry[], masks: Map<Entry, Mask | null>): ResultMask {
  const own = entries.filter((entry) => entry.result === result);
  const tables = Object.fromEntries(own.map((entry) => [entry.name, masks.get(entry) ?? null]));
  const { cells, average } = result.tables;
  if (tables.average && average)
    tables.average = tables.cells ? maskAverage(average, cells, tables.cells) : null;
  const isTouched = Object.values(tables).some((mask) => mask === null || mask.size > 0);
  return {
    tables,
    rules: Object.fromEntries(own.map(({ name, rule }) => [name, rule])),
    figures: Object.entries(tables).flatMap(([name, mask]) =>
      mask?.size === 0 ? [] : (wholeFigures[`${result.analysis}.${name}`] ?? []),
    ),
    numbers: maskedNumbers(result.tables, tables),
    isTouched,
  };
}

function maskedNumbers(
  tables: Record<string, Table>,
  masks: Record<string, Mask | null>,
): ReadonlySet<number> {
  const numbers = new Set<number>();
  for (const [name, mask] of Object.entries(masks))
    for (const [row, columns] of mask ?? [])
      for (const column of columns) {
        const value: unknown = tables[name].getChild(column)?.get(row);
        if (typeof value === 'number' && value !== 0) numbers.add(value);
      }
  return numbers;
}

/** Values of sentences and summaries that count customers. */
const countName =
  /customers$|^(kept|lost|resurrected|active|n|events|atRisk|gone|slowing|leaving|first|cohortSize|safe|slowingDown|aboutToLeave)$/i;

/** Sentences in which `count` counts customers, and not periods or groups. */
const countsCustomers = ['withoutGroup', 'negativeDurations'];

/**
 * Whether a number may be told: it is not about few customers, and not masked in a table. A whole number is only taken
 * for a masked one where it counts customers.
 */
export function isTellable(name: string, value: unknown, mask: ResultMask, least: number): boolean {
  if (typeof value !== 'number') return true;
  const isCount = countName.test(name);
  const isFew = isCount && value > 0 && value < least;
  return !isFew && !(mask.numbers.has(value) && (isCount || !Number.isInteger(value)));
}

/** Whether a sentence may be told that speaks of the data as a whole, as warnings do. */
export function isTellableSentence({ code, values }: Finding, mask: ResultMask, least: number): boolean {
  const nameOf = (name: string): string =>
    name === 'count' && countsCustomers.includes(code) ? 'customers' : name;
  return Object.entries(values).every(([name, value]) => isTellable(nameOf(name), value, mask, least));
}

/**
 * Whether a finding may be told. Where something is masked, one that adds up groups could give it away: those stay that
 * are about everybody, or about one group that is shown.
 */
export function isTellableFinding(
  finding: Finding,
  result: Maskable,
  mask: ResultMask,
  least: number,
): boolean {
  if (!isTellableSentence(finding, mask, least)) return false;
  if (!mask.isTouched || wholeFindings[result.analysis]?.includes(finding.code)) return true;
  return isAboutShown(finding, result, mask);
}

const keyColumns = ['period', 'cohort', 'segment', 'group', 'state'];

/** The group a finding names has a row that is shown; of periods the one before is, too, since it is compared with. */
function isAboutShown({ values }: Finding, { tables }: Maskable, mask: ResultMask): boolean {
  const name = keyColumns.find((column) => column in values);
  if (name === undefined) return false;
  return Object.entries(tables).some(([table, content]) => {
    const column = content.getChild(name);
    const masked = mask.tables[table];
    if (!column || !masked) return false;
    const row = Array.from({ length: content.numRows }, (_, place) => place).find(
      (place) => String(column.get(place)) === String(values[name]),
    );
    // One number that stands apart from the others says nothing of them.
    const isMasked = (place: number): boolean => (masked.get(place)?.size ?? 0) > 1;
    return row !== undefined && !isMasked(row) && !(name === 'period' && isMasked(row - 1));
  });
}
