import type { Scalar } from '../../workers/api';
import type { TextKey } from '../i18n/keys';
import type { Damage } from './document/document';

/** What is wrong with a piece of a notebook's text, and in which line of the file. */
export function damageText(
  { code, values }: Damage,
  line: number,
  text: (key: TextKey, values?: Record<string, Scalar>) => string,
): string {
  return text(`damage.${code}`, { ...values, line });
}
