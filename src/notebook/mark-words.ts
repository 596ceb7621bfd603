const name = 'found';

/**
 * Marks words in what is shown, without touching it; browsers that can't are left without marks.
 * @param wanted without regard to case; empty takes the marks away
 */
export function markWords(root: Element, wanted: string): void {
  if (!('highlights' in CSS)) return;
  const words = wanted.trim().toLowerCase();
  if (words === '') {
    CSS.highlights.delete(name);
    return;
  }
  CSS.highlights.set(name, new Highlight(...rangesOf(root, words)));
}

function* rangesOf(root: Element, words: string): Generator<Range> {
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const text = (node.textContent ?? '').toLowerCase();
    for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + words.length)) {
      const range = new Range();
      // A letter may be two when it is small: what then lies beyond the end is left out.
      if (at + words.length > (node.textContent ?? '').length) break;
      range.setStart(node, at);
      range.setEnd(node, at + words.length);
      yield range;
    }
  }
}
