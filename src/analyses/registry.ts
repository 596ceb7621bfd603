import type { AnalysisSpec } from '../../workers/api';
import type { DrawFigures } from './figure';
import type { LanguageCode } from '../i18n/keys';

// Folders are found, not listed: adding an analysis changes no file here.
const specModules = import.meta.glob<AnalysisSpec>('../../workers/analyses/*/spec.ts', {
  eager: true,
  import: 'spec',
});
const drawModules = import.meta.glob<DrawFigures>('./*/figure.ts', { import: 'draw' });
const textModules = import.meta.glob<Record<string, string>>('./*/text.*.json', { import: 'default' });

/** Every analysis there is, in the order of a written notebook. */
export const specs: readonly AnalysisSpec[] = Object.values(specModules).sort(
  (one, other) => one.position - other.position,
);

export async function loadDraw(analysis: string): Promise<DrawFigures> {
  return (await drawModules[`./${analysis}/figure.ts`]?.()) ?? (() => []);
}

export async function loadTexts(analysis: string, language: LanguageCode): Promise<Record<string, string>> {
  return (await textModules[`./${analysis}/text.${language}.json`]?.()) ?? {};
}
