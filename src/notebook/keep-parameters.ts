import type { AnalysisSpec, Dataset, Scalar } from '../../workers/api';

type Params = Record<string, Scalar>;

/**
 * The parameters without those that name what other data no longer has: an attribute that is gone, a day outside of it.
 * @returns the same object when all of them stay
 */
export function keepParameters(
  spec: AnalysisSpec,
  params: Params,
  dataset: Pick<Dataset, 'attributes' | 'from' | 'asOf'>,
): Params {
  const gone = new Set(
    spec.parameters.filter((each) => isGone(each, params, dataset)).map(({ name }) => name),
  );
  if (gone.size === 0) return params;
  return Object.fromEntries(Object.entries(params).filter(([name]) => !gone.has(name)));
}

function isGone(
  { kind, name }: AnalysisSpec['parameters'][number],
  params: Params,
  { attributes, from, asOf }: Pick<Dataset, 'attributes' | 'from' | 'asOf'>,
): boolean {
  const value = params[name];
  if (typeof value !== 'string') return false;
  if (kind === 'attribute') return !attributes.some((attribute) => attribute.name === value);
  return kind === 'date' && (from === null || asOf === null || value < from || value > asOf);
}
