import type { AnalysisSpec, Dataset, ParameterSpec, Scalar } from '../../workers/api';

export type NumberParameter = Extract<ParameterSpec, { kind: 'number' }>;

/** What a parameter is now: chosen, or its default. */
export function valueOf(parameter: ParameterSpec, params: Record<string, Scalar>): Scalar {
  return params[parameter.name] ?? parameter.default;
}

/** The parameters that mean something at the moment and leave a choice. */
export function offeredParameters(
  spec: AnalysisSpec,
  params: Record<string, Scalar>,
  dataset: Dataset,
): ParameterSpec[] {
  const values = Object.fromEntries(spec.parameters.map((each) => [each.name, valueOf(each, params)]));
  const applies = (each: ParameterSpec): boolean =>
    Object.entries(each.onlyWhen ?? {}).every(([name, allowed]) => allowed.includes(String(values[name])));
  // Silence means leaving only where no contract says so.
  const hasSense = (each: ParameterSpec): boolean =>
    each.kinds === undefined || each.kinds.includes(dataset.kind);
  const leavesChoice = (each: ParameterSpec): boolean =>
    (each.kind !== 'choice' || each.options.length > 1) &&
    (each.kind !== 'attribute' || dataset.attributes.length > 0) &&
    (each.kind !== 'date' || dataset.from !== null);
  return spec.parameters.filter((each) => applies(each) && hasSense(each) && leavesChoice(each));
}

const monthsPerYear = 12;
const displayedDecimals = 4;

function rounded(value: number): number {
  return Number(value.toFixed(displayedDecimals));
}

/** A number as people enter it: shares in per cent, monthly rates per year. */
export function displayed(parameter: NumberParameter, value: number): number {
  if (parameter.display === 'fraction') return rounded(value * 100);
  if (parameter.display === 'yearlyRate') return rounded(((1 + value) ** monthsPerYear - 1) * 100);
  return value;
}

export function entered(parameter: NumberParameter, typed: number): number {
  if (parameter.display === 'fraction') return typed / 100;
  if (parameter.display === 'yearlyRate') return (1 + typed / 100) ** (1 / monthsPerYear) - 1;
  return typed;
}

export function isAllowed(parameter: NumberParameter, value: number): boolean {
  return value >= parameter.min && value <= parameter.max && (!parameter.integer || Number.isInteger(value));
}
