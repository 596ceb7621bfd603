import {
  ownValue,
  valueRoles,
  type ColumnFormat,
  type Fix,
  type Mapping,
  type ReadingSetting,
  type Role,
  type SourceColumn,
  type TableSettings,
} from '../../workers/api';
import { detectedMapping, withRole } from './roles';

/** What keeps a table small: all of it can be left as it is. */
export type Limits = Pick<TableSettings, 'leftOut' | 'customerShare' | 'fromDay'>;

export const noLimits: Limits = { leftOut: null, customerShare: 1, fromDay: null };

/** All settings as nobody has touched them. */
export const untouched: TableSettings = { reading: {}, mapping: {}, formats: {}, fixes: {}, ...noLimits };

/** Settings carried over to a table with these columns: what they say of columns that are not there is left out. */
export function settingsFor(columns: readonly SourceColumn[], wished: TableSettings): TableSettings {
  const names = new Set(columns.map(({ name }) => name));
  const known = <Value>(record: Readonly<Record<string, Value>>): Record<string, Value> =>
    Object.fromEntries(Object.entries(record).filter(([name]) => names.has(name)));
  return {
    ...wished,
    // One by one, so that a role that is taken leaves the column that was merely detected.
    mapping: Object.entries(known(wished.mapping)).reduce(
      (mapping, [name, role]) => withRole(mapping, name, role),
      detectedMapping(columns),
    ),
    formats: known(wished.formats),
    fixes: known(wished.fixes),
  };
}

export function formatInForce(
  column: SourceColumn,
  settings: Pick<TableSettings, 'formats'>,
): ColumnFormat | null {
  return ownValue(settings.formats, column.name) ?? column.formats[0]?.format ?? null;
}

/** The share of the column's values that can be read as the format in force; null where that was not looked at. */
export function shareInForce(column: SourceColumn, settings: Pick<TableSettings, 'formats'>): number | null {
  const format = formatInForce(column, settings);
  return column.formats.find((guess) => guess.format === format)?.share ?? null;
}

/** Whole numbers are mended unasked, everything else only when it was wished. */
export function fixesInForce(column: SourceColumn, settings: Pick<TableSettings, 'fixes'>): Fix[] {
  const unasked = column.fixes.map(({ fix }) => fix).filter((fix) => fix === 'wholeNumber');
  return ownValue(settings.fixes, column.name) ?? unasked;
}

export function withFix(
  settings: TableSettings,
  column: SourceColumn,
  fix: Fix,
  isOn: boolean,
): TableSettings {
  const others = fixesInForce(column, settings).filter((each) => each !== fix);
  return { ...settings, fixes: { ...settings.fixes, [column.name]: isOn ? [...others, fix] : others } };
}

export function withFormat(settings: TableSettings, column: string, format: ColumnFormat): TableSettings {
  return { ...settings, formats: { ...settings.formats, [column]: format } };
}

export function withReading(settings: TableSettings, setting: ReadingSetting, value: string): TableSettings {
  return { ...settings, reading: { ...settings.reading, [setting]: value } };
}

export function hasLimits({ leftOut, customerShare, fromDay }: Limits): boolean {
  return (leftOut?.length ?? 0) > 0 || customerShare < 1 || fromDay !== null;
}

/** Shares of the customers that can be read, the first being all of them. */
export const limitedShares = [1, 0.5, 0.25, 0.1, 0.05, 0.01] as const;

/** Without these no row can be used. */
const neededRoles: readonly Role[] = ['customer', 'time', 'start', 'durationMonths', 'churned'];

export function columnsThatCanGo(columns: readonly SourceColumn[], mapping: Mapping): string[] {
  const names = columns.map(({ name }) => name);
  return names.filter((name) => !neededRoles.includes(ownValue(mapping, name) ?? 'attribute'));
}

/** Whether it matters to the analyses how the values of a column are read. */
export function isFormatNeeded(role: Role): boolean {
  return valueRoles.includes(role);
}
