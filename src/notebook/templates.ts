import type { LanguageCode } from '../i18n/keys';

/** Notebooks to begin with, each a file of `public/templates` in both languages. */
export const templates = [
  'empty',
  'retention-review',
  'direct-to-consumer',
  'e-commerce',
  'banking-and-insurance',
  'games-and-media',
  'education',
  'services-to-small-businesses',
  'hospitality',
] as const;
export type Template = (typeof templates)[number];

/** @throws when the page's own files can't be read */
export async function fetchTemplate(template: Template, language: LanguageCode): Promise<string> {
  const response = await fetch(`${import.meta.env.BASE_URL}templates/${template}.${language}.md`);
  if (!response.ok) throw new Error(`The template ${template} is not there: ${response.status}`);
  return response.text();
}
