/** The notice that lists the queries of a notebook from elsewhere. */
export const consentId = 'queries-from-elsewhere';

/** Takes the person to that notice. */
export function askForConsent(): void {
  document.getElementById(consentId)?.focus();
}

/** Characters that can't be seen, or make what is around them read in another order than it runs. */
const hidden = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0]/gu;
const plainSpaces = '\t\n';

/** A text of code as it is, with characters that hide told by their numbers: `⟨U+202E⟩`. */
export function withHiddenShown(code: string): string {
  return code.replaceAll('\r\n', '\n').replace(hidden, (sign) => {
    if (plainSpaces.includes(sign)) return sign;
    return `⟨U+${sign.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}⟩`;
  });
}
