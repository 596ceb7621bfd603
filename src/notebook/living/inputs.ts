import type { Scalar } from '../../../workers/api';
import type { Block, InputBlock, ParameterValue } from '../document/document';

/** The values of a document's inputs, by the names under which cells ask for them. */
export function inputValues(blocks: readonly Block[]): ReadonlyMap<string, Scalar> {
  const values = new Map<string, Scalar>();
  for (const block of blocks)
    if (block.kind === 'input') for (const [name, value] of valuesOf(block)) values.set(name, value);
  return values;
}

function valuesOf({ id, input, value, to, options }: InputBlock): [string, Scalar][] {
  if (input === 'dates')
    return [
      [`${id}_from`, value],
      [`${id}_to`, to],
    ];
  return [[id, value ?? (input === 'choice' ? (options[0] ?? null) : null)]];
}

/** The names under which an input's values are asked for. */
export function inputNames(block: InputBlock): string[] {
  return valuesOf(block).map(([name]) => name);
}

/** A cell's parameters with the inputs' values in place of their names. */
export function resolveParams(
  params: Record<string, ParameterValue>,
  inputs: ReadonlyMap<string, Scalar>,
): { params: Record<string, Scalar>; missing: string | null } {
  const resolved: Record<string, Scalar> = {};
  let missing: string | null = null;
  for (const [name, value] of Object.entries(params)) {
    if (typeof value !== 'object' || value === null) {
      resolved[name] = value;
      continue;
    }
    const found = inputs.get(value.input);
    if (found === undefined) missing ??= value.input;
    else if (found !== null) resolved[name] = found;
  }
  return { params: resolved, missing };
}
