import { addressOf, isTooLong } from './link-address';
import { writeLink } from './link';
import { tidyPassphrase } from './seal';

/** A passphrase is typed letter by letter, and each key takes the better part of a second to make. */
const typingMilliseconds = 350;

/** The link of a text; the only writer of it. While the next is made there is none: the former may be an open one. */
export class LinkMaking {
  #address = $state<string | null>(null);
  #isTooLong = $state(false);
  #hasFailed = $state(false);
  #turn = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  get address(): string | null {
    return this.#address;
  }

  get isTooLong(): boolean {
    return this.#isTooLong;
  }

  get hasFailed(): boolean {
    return this.#hasFailed;
  }

  /** @param typed the passphrase; an empty one leaves the link open */
  make(text: string, typed: string): void {
    this.stop();
    this.#address = null;
    this.#hasFailed = false;
    const passphrase = tidyPassphrase(typed) === '' ? null : typed;
    if (passphrase === null) void this.#write(text, null);
    else this.#timer = setTimeout(() => void this.#write(text, passphrase), typingMilliseconds);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#turn += 1;
  }

  async #write(text: string, passphrase: string | null): Promise<void> {
    const turn = this.#turn;
    try {
      const address = addressOf(await writeLink(text, passphrase));
      if (turn !== this.#turn) return;
      this.#isTooLong = isTooLong(address, text);
      this.#address = address;
    } catch (thrown) {
      console.warn('The link could not be made', thrown);
      if (turn === this.#turn) this.#hasFailed = true;
    }
  }
}
