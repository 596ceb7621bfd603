import { flushSync } from 'svelte';

/** What print.css leaves between the margins of A4, in CSS pixels; Letter has a little more. */
export const paperWidth = 670;

/** Draws something for paper at once, and gives back what brings the screen's drawing back. */
type DrawForPaper = () => () => void;

const drawings = new Set<DrawForPaper>();
let back: (() => void)[] | null = null;

/** The browser lays the pages out as soon as this has returned: what is drawn later is not printed. */
function toPaper(): void {
  if (back) return;
  back = [...drawings].map((draw) => draw());
  flushSync();
}

function toScreen(): void {
  back?.forEach((bringBack) => bringBack());
  back = null;
}

if (typeof window !== 'undefined') {
  window.addEventListener('beforeprint', toPaper);
  window.addEventListener('afterprint', toScreen);
}

/** Has something drawn anew for paper whenever the page is printed. @returns to be called when it is gone */
export function onPaper(draw: DrawForPaper): () => void {
  drawings.add(draw);
  return () => drawings.delete(draw);
}
