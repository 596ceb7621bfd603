import { remember, remembered } from '../ui/remembered';
import { formatMessage, type MessageValues } from './format-message';
import { localeOf } from './formats';
import {
  digitSystems,
  languages,
  type DigitSystem,
  type LanguageCode,
  type TextKey,
  type TextPart,
  type Texts,
} from './keys';
import { makeWording } from './wording';

type Loader = () => Promise<{ default: Partial<Texts> }>;

/** Texts come in parts, so that the start page is there early. */
const loaders: Record<LanguageCode, Record<TextPart | 'page', Loader>> = {
  en: {
    page: () => import('./en.json'),
    import: () => import('./import.en.json'),
    notebook: () => import('./notebook.en.json'),
    offline: () => import('./offline.en.json'),
    privacy: () => import('./privacy.en.json'),
    share: () => import('./share.en.json'),
  },
  ar: {
    page: () => import('./ar.json'),
    import: () => import('./import.ar.json'),
    notebook: () => import('./notebook.ar.json'),
    offline: () => import('./offline.ar.json'),
    privacy: () => import('./privacy.ar.json'),
    share: () => import('./share.ar.json'),
  },
};

/** The language of the whole page. Only `choose` and `chooseDigits` write it. */
class Language {
  #code = $state<LanguageCode>('en');
  #digits = $state<DigitSystem>(remembered('digits', digitSystems) ?? 'western');
  #texts = $state.raw<Texts>({} as Texts);
  readonly #needed = new Set<TextPart>();
  #last: Promise<void> = Promise.resolve();
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

  /** Makes sure that the texts of a part are there, now and after the language was changed. */
  need(part: TextPart): Promise<void> {
    this.#needed.add(part);
    // What can't be had must not keep other parts from being read later.
    return this.#inTurn(() => this.#read(this.#code)).catch((thrown: unknown) => {
      this.#needed.delete(part);
      throw thrown;
    });
  }

  choose(code: LanguageCode): Promise<void> {
    return this.#inTurn(async () => {
      await this.#read(code);
      this.#code = code;
      remember('language', code);
      document.documentElement.lang = code;
      document.documentElement.dir = this.wording.direction;
    });
  }

  async #read(code: LanguageCode): Promise<void> {
    const wanted = ['page', ...this.#needed] as const;
    const parts = await Promise.all(wanted.map((part) => loaders[code][part]()));
    this.#texts = Object.assign({}, ...parts.map(({ default: texts }) => texts)) as Texts;
  }

  /** One after the other: what is read last must not be overwritten by what was asked first. */
  #inTurn(work: () => Promise<void>): Promise<void> {
    const turn = this.#last.then(work);
    this.#last = turn.catch(() => undefined);
    return turn;
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
