import { repeatableRoles, type Mapping, type Role, type SourceColumn } from '../../workers/api';

export function detectedMapping(columns: readonly SourceColumn[]): Mapping {
  return Object.fromEntries(columns.map(({ name, role }) => [name, role]));
}

/** Gives a column a role. A role that only one column can have moves: its former column becomes an attribute. */
export function withRole(mapping: Mapping, column: string, role: Role): Mapping {
  const entries = Object.entries(mapping).map(([name, former]): [string, Role] => {
    const taken = former === role && !repeatableRoles.includes(role);
    return [name, taken ? 'attribute' : former];
  });
  return { ...Object.fromEntries(entries), [column]: role };
}

/** What no notebook can do without: a customer, and when something happened. */
export type MissingRole = 'customer' | 'time' | 'churned';

/** A further table only has to say whom its rows are about. */
export function missingRoles(mapping: Mapping, isFurther = false): MissingRole[] {
  const present = new Set(Object.values(mapping));
  const missing: MissingRole[] = [];
  if (!present.has('customer')) missing.push('customer');
  if (isFurther || present.has('time') || present.has('start')) return missing;
  if (!present.has('durationMonths')) missing.push('time');
  else if (!present.has('churned')) missing.push('churned');
  return missing;
}
