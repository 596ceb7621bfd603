import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { formatMessage, type MessageValues } from '../../src/i18n/format-message';
import { textParts } from '../../src/i18n/keys';

export type Language = 'en' | 'ar';

const source = resolve(fileURLToPath(import.meta.url), '../../../src');
const read = (path: string) =>
  JSON.parse(readFileSync(resolve(source, path), 'utf8')) as Record<string, string>;

/** The page's own words: tests find things by what a person reads, whatever the wording of the day. */
export interface Words {
  page(key: string, values?: MessageValues): string;
  analysis(name: string, key: string): string;
}

export function wordsOf(language: Language): Words {
  const parts = textParts.map((part) => read(`i18n/${part}.${language}.json`));
  const texts = Object.assign(read(`i18n/${language}.json`), ...parts) as Record<string, string>;
  const locale = language === 'en' ? 'en-GB' : 'ar-u-ca-gregory-nu-latn';
  const find = (found: Record<string, string>, key: string) => {
    if (!(key in found)) throw new Error(`There is no text "${key}" in ${language}.`);
    return found[key];
  };
  return {
    page: (key, values) => formatMessage(find(texts, key), locale, values),
    analysis: (name, key) => find(read(`analyses/${name}/text.${language}.json`), key),
  };
}

/** A text without the invisible marks by which numbers keep their direction in Arabic. */
export const plain = (text: string) =>
  text
    .replace(/[\u200e\u200f\u061c\u2066-\u2069]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
