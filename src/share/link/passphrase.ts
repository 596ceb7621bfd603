import { tidyPassphrase } from './seal';

/** Letters and digits that are not taken for one another when they are read out. */
const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
const groups = 5;
const lettersInGroup = 4;

/** With a third of a second a guess, this many letters of a person's own choice are little for who has the link. */
const shortLength = 14;

/** Twenty letters by chance, about 99 bits: nobody comes upon them by trying. */
export function makePassphrase(random = crypto.getRandomValues.bind(crypto)): string {
  let chosen = '';
  while (chosen.length < groups * lettersInGroup) {
    // One in 32 is left out, so that each letter is as likely as any other.
    const [place] = random(new Uint8Array(1)).map((byte) => byte & 31);
    chosen += letters[place] ?? '';
  }
  return chosen.replace(/(.{4})(?=.)/g, '$1-');
}

/** Whether it is worth a word that a longer one protects better. */
export function isShort(passphrase: string): boolean {
  const tidy = tidyPassphrase(passphrase);
  return tidy !== '' && ([...tidy].length < shortLength || new Set(tidy).size < 5);
}
