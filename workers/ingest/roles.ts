import type { Role, SourceColumn } from '../api';
import { normaliseName, roleNames } from './role-names';
import { looksLikeDate, looksLikeFlag, looksLikeNumber } from './values';

/** A column as the detection sees it: its name, the engine's type, and the values of the first rows. */
export interface ColumnSample {
  name: string;
  type: string;
  values: (string | null)[];
}

type Fits = (column: ColumnSample) => boolean;

const filled = (column: ColumnSample) =>
  column.values.filter((value): value is string => value !== null && value.trim() !== '');
const most = (column: ColumnSample, test: (value: string) => boolean) => {
  const values = filled(column);
  return values.length > 0 && values.filter(test).length >= 0.8 * values.length;
};
const isDate: Fits = (column) => /^(DATE|TIMESTAMP)/.test(column.type) || most(column, looksLikeDate);
const isNumber: Fits = (column) => most(column, looksLikeNumber);
const isFlag: Fits = (column) => most(column, looksLikeFlag);

/** Values a role can't do without; a name alone is not believed. */
const mustFit: Partial<Record<Role, Fits>> = {
  time: isDate,
  start: isDate,
  end: (column) => filled(column).length === 0 || isDate(column),
  amount: isNumber,
  price: isNumber,
  quantity: isNumber,
  durationMonths: isNumber,
  churned: isFlag,
  score: isNumber,
  responseHours: isNumber,
};

function roleByName(column: ColumnSample): Role | null {
  const name = normaliseName(column.name);
  const found = roleNames.find(
    ({ role, pattern }) => pattern.test(name) && (mustFit[role]?.(column) ?? true),
  );
  return found?.role ?? null;
}

const mostNumbers = 30;
const mostTexts = 100;

/** An identifier, free text or a measured number: too many different values to group by. */
function isTooVaried(column: ColumnSample): boolean {
  const values = filled(column);
  const limit = isNumber(column) ? mostNumbers : mostTexts;
  return values.length === 0 || new Set(values).size > limit;
}

/** Among several columns with a role's name, the one whose name says most plainly that it is an identifier. */
function preferIdentifier(columns: ColumnSample[]): ColumnSample {
  return (
    columns.find(({ name }) => /\b(id|no|number|code|uuid)\b|معرف|رقم|كود/.test(normaliseName(name))) ??
    columns[0]
  );
}

/** A role no name gave, given to the only column whose values can carry it. */
function fillByValues(columns: ColumnSample[], roles: Map<string, Role>, role: Role, fits: Fits): void {
  if ([...roles.values()].includes(role)) return;
  const candidates = columns.filter((column) => !roles.has(column.name) && fits(column));
  if (candidates.length === 1) roles.set(candidates[0].name, role);
}

/**
 * Guesses what each column means from its name in English or Arabic, its type and its first values.
 * Each role but `attribute` and `ignored` goes to one column at most. The person has the last word.
 */
export function detectRoles(columns: ColumnSample[]): SourceColumn[] {
  const claims = new Map<Role, ColumnSample[]>();
  for (const column of columns) {
    const role = roleByName(column);
    if (role) claims.set(role, [...(claims.get(role) ?? []), column]);
  }
  const detected = new Map<string, Role>();
  for (const [role, claimants] of claims) detected.set(preferIdentifier(claimants).name, role);

  const isContract = ['start', 'durationMonths'].some((role) => claims.has(role as Role));
  if (!isContract) fillByValues(columns, detected, 'time', isDate);
  return columns.map((column) => ({
    name: column.name,
    type: column.type,
    role: detected.get(column.name) ?? (isTooVaried(column) ? 'ignored' : 'attribute'),
  }));
}
