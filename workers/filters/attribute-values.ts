import type { AttributeValue } from '../api';
import { modelNamespace } from '../dataset/build-data';
import { EngineError } from '../duckdb/engine-error';
import { fillIn } from '../duckdb/sql-text';
import attributeValuesSql from './attribute-values.sql?raw';
import type { SelectionInput } from './selection';

/**
 * The values of an attribute among all customers, the most frequent first; null is "no value".
 * @param limit most values that come back
 * @throws EngineError `parametersInvalid` when the data has no such attribute
 */
export async function attributeValues(
  { database, loaded, dataset, signal }: Omit<SelectionInput, 'filters'>,
  attribute: string,
  limit: number,
): Promise<AttributeValue[]> {
  if (!dataset.attributes.some(({ name }) => name === attribute))
    throw new EngineError('parametersInvalid', `There is no attribute ${attribute}.`, {
      values: { parameter: 'attribute', value: attribute },
    });
  await loaded.rollups.attribute(attribute, signal);
  const sql = fillIn(attributeValuesSql, { attribute, most: Math.max(0, Math.floor(limit)) });
  const table = await database.run(sql, signal, modelNamespace(loaded));
  return [...table].map(({ value, customers }) => ({
    value: value === null ? null : String(value),
    customers: Number(customers),
  }));
}
