import {
  columnFormats,
  fixes,
  readingSettings,
  roles,
  type Mapping,
  type SourceColumn,
  type TableSettings,
} from '../../workers/api';
import { rememberData, rememberedData } from '../ui/remembered';

/** What was chosen for files with certain columns: nothing of their content, and no names of files. */
export type Habit = Pick<TableSettings, 'reading' | 'mapping' | 'formats' | 'fixes'>;

interface KeptHabit extends Habit {
  /** Of the column names, in their order: as the file was chosen, and as it was first seen. */
  keys: string[];
}

const storageName = 'habits';
const mostHabits = 50;

/** A short name for a list of columns (FNV-1a, 32 bits, and their number). Names are compared as well, so it need not be unique. */
export function columnsKey(names: readonly string[]): string {
  let hash = 0x811c9dc5;
  for (const character of JSON.stringify(names)) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  return `${(hash >>> 0).toString(36)}-${names.length}`;
}

/** What was chosen the last time for a file that looked like this one. */
export function habitFor(names: readonly string[]): Habit | null {
  const key = columnsKey(names);
  const found = keptHabits().find(({ keys }) => keys.includes(key));
  if (!found) return null;
  const { reading, mapping, formats, fixes } = found;
  return { reading, mapping, formats, fixes };
}

/** Whether the habit speaks of just these columns. */
export function fitsHabit(habit: Habit, columns: readonly SourceColumn[]): boolean {
  const names = Object.keys(habit.mapping);
  return names.length === columns.length && columns.every(({ name }) => name in habit.mapping);
}

/** @param firstSeen the column names before anything was set, `names` as they are with the habit's reading */
export function keepHabit(firstSeen: readonly string[], names: readonly string[], habit: Habit): void {
  const keys = [columnsKey(firstSeen), columnsKey(names)];
  const kept = keptHabits();
  const former = kept.filter((each) => isOneOf(each, keys)).flatMap((each) => each.keys);
  const { entry: _fileName, ...reading } = habit.reading;
  const { mapping, formats, fixes } = habit;
  const newest = { keys: [...new Set([...keys, ...former])], reading, mapping, formats, fixes };
  write([newest, ...kept.filter((each) => !isOneOf(each, keys))]);
}

export function forgetHabit(firstSeen: readonly string[], names: readonly string[]): void {
  const keys = [columnsKey(firstSeen), columnsKey(names)];
  write(keptHabits().filter((each) => !isOneOf(each, keys)));
}

/** Whether anything differs from what would be done unasked. */
export function isWorthKeeping(habit: Habit, detected: Mapping): boolean {
  const isMapped = Object.entries(habit.mapping).some(([name, role]) => detected[name] !== role);
  return isMapped || [habit.reading, habit.formats, habit.fixes].some((each) => Object.keys(each).length > 0);
}

function isOneOf(habit: KeptHabit, keys: readonly string[]): boolean {
  return habit.keys.some((key) => keys.includes(key));
}

function write(habits: readonly KeptHabit[]): void {
  rememberData(storageName, habits.slice(0, mostHabits));
}

function keptHabits(): KeptHabit[] {
  const stored = rememberedData(storageName);
  return Array.isArray(stored) ? stored.filter(isHabit) : [];
}

type Check = (value: unknown) => boolean;

const oneOf =
  (allowed: readonly string[]): Check =>
  (value) =>
    typeof value === 'string' && allowed.includes(value);
const isText: Check = (value) => typeof value === 'string';
const listOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);

function isRecord(value: unknown, check: Check, names: Check = isText): boolean {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject && Object.entries(value).every(([name, each]) => names(name) && check(each));
}

/** Storage can hold anything: an older version's entry, or somebody's typing. */
function isHabit(value: unknown): value is KeptHabit {
  if (typeof value !== 'object' || value === null) return false;
  const habit = value as Record<string, unknown>;
  return (
    listOf(isText)(habit.keys) &&
    isRecord(habit.reading, isText, oneOf(readingSettings)) &&
    isRecord(habit.mapping, oneOf(roles)) &&
    isRecord(habit.formats, oneOf(columnFormats)) &&
    isRecord(habit.fixes, listOf(oneOf(fixes)))
  );
}
