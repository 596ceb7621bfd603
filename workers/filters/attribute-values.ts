import type { AttributeValue } from '../api';
import type { SelectionInput } from './selection';

/** The values of an attribute among all customers, the most frequent first. */
export async function attributeValues(
  _input: SelectionInput,
  _attribute: string,
  _limit: number,
): Promise<AttributeValue[]> {
  throw new Error('Not yet.');
}
