import { language, text } from '../i18n/language.svelte';

/** A text as a string of CSS, also within a `<style>`: every character that could end either is written as its number. */
export function cssString(words: string): string {
  return `"${words.replace(/[^\p{L}\p{N} .,:–-]/gu, (character) => `\\${character.codePointAt(0)!.toString(16)} `)}"`;
}

/** "Page {page} of {pages}" as content of CSS, which does the counting. */
function pageNumber(): string {
  const counter = (name: string) =>
    `counter(${name}${language.digits === 'arabicIndic' ? ', arabic-indic' : ''})`;
  const marks = { page: '\ue000', pages: '\ue001' };
  const pieces = text('print.page', marks).split(/([\ue000\ue001])/);
  return pieces
    .filter((piece) => piece !== '')
    .map((piece) =>
      piece === marks.page ? counter('page') : piece === marks.pages ? counter('pages') : cssString(piece),
    )
    .join(' ');
}

/**
 * What stands in the margins of printed pages: the title where reading begins, but not above itself on the first page,
 * and the number of the page at the other end.
 */
export function pageMargins(title: string): string {
  const { direction } = language.wording;
  const [start, end] = direction === 'rtl' ? ['right', 'left'] : ['left', 'right'];
  const style = `direction:${direction};font:8.5pt 'IBM Plex Sans','IBM Plex Sans Arabic',sans-serif;color:#4d4a44`;
  return `@page{@top-${start}{content:${cssString(title)};${style}}@bottom-${end}{content:${pageNumber()};${style}}}
@page:first{@top-${start}{content:none}}`;
}

/** Gives printed pages their margins for as long as it is open. @returns to be called when it is not any more */
export function adoptPageMargins(title: string): () => void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(pageMargins(title));
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  return () => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== sheet);
  };
}
