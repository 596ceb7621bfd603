import type { Dataset, ParameterSpec } from '../../workers/api';
import type { Block, InputBlock, ParameterValue } from './document/document';
import { inputNames } from './living/inputs';

type Attributes = Dataset['attributes'];

/** The input a parameter takes its value from; null for a value of its own. */
export function inputOf(value: ParameterValue | undefined): string | null {
  return typeof value === 'object' && value !== null ? value.input : null;
}

/**
 * The names under which inputs have values that a parameter could take, in the document's order.
 * @param bound the one it takes now, which is among them whatever it is
 */
export function inputChoices(
  parameter: ParameterSpec,
  blocks: readonly Block[],
  attributes: Attributes,
  bound: string | null,
): string[] {
  const names = blocks.flatMap((block) =>
    block.kind === 'input' && canServe(block, parameter, attributes) ? inputNames(block) : [],
  );
  return [...new Set(bound === null ? names : [...names, bound])];
}

function canServe(block: InputBlock, parameter: ParameterSpec, attributes: Attributes): boolean {
  switch (parameter.kind) {
    case 'number':
      return block.input === 'number';
    case 'date':
      return block.input === 'dates';
    case 'choice':
      return canName(block, parameter.options);
    case 'attribute':
      return canName(
        block,
        attributes.map(({ name }) => name),
      );
  }
}

/** A choice between things of which none is meant here is about something else; one that is empty yet may become this. */
function canName({ input, options, attribute }: InputBlock, names: readonly string[]): boolean {
  if (input === 'text') return true;
  const mayFit = options.length === 0 || options.some((option) => names.includes(option));
  return input === 'choice' && attribute === null && mayFit;
}
