import { remember, remembered } from '../ui/remembered';

export const themes = ['system', 'light', 'dark'] as const;
type Theme = (typeof themes)[number];

const systemDark = matchMedia('(prefers-color-scheme: dark)');

/** Light or dark. The root element always names one of the two, so that styles need no second copy for the system's wish. */
class ThemeChoice {
  #chosen = $state<Theme>(remembered('theme', themes) ?? 'system');

  get chosen(): Theme {
    return this.#chosen;
  }

  start(): void {
    systemDark.addEventListener('change', () => this.#apply());
    this.#apply();
  }

  choose(chosen: Theme): void {
    this.#chosen = chosen;
    remember('theme', chosen);
    this.#apply();
  }

  #apply(): void {
    const dark = this.#chosen === 'dark' || (this.#chosen === 'system' && systemDark.matches);
    document.documentElement.dataset.theme = dark ? 'dark' : 'light';
  }
}

export const theme = new ThemeChoice();
