import type { FigurePoint } from './figure';

interface Words {
  title: string;
  lines: string[];
}

/** A point whose words are written when somebody points at it: thousands of messages would hold up the drawing. */
export function lazyPoint(place: Omit<FigurePoint, keyof Words>, describe: () => Words): FigurePoint {
  let words: Words | null = null;
  const written = (): Words => (words ??= describe());
  return {
    ...place,
    get title() {
      return written().title;
    },
    get lines() {
      return written().lines;
    },
  };
}
