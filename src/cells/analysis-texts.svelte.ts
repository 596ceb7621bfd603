import type { Wording } from '../analyses/figure';
import { loadTexts, specs } from '../analyses/registry';
import type { LanguageCode } from '../i18n/keys';
import { language } from '../i18n/language.svelte';
import { makeWording } from '../i18n/wording';

type Texts = Record<string, string>;

/** The texts of all analyses in one language; loaded with the notebook, and again when the language changes. */
class AnalysisTexts {
  #byAnalysis = $state.raw<Record<string, Texts> | null>(null);
  #wanted: LanguageCode | null = null;

  get ready(): boolean {
    return this.#byAnalysis !== null;
  }

  async load(code: LanguageCode): Promise<void> {
    this.#wanted = code;
    const entries = await Promise.all(
      specs.map(async ({ id }): Promise<[string, Texts]> => [id, await loadTexts(id, code)]),
    );
    if (this.#wanted === code) this.#byAnalysis = Object.fromEntries(entries);
  }

  of(analysis: string): Texts {
    return this.#byAnalysis?.[analysis] ?? {};
  }

  wording(analysis: string): Wording {
    return makeWording({
      language: language.code,
      locale: language.locale,
      interfaceTexts: language.texts,
      texts: this.of(analysis),
    });
  }
}

export const analysisTexts = new AnalysisTexts();
