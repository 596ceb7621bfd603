import { readFileSync } from 'node:fs';
import { localeOf } from '../i18n/formats';
import type { LanguageCode, Texts } from '../i18n/keys';
import { makeWording } from '../i18n/wording';
import type { Wording } from './figure';

function readTexts(path: string): Record<string, string> {
  return JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>;
}

/** All texts of the page. */
export function pageTexts(language: LanguageCode): Texts {
  const parts = ['', 'notebook.'].map((part) => readTexts(`src/i18n/${part}${language}.json`));
  return Object.assign({}, ...parts) as Texts;
}

export function analysisTexts(analysis: string, language: LanguageCode): Record<string, string> {
  return readTexts(`src/analyses/${analysis}/text.${language}.json`);
}

/** The wording figures get on the page, for tests. */
export function formatsFor(analysis: string, language: LanguageCode): Wording {
  return makeWording({
    language,
    locale: localeOf(language, 'western'),
    interfaceTexts: pageTexts(language),
    texts: analysisTexts(analysis, language),
  });
}
