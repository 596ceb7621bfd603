/** About forty pages in one cell. */
const mostCharacters = 100_000;
/** Signs between two empty lines that may begin something: each is compared with those after it. */
const mostSigns = 1000;
/** Lists and quotations within each other. What reads Markdown calls itself for each, and its stack has an end. */
const deepest = 50;
const widestIndent = 4 * deepest;

/** Whether Markdown is longer, deeper or denser than anybody writes, so that reading it might not come to an end. */
export function isBoundless(markdown: string): boolean {
  if (markdown.length > mostCharacters) return true;
  let signs = 0;
  for (const line of markdown.split('\n')) {
    if (line.trim() === '') signs = 0;
    const [start] = /^(?:\s|>|[-+*](?=\s)|\d{1,9}[.)](?=\s))*/.exec(line)!;
    const markers = start.replace(/[\s.)]|\d+(?=\d)/g, '').length;
    if (start.length > widestIndent || markers > deepest) return true;
    signs += line.length - line.replace(/[[\]*_~`<&@\\!{]/g, '').length;
    if (signs > mostSigns) return true;
  }
  return false;
}
