import type { AnalysisSpec, Dataset, ParameterSpec, Scalar } from '../api';
import { EngineError } from '../duckdb/engine-error';
import { isoToDay } from '../model/calendar';

/**
 * Fills in defaults and checks each parameter against its specification.
 * @throws EngineError `parametersInvalid`, naming the parameter
 */
export function completeParameters(
  spec: AnalysisSpec,
  given: Record<string, Scalar>,
  dataset: Dataset,
): Record<string, Scalar> {
  const known = new Set(spec.parameters.map(({ name }) => name));
  for (const name of Object.keys(given)) if (!known.has(name)) throw invalid(name, given[name]);
  return Object.fromEntries(
    spec.parameters.map((parameter) => {
      const value = given[parameter.name] ?? parameter.default;
      if (value !== null && !isValid(parameter, value, dataset)) throw invalid(parameter.name, value);
      return [parameter.name, value];
    }),
  );
}

function isValid(parameter: ParameterSpec, value: Scalar, dataset: Dataset): boolean {
  switch (parameter.kind) {
    case 'choice':
      return parameter.options.includes(String(value));
    case 'number':
      return (
        typeof value === 'number' &&
        value >= parameter.min &&
        value <= parameter.max &&
        (!parameter.integer || Number.isInteger(value))
      );
    case 'attribute':
      return dataset.attributes.some(({ name }) => name === value);
    case 'date':
      return typeof value === 'string' && isoToDay(value) !== null;
  }
}

function invalid(parameter: string, value: Scalar): EngineError {
  const message = `The value ${JSON.stringify(value)} does not fit the parameter ${parameter}.`;
  return new EngineError('parametersInvalid', message, { values: { parameter, value } });
}
