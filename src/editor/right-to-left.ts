// The blocks of Hebrew, Arabic, Syriac, Thaana, N'Ko and their relatives, with the presentation forms.
const rightToLeftLetter = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u;
const letter = /\p{L}/u;

/** Whether a text has letters that are written from right to left. */
export function hasRightToLeft(text: string): boolean {
  return rightToLeftLetter.test(text);
}

/** The direction of a text by its first letter; null where it has none. */
export function textDirection(text: string): 'ltr' | 'rtl' | null {
  const first = letter.exec(text)?.[0];
  if (first === undefined) return null;
  return rightToLeftLetter.test(first) ? 'rtl' : 'ltr';
}
