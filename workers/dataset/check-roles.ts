import { repeatableRoles, type Role } from '../api';
import { EngineError } from '../duckdb/engine-error';
import { roleOf, type RawTable } from './raw-table';

/** The sets of roles of which one must be complete in the first table. */
const neededRoles: readonly (readonly Role[])[] = [
  ['customer', 'time'],
  ['customer', 'start'],
  ['customer', 'durationMonths', 'churned'],
];

const rolesOf = (table: RawTable) => table.columns.map((column) => roleOf(table, column));

/**
 * The roles the tables have together.
 * @throws EngineError `rolesMissing`, or `rolesTwice` when a role stands on two columns of one table
 */
export function checkRoles(main: RawTable, further: readonly RawTable[]): Role[] {
  for (const table of [main, ...further]) checkOnce(rolesOf(table));
  const roles = rolesOf(main);
  if (!neededRoles.some((needed) => needed.every((role) => roles.includes(role)))) {
    const missing = roles.includes('customer')
      ? ['time']
      : roles.includes('time')
        ? ['customer']
        : ['customer', 'time'];
    throw rolesMissing(missing);
  }
  if (further.some((table) => !rolesOf(table).includes('customer'))) throw rolesMissing(['customer']);
  // What a further table says of a date or an amount is not the first table's.
  const described: readonly Role[] = ['channel', 'member', 'campaign', 'category', 'reason', 'score'];
  const more = further.flatMap(rolesOf).filter((role) => described.includes(role));
  return [...new Set([...roles, ...more])].filter((role) => !repeatableRoles.includes(role));
}

function checkOnce(roles: Role[]): void {
  const twice = roles.find((role, index) => !repeatableRoles.includes(role) && roles.indexOf(role) !== index);
  if (twice) throw new EngineError('rolesTwice', `Two columns are ${twice}.`, { values: { role: twice } });
}

const rolesMissing = (missing: string[]) =>
  new EngineError('rolesMissing', `No column is ${missing.join(' or ')}.`, {
    values: { roles: missing.join(',') },
  });
