/** Keeps a name of any script from mixing with the sentence around it. */
export function isolated(name: string): string {
  return `\u2068${name}\u2069`;
}
