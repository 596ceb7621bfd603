import { EngineError } from '../../duckdb/engine-error';
import type { ArrowColumn } from './columns';

const integers = /^U?(TINYINT|SMALLINT|INTEGER|BIGINT)$/;
const numbers = /^(U?(TINYINT|SMALLINT|INTEGER|BIGINT)|FLOAT|DOUBLE|DECIMAL\(.*\)|HUGEINT)$/;

/** A type that holds the values of both; null where there is none. */
export function commonType(one: string, other: string): string | null {
  if (one === other) return one;
  if (integers.test(one) && integers.test(other)) return /UBIGINT/.test(one + other) ? 'HUGEINT' : 'BIGINT';
  if (numbers.test(one) && numbers.test(other)) return 'DOUBLE';
  const times = ['DATE', 'TIMESTAMP'];
  return times.includes(one) && times.includes(other) ? 'TIMESTAMP' : null;
}

/**
 * The columns of a further file in the order of the first's.
 * @param columns the first file's; their types are widened where the further file needs it
 * @throws EngineError `filesDiffer` with the file and the columns that only one of the two has
 */
export function alignColumns(
  columns: ArrowColumn[],
  further: readonly ArrowColumn[],
  file: string,
): ArrowColumn[] {
  const byName = new Map(further.map((column) => [column.name, column]));
  const types = columns.map((column) => commonType(column.type, byName.get(column.name)?.type ?? ''));
  const names = new Set(columns.map(({ name }) => name));
  const differing = [
    ...columns.filter((_, index) => types[index] === null).map(({ name }) => name),
    ...further.filter(({ name }) => !names.has(name)).map(({ name }) => name),
  ];
  if (differing.length > 0) {
    const list = differing.join(', ');
    throw new EngineError('filesDiffer', `${file} has other columns than the first file: ${list}`, {
      values: { file, columns: list },
    });
  }
  types.forEach((type, index) => (columns[index].type = type!));
  return columns.map(({ name }) => byName.get(name)!);
}
