import type { AnalysisSpec, Dataset, ParameterSpec, Scalar } from '../../../workers/api';
import { fitsParameter } from '../document/cells';
import type { ParameterValue } from '../document/document';

/** A parameter that an input gives a value it can't have. */
export interface UnfitInput {
  code: 'inputUnfit';
  parameter: string;
  input: string;
  value: string | number | boolean;
  fits: Fitting;
}

/** What the value could be; days as ISO dates. */
type Fitting =
  { options: readonly string[] } | { from: number | string; to: number | string; isWhole: boolean };

type Traits = Pick<Dataset, 'attributes' | 'from' | 'asOf'>;

/**
 * The first parameter of an analysis that an input gives a value it can't have; null when all are fine.
 * @param given as the document has them
 * @param resolved with the inputs' values
 */
export function unfitInput(
  spec: AnalysisSpec,
  given: Record<string, ParameterValue>,
  resolved: Record<string, Scalar>,
  dataset: Traits,
): UnfitInput | null {
  for (const parameter of spec.parameters) {
    const source = given[parameter.name];
    const value = resolved[parameter.name] ?? null;
    if (typeof source !== 'object' || source === null || value === null) continue;
    const fits = fitting(parameter, dataset);
    if (!fitsParameter(parameter, value) || !isAmong(value, fits))
      return { code: 'inputUnfit', parameter: parameter.name, input: source.input, value, fits };
  }
  return null;
}

function fitting(parameter: ParameterSpec, { attributes, from, asOf }: Traits): Fitting {
  switch (parameter.kind) {
    case 'choice':
      return { options: parameter.options };
    case 'attribute':
      return { options: attributes.map(({ name }) => name) };
    case 'number':
      return { from: parameter.min, to: parameter.max, isWhole: parameter.integer ?? false };
    case 'date':
      return { from: from ?? '', to: asOf ?? '', isWhole: false };
  }
}

function isAmong(value: string | number | boolean, fits: Fitting): boolean {
  if ('options' in fits) return fits.options.some((option) => option === value);
  return value >= fits.from && value <= fits.to;
}
