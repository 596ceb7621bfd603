/** The canonical tables that a query can name; their columns are in model/tables.sql. */
export const canonicalTables = [
  'orders',
  'customers',
  'attributes',
  'calendar',
  'periods',
  'activity',
  'cohort_activity',
  'activity_moves',
  'purchases',
  'purchase_gaps',
] as const;
