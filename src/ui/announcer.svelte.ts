/** What a screen reader is told next; one polite voice for the whole page. */
class Announcer {
  #message = $state('');

  get message(): string {
    return this.#message;
  }

  say(message: string): void {
    this.#message = message;
  }
}

export const announcer = new Announcer();
