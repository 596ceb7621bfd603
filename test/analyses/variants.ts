import type { AnalysisSpec, Dataset, Scalar } from '../../workers/api';
import {
  contractsCsv,
  durationsCsv,
  ordersCsv,
  smallOrderLines,
  writeTemporary,
} from '../helpers/small-data';

/** A small file of each kind of data, for walks over all analyses. */
export const fixtures = [
  { kind: 'purchases', path: writeTemporary('walk-orders.csv', ordersCsv(smallOrderLines(7))) },
  { kind: 'contracts', path: writeTemporary('walk-contracts.csv', contractsCsv(7)) },
  { kind: 'durations', path: writeTemporary('walk-durations.csv', durationsCsv(7)) },
] as const;

/** The defaults, each other choice of one parameter at a time, and each pair of choices that depend on each other. */
export function variants(spec: AnalysisSpec, dataset: Dataset): Record<string, Scalar>[] {
  const choices = spec.parameters.flatMap((parameter): Record<string, Scalar>[] => {
    if (parameter.kind === 'choice') return parameter.options.map((value) => ({ [parameter.name]: value }));
    if (parameter.kind === 'attribute')
      return dataset.attributes.map(({ name }) => ({ [parameter.name]: name }));
    return [];
  });
  const dependent = spec.parameters.flatMap(({ onlyWhen }) =>
    Object.entries(onlyWhen ?? {}).flatMap(([name, values]) =>
      choices.flatMap((choice) => values.map((value) => ({ ...choice, [name]: value }))),
    ),
  );
  return [{}, ...choices, ...dependent];
}
