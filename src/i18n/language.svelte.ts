import { remember, remembered } from '../ui/remembered';
import { formatMessage, type MessageValues } from './format-message';
import { localeOf } from './formats';
import {
  digitSystems,
  languages,
  type DigitSystem,
  type LanguageCode,
  type TextKey,
  type Texts,
} from './keys';
import { makeWording } from './wording';

const loaders: Record<LanguageCode, () => Promise<{ default: Texts }>> = {
  en: () => import('./en.json'),
  ar: () => import('./ar.json'),
};

/** The language of the whole page. Only `choose` and `chooseDigits` write it. */
class Language {
  #code = $state<LanguageCode>('en');
  #digits = $state<DigitSystem>(remembered('digits', digitSystems) ?? 'western');
  #texts = $state.raw<Texts>({} as Texts);
  readonly locale = $derived(localeOf(this.#code, this.#digits));
  readonly wording = $derived(
    makeWording({
      language: this.#code,
      locale: this.locale,
      interfaceTexts: this.#texts,
      texts: this.#texts,
    }),
  );

  get code(): LanguageCode {
    return this.#code;
  }

  get digits(): DigitSystem {
    return this.#digits;
  }

  get texts(): Texts {
    return this.#texts;
  }

  /** The language of the last visit, else the first of the browser's that we speak. */
  start(): Promise<void> {
    const wished = navigator.languages.map((tag) => tag.slice(0, 2));
    const known = wished.find((tag): tag is LanguageCode => languages.some((code) => code === tag));
    return this.choose(remembered('language', languages) ?? known ?? 'en');
  }

  async choose(code: LanguageCode): Promise<void> {
    const texts = (await loaders[code]()).default;
    this.#texts = texts;
    this.#code = code;
    remember('language', code);
    document.documentElement.lang = code;
    document.documentElement.dir = this.wording.direction;
  }

  chooseDigits(digits: DigitSystem): void {
    this.#digits = digits;
    remember('digits', digits);
  }
}

export const language = new Language();

/** A text of the interface in the current language. */
export function text(key: TextKey, values?: MessageValues): string {
  return formatMessage(language.texts[key] ?? key, language.locale, values);
}
