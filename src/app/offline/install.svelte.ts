/** What browsers send that let a page offer to be installed; not yet part of the standard types. */
interface InstallPrompt extends Event {
  prompt(): Promise<unknown>;
}

/** Whether the page can be installed as an app. The browser decides when, and asks the person once more. */
class Install {
  #prompt = $state.raw<InstallPrompt | null>(null);

  get isOffered(): boolean {
    return this.#prompt !== null;
  }

  start(): void {
    window.addEventListener('beforeinstallprompt', (event) => {
      event.preventDefault();
      this.#prompt = event as InstallPrompt;
    });
    window.addEventListener('appinstalled', () => (this.#prompt = null));
  }

  /** A prompt can be used once; the browser sends another when it sees fit. */
  async ask(): Promise<void> {
    const prompt = this.#prompt;
    this.#prompt = null;
    await prompt?.prompt();
  }
}

export const install = new Install();
