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

type Loader = () => Promise<{ default: Partial<Texts> }>;

/** Texts come in two parts, so that the start page is there early. */
const loaders: Record<LanguageCode, { page: Loader; notebook: Loader }> = {
  en: { page: () => import('./en.json'), notebook: () => import('./notebook.en.json') },
  ar: { page: () => import('./ar.json'), notebook: () => import('./notebook.ar.json') },
};

/** The language of the whole page. Only `choose` and `chooseDigits` write it. */
class Language {
  #code = $state<LanguageCode>('en');
  #digits = $state<DigitSystem>(remembered('digits', digitSystems) ?? 'western');
  #texts = $state.raw<Texts>({} as Texts);
  #needsNotebook = false;
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

  /** Makes sure that the notebook's texts are there, now and after the language was changed. */
  async needNotebook(): Promise<void> {
    this.#needsNotebook = true;
    this.#texts = await this.#load(this.#code);
  }

  async choose(code: LanguageCode): Promise<void> {
    this.#texts = await this.#load(code);
    this.#code = code;
    remember('language', code);
    document.documentElement.lang = code;
    document.documentElement.dir = this.wording.direction;
  }

  async #load(code: LanguageCode): Promise<Texts> {
    const { page, notebook } = loaders[code];
    const parts = await Promise.all(this.#needsNotebook ? [page(), notebook()] : [page()]);
    return Object.assign({}, ...parts.map(({ default: texts }) => texts)) as Texts;
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
