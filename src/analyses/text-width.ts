/** Widths in em of IBM Plex Sans, rounded up; measured text would need a document, and figures are drawn without one. */
function characterWidth(character: string): number {
  // Direction marks and Arabic vowel signs take no room of their own.
  if (/\p{Mn}|\p{Cf}/u.test(character)) return 0;
  if (/[\s.,:;'’|()]/.test(character)) return 0.3;
  if (/[iljtfrI]/.test(character)) return 0.38;
  if (/[mwMW%@٪]/.test(character)) return 0.92;
  if (/[A-Z]/.test(character)) return 0.67;
  if (/[\u0600-\u06ff]/.test(character)) return 0.56;
  return 0.6;
}

/** Estimated width of a text in CSS pixels. */
export function textWidth(text: string, size = 12): number {
  return [...text].reduce((sum, character) => sum + characterWidth(character), 0) * size;
}

export function widestText(texts: readonly string[], size = 12): number {
  return texts.reduce((widest, text) => Math.max(widest, textWidth(text, size)), 0);
}

/** Cuts a text that is too long for its place and says so with an ellipsis. */
export function shorten(text: string, width: number, size = 12): string {
  if (textWidth(text, size) <= width) return text;
  const characters = [...text];
  while (characters.length > 1 && textWidth(`${characters.join('')}…`, size) > width) characters.pop();
  return `${characters.join('').trimEnd()}…`;
}

/** Breaks a text into lines of at most the width, at spaces. */
export function wrapText(text: string, width: number, size = 12): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ').filter(Boolean)) {
    const longer = lines.length ? `${lines[lines.length - 1]} ${word}` : word;
    if (lines.length && textWidth(longer, size) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}
