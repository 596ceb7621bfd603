import type { DatasetTable, LoadRequest, SourceColumn } from '../../workers/api';

/**
 * What a file is to the open notebook. `change` is the table itself once more, with other columns or settings; all the
 * others are as in `LoadRequest`.
 */
export type Purpose = FilePurpose | { as: 'change'; table: DatasetTable };

/** What a file can be said to be. */
export type FilePurpose = { as: 'new' } | { as: 'addition' } | { as: 'replacement'; table: DatasetTable };

type Tables = readonly DatasetTable[];
type Named = readonly { name: string }[];

function hasSameColumns(one: Named, other: Named): boolean {
  const names = new Set(one.map(({ name }) => name));
  return one.length === other.length && other.every(({ name }) => names.has(name));
}

/** All columns of a table, those left in the file included. */
function everyColumn(table: { columns: Named; unread: Named }): Named {
  return [...table.columns, ...table.unread];
}

/**
 * The likeliest purpose: next month's export has the columns of a table; a list of customers has a customer and no dates.
 * @param tables of the open notebook; none when nothing is open
 */
export function likelyPurpose(
  inspected: { columns: readonly SourceColumn[]; unread: Named },
  tables: Tables,
): FilePurpose {
  const same = tables.find((table) => hasSameColumns(everyColumn(table), everyColumn(inspected)));
  if (same) return { as: 'replacement', table: same };
  const roles = new Set(inspected.columns.map(({ role }) => role));
  const isDated = roles.has('time') || roles.has('start');
  return tables.length > 0 && roles.has('customer') && !isDated ? { as: 'addition' } : { as: 'new' };
}

/** Everything the person may choose, in the order of the page. */
export function possiblePurposes(tables: Tables): FilePurpose[] {
  const replacements = tables.map((table): FilePurpose => ({ as: 'replacement', table }));
  return [...replacements, { as: 'addition' }, { as: 'new' }];
}

/** The same for the same purpose. */
export function purposeKey(purpose: Purpose): string {
  return [purpose.as, tableOf(purpose)?.id].filter(Boolean).join('-');
}

/** The table of the open notebook that a file stands for, if any. */
export function tableOf(purpose: Purpose): DatasetTable | null {
  return 'table' in purpose ? purpose.table : null;
}

/** Whether the file only describes customers whom another table knows. */
export function isFurther(purpose: Purpose, tables: Tables): boolean {
  if (purpose.as === 'addition') return true;
  const table = tableOf(purpose);
  return table !== null && tables.findIndex(({ id }) => id === table.id) > 0;
}

/** How the engine is told. */
export function loadTarget(purpose: Purpose): Pick<LoadRequest, 'as' | 'table'> {
  return { as: purpose.as === 'change' ? 'replacement' : purpose.as, table: tableOf(purpose)?.id ?? null };
}

/** The table that was loaded, among those of the answer. */
export function loadedTable(after: Tables, purpose: Purpose, before: Tables): DatasetTable | null {
  if (purpose.as === 'new') return after[0] ?? null;
  const known = new Set(before.map(({ id }) => id));
  const place = before.findIndex(({ id }) => id === tableOf(purpose)?.id);
  return after.find(({ id }) => !known.has(id)) ?? (place < 0 ? after.at(-1) : after[place]) ?? null;
}
