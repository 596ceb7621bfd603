const firstStrongIsolate = '\u2068';
const popDirectionalIsolate = '\u2069';

/** People's own words (a product, a column) must not pull the sentence around them into their direction. */
export function isolated(words: string): string {
  return `${firstStrongIsolate}${words}${popDirectionalIsolate}`;
}
