import { DataType, type Table, type Vector } from 'apache-arrow';
import type { SqlColumn } from '../../../workers/api';
import { daysOf } from './days';
import type { ChartColumn } from './default-choices';

const dateType = /^(DATE|TIMESTAMP)/i;

/** What is there of a column's values, in the order of the rows. */
function presentValues(vector: Vector | null): unknown[] {
  const values: unknown[] = [];
  for (let row = 0; row < (vector?.length ?? 0); row++) {
    const value: unknown = vector?.get(row);
    if (value !== null && value !== undefined && value !== '') values.push(value);
  }
  return values;
}

function kindOf(type: DataType, values: readonly unknown[], declared: string): ChartColumn['kind'] {
  if (DataType.isInt(type) || DataType.isFloat(type)) return 'number';
  if (DataType.isBool(type)) return 'boolean';
  if (dateType.test(declared)) return 'date';
  const areDates = values.length > 0 && values.every((value) => daysOf(String(value)) !== null);
  return areDates ? 'date' : 'text';
}

/** ISO dates of one form rise as their letters do. */
function rises(values: readonly unknown[]): boolean {
  const isRising = (value: unknown, index: number): boolean =>
    index === 0 || (value as number | string) > (values[index - 1] as number | string);
  return values.length > 1 && values.every(isRising);
}

/**
 * The columns of a result, as a chart sees them.
 *
 * @param types what the engine says of them; dates come as ISO texts, and are known by their values otherwise
 */
export function chartColumns(table: Table, types: readonly SqlColumn[] = []): ChartColumn[] {
  return table.schema.fields.map(({ name, type }) => {
    const values = presentValues(table.getChild(name));
    const declared = types.find((each) => each.name === name)?.type ?? '';
    const kind = kindOf(type as DataType, values, declared);
    const distinct = new Set(values).size;
    const isMeasured = kind === 'number' || kind === 'date';
    return {
      name,
      kind,
      distinct,
      isOrdered: isMeasured && rises(values),
      repeats: distinct < values.length,
    };
  });
}
