import { ownValue, type Dataset } from '../../workers/api';

/** What the notebook's files call their customers. */
export function customerColumns(dataset: Dataset | null): string[] {
  const tables = dataset?.tables ?? [];
  return tables.flatMap(({ columns, settings }) =>
    columns.map(({ name }) => name).filter((name) => ownValue(settings.mapping, name) === 'customer'),
  );
}
