import type { TextKey } from '../i18n/keys';
import type { Block } from './document/document';

type InterfaceText = (key: TextKey, values?: Record<string, string>) => string;

/** What a cell is called where it is spoken of: in the outline, when it is moved, when it is found. */
export function cellTitle(
  block: Block,
  analysisTitle: (analysis: string) => string,
  text: InterfaceText,
): string {
  switch (block.kind) {
    case 'text':
      return firstWords(block.markdown) ?? text('cell.kind.text');
    case 'data':
      return text('notebook.data');
    case 'analysis':
      return analysisTitle(block.analysis);
    case 'input':
      return block.label ?? block.id;
    case 'sql':
    case 'chart':
      return named(block.kind, block.id, text);
    case 'opaque':
      return block.id ?? text('cell.kind.opaque');
  }
}

/** By its name, and what it is unless the name begins with that: "Query active", but "query_2". */
function named(kind: 'sql' | 'chart', id: string, text: InterfaceText): string {
  const word = text(`cell.kind.${kind}`).toLowerCase();
  return id.toLowerCase().startsWith(word) ? id : text(`cell.${kind}Title`, { id });
}

const mostCharacters = 60;

function firstWords(markdown: string): string | null {
  const line = markdown
    .split('\n')
    .map((each) => each.replace(/^[\s#>*-]+/, '').trim())
    .find((each) => each !== '');
  if (line === undefined) return null;
  return line.length > mostCharacters ? `${line.slice(0, mostCharacters).trimEnd()}…` : line;
}

/** Without the signs around them. No more than is looked at: a line may be as long as the whole file. */
function plainWords(words: string): string {
  return words
    .slice(0, mostHeadingCharacters)
    .replace(/[*_`]/g, '')
    .replace(/\{\{[^{}]*\}\}/g, '…')
    .trim()
    .replace(/(?<![ \t#])[ \t#]+$/, '');
}

const mostHeadingCharacters = 500;

/** A heading of prose, for the outline. */
export interface Heading {
  words: string;
  level: number;
}

export function headingsIn(markdown: string): Heading[] {
  let fence: string | null = null;
  return markdown.split(/\r?\n/).flatMap((line) => {
    const [, ticks] = /^ {0,3}(`{3,}|~{3,})/.exec(line) ?? [];
    if (fence !== null || ticks !== undefined) {
      if (fence === null) fence = ticks;
      else if (ticks?.startsWith(fence)) fence = null;
      return [];
    }
    const [, signs, words] = /^ {0,3}(#{1,3})[ \t]+(.+)$/.exec(line) ?? [];
    const plain = plainWords(words ?? '');
    return plain === '' ? [] : [{ words: plain, level: signs.length }];
  });
}
