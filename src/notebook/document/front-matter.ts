import { roles, weekStarts, type DataOptions, type Role } from '../../../workers/api';
import { languages } from '../../i18n/keys';
import type { FrontMatter, TableContract } from './document';
import { filterToYaml, readFilter } from './filter-yaml';
import { ownValue } from '../../../workers/api';
import { isDay, isFlag, isList, isNumber, isRecord, isText, oneOf, Reading, shortly } from './reading';
import { changeYamlMap, readYamlMap, type Plain } from './yaml-map';

/** The number of the format that is written; a file of a later one is read as far as it is understood. */
const format = 1;

const keys = ['format', 'title', 'language', 'settings', 'tables', 'filters'];

const whole = /^---[ \t]*\r?\n([\s\S]*?\r?\n|)---[ \t]*(?:\r?\n|$)(?:[ \t]*\r?\n)*/;
const noFront: Omit<FrontMatter, 'source' | 'damages'> = {
  title: '',
  language: null,
  settings: {},
  tables: [],
  filters: [],
};

/** Takes the front matter off a file's text; also the empty lines before the first block are its own. */
export function splitFront(text: string): { source: string; yaml: string | null } {
  const found = whole.exec(text);
  if (found) return { source: found[0], yaml: found[1] };
  return { source: /^(?:[ \t]*\r?\n)*/.exec(text)?.[0] ?? '', yaml: null };
}

export function readFront(source: string): FrontMatter {
  const { yaml } = splitFront(source);
  if (yaml === null) return { ...noFront, source, damages: [{ code: 'formatMissing', line: 0, values: {} }] };
  const map = readYamlMap(yaml);
  const reading = new Reading(map, 1);
  if (map.damages.length > 0) return { ...noFront, source, damages: reading.damages };
  const found = reading.need('format', isNumber);
  if (found !== null && found > format) reading.note('formatNewer', 'format', { format: found });
  const front = {
    source,
    title: String(reading.take('title', isTitle) ?? ''),
    language: reading.take('language', oneOf(languages)),
    settings: readSettings(reading),
    tables: readEach(reading, 'tables', readContract),
    filters: readEach(reading, 'filters', readFilter),
  };
  return { ...front, damages: reading.finish() };
}

const isTitle = (value: Plain): value is string | number => isText(value) || isNumber(value);

function readSettings(reading: Reading): Partial<DataOptions> {
  const record = reading.take('settings', isRecord) ?? {};
  const fits: Record<keyof DataOptions, (value: Plain) => boolean> = {
    zeroIsActivity: isFlag,
    orderByRow: isFlag,
    timeZone: isText,
    weekStart: oneOf(weekStarts),
    asOf: isDay,
  };
  const settings: Record<string, Plain> = {};
  for (const [key, value] of Object.entries(record)) {
    if (ownValue<(value: Plain) => boolean>(fits, key)?.(value)) settings[key] = value;
    else reading.note('badValue', 'settings', { key, value: shortly(value) });
  }
  return settings as Partial<DataOptions>;
}

function readEach<Item>(reading: Reading, key: string, read: (value: Plain) => Item | null): Item[] {
  return (reading.take(key, isList) ?? []).flatMap((value, place) => {
    const item = read(value);
    if (item === null) reading.note('badValue', key, { key: `${key} ${place + 1}`, value: shortly(value) });
    return item ?? [];
  });
}

function readContract(value: Plain): TableContract | null {
  if (!isRecord(value) || !isText(value.name) || !isList(value.columns ?? [])) return null;
  const columns = ((value.columns ?? []) as Plain[]).flatMap((column) => {
    if (!isRecord(column) || !isTitle(column.name) || !isRole(column.role ?? 'attribute')) return [];
    const role = (column.role ?? 'attribute') as Role;
    return [{ name: String(column.name), role, type: isText(column.type) ? column.type : 'text' }];
  });
  const rows = isNumber(value.rows ?? null) ? Number(value.rows) : null;
  return { name: value.name, columns, rows, hash: isText(value.hash ?? null) ? String(value.hash) : null };
}

const isRole = oneOf(roles);

/** What of the front matter is to be another; what is left out stays. */
export type FrontChange = Partial<
  Pick<FrontMatter, 'title' | 'language' | 'settings' | 'tables' | 'filters'>
>;

/** The front matter with some of it changed; the person's own comments and entries stay. */
export function changeFront(front: FrontMatter, change: FrontChange): FrontMatter {
  const { yaml } = splitFront(front.source);
  const entries = Object.entries(toYaml(change)).map(([key, value]) => [
    key,
    isNothing(value) ? null : value,
  ]);
  const changes: Record<string, Plain> = { format, ...Object.fromEntries(entries) };
  // What can't be read is not written over, but kept below as text.
  const isBroken = yaml !== null && readYamlMap(yaml).damages.length > 0;
  const body = changeYamlMap(isBroken ? '' : (yaml ?? ''), changes, keys);
  const rest = yaml === null || isBroken ? front.source : '';
  return readFront(`---\n${body}---\n\n${rest}`);
}

function isNothing(value: Plain): boolean {
  return value === null || value === '' || (typeof value === 'object' && Object.keys(value).length === 0);
}

function toYaml({ title, language, settings, tables, filters }: FrontChange): Record<string, Plain> {
  return {
    ...(title !== undefined && { title }),
    ...(language !== undefined && { language }),
    ...(settings !== undefined && { settings: settings as Record<string, Plain> }),
    ...(tables !== undefined && { tables: tables.map(contractToYaml) }),
    ...(filters !== undefined && { filters: filters.map(filterToYaml) }),
  };
}

function contractToYaml({ name, columns, rows, hash }: TableContract): Plain {
  return {
    name,
    columns: columns.map((column) => ({ ...column })),
    ...(rows !== null && { rows }),
    ...(hash !== null && { hash }),
  };
}
