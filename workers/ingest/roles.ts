import type { FormatGuess, Role, SourceColumn } from '../api';
import type { ColumnSample } from './reader';
import { normaliseName, roleNames } from './role-names';
import { isDay, isNumeric } from './values/column';
import { proposeFixes } from './values/fixes';
import { believedShare, guessFormats, shareOf, type Formats } from './values/guess';
import { isMissing } from './values/missing';

/** A column with what its first values can be read as. */
interface Guessed extends ColumnSample, Formats {
  /** The values that say something. */
  filled: string[];
}

type Fits = (column: Guessed) => boolean;

const isReadAs = (kind: 'number' | 'date' | 'boolean', formats: readonly FormatGuess[]) =>
  shareOf(
    kind,
    formats.filter(({ format }) => format !== 'native'),
  ) >= believedShare;
const isDate: Fits = (column) => isDay(column) || isReadAs('date', column.formats);
const isNumber: Fits = (column) => isNumeric(column) || isReadAs('number', column.formats);
const isFlag: Fits = (column) =>
  column.type === 'BOOLEAN' ||
  isReadAs('boolean', column.formats) ||
  (isNumeric(column) &&
    column.filled.length > 0 &&
    column.filled.every((value) => /^[01](\.0)?$/.test(value)));
/** Read as a date before all else: digits alone are numbers unless the column's name says otherwise. */
const isPlainlyDate: Fits = (column) =>
  isDay(column) || (isDate(column) && column.formats[0].format.startsWith('date'));

/** Values a role can't do without; a name alone is not believed. */
const mustFit: Partial<Record<Role, Fits>> = {
  time: isDate,
  start: isDate,
  end: (column) => column.filled.length === 0 || isDate(column),
  amount: isNumber,
  price: isNumber,
  quantity: isNumber,
  durationMonths: isNumber,
  churned: isFlag,
  score: isNumber,
  responseHours: isNumber,
};

function roleByName(column: Guessed): Role | null {
  const name = normaliseName(column.name);
  const found = roleNames.find(
    ({ role, pattern }) => pattern.test(name) && (mustFit[role]?.(column) ?? true),
  );
  return found?.role ?? null;
}

const mostNumbers = 30;
const mostTexts = 100;

/** An identifier, free text or a measured number: too many different values to group by. */
function isTooVaried(column: Guessed): boolean {
  const limit = isNumber(column) ? mostNumbers : mostTexts;
  return column.filled.length === 0 || new Set(column.filled).size > limit;
}

/** Among several columns with a role's name, the one whose name says most plainly that it is an identifier. */
function preferIdentifier(columns: Guessed[]): Guessed {
  return (
    columns.find(({ name }) =>
      /(^| )(id|no|number|code|uuid|معرف|رقم|كود|رمز)( |$)/.test(normaliseName(name)),
    ) ?? columns[0]
  );
}

/** A role no name gave, given to the only column whose values can carry it. */
function fillByValues(columns: Guessed[], roles: Map<string, Role>, role: Role, fits: Fits): void {
  if ([...roles.values()].includes(role)) return;
  const candidates = columns.filter((column) => !roles.has(column.name) && fits(column));
  if (candidates.length === 1) roles.set(candidates[0].name, role);
}

const guess = (column: ColumnSample): Guessed => ({
  ...column,
  ...guessFormats(column),
  filled: column.values.filter((value): value is string => !isMissing(value, 'text')),
});

/** Roles whose values are names or ids, which may be written in several ways. */
const mendedRoles: readonly Role[] = ['customer', 'order', 'product'];

/**
 * Guesses what each column means from its name in English or Arabic, its type and its first values.
 * Each role but `attribute` and `ignored` goes to one column at most. The person has the last word.
 */
export function detectRoles(samples: readonly ColumnSample[]): SourceColumn[] {
  const columns = samples.map(guess);
  const claims = new Map<Role, Guessed[]>();
  for (const column of columns) {
    const role = roleByName(column);
    if (role) claims.set(role, [...(claims.get(role) ?? []), column]);
  }
  const detected = new Map<string, Role>();
  for (const [role, claimants] of claims) detected.set(preferIdentifier(claimants).name, role);

  const isContract = ['start', 'durationMonths'].some((role) => claims.has(role as Role));
  if (!isContract) fillByValues(columns, detected, 'time', isPlainlyDate);
  return columns.map((column) => {
    const role = detected.get(column.name) ?? (isTooVaried(column) ? 'ignored' : 'attribute');
    const { name, named, type, formats, isOpen } = column;
    return {
      name,
      named,
      type,
      role,
      formats,
      isOpen,
      fixes: mendedRoles.includes(role) ? proposeFixes(column) : [],
    };
  });
}
