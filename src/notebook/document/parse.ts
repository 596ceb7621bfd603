import { canonicalTables } from '../../../workers/api';
import { isCell, readCell, type Catalogue } from './cells';
import type { Block, Damage, NotebookDocument, TextBlock } from './document';
import { readFront, splitFront } from './front-matter';
import { markerOf, split } from './split';

/** Names that queries already know; a cell can't have one of them. */
export const reservedIds: readonly string[] = canonicalTables;

const unclosedBody = { code: 'idMissing' } as const;

/**
 * Reads a notebook's text. Nothing is lost: the document's parts together are the text, byte for byte, and what could
 * not be understood is among the damages of its part.
 * @param former a document whose unchanged parts are taken over, as the very same objects
 */
export function parse(text: string, catalogue: Catalogue, former?: NotebookDocument): NotebookDocument {
  const { source } = splitFront(text);
  const front = former?.front.source === source ? former.front : readFront(source);
  const known = new Map(former?.blocks.map((block) => [block.source, block]));
  const raw = split(text.slice(source.length), isCell);
  const blocks = raw.map(({ source: own, fence }) => {
    const same = known.get(own);
    if (same) known.delete(own);
    if (same && !same.damages.some(({ code }) => code === 'idTaken')) return same;
    return fence ? readCell(own, fence, catalogue) : readText(own, catalogue);
  });
  return { front, blocks: markTaken(blocks) };
}

function readText(source: string, catalogue: Catalogue): TextBlock {
  const marker = markerOf(source);
  const markdown = source.slice(marker?.length ?? 0);
  const collapsed = marker?.attributes.get('collapsed') === 'true';
  return {
    kind: 'text',
    source,
    markdown: markdown.trim(),
    collapsed,
    damages: withoutId(source, catalogue),
  };
}

/** Fences that look like cells of ours but have no id are shown as text; SQL in prose is nothing unusual. */
function withoutId(source: string, catalogue: Catalogue): Damage[] {
  const kinds = ['data', 'chart', 'input', ...catalogue.map(({ id }) => id)];
  return source.split('\n').flatMap((line, place) => {
    const kind = /^ {0,3}(?:`{3,}|~{3,})[ \t]*([^\s`]+)/.exec(line)?.[1];
    return kind !== undefined && kinds.includes(kind)
      ? [{ ...unclosedBody, line: place, values: { kind } }]
      : [];
  });
}

/** The first cell of an id has it; of the others, and of those whose name is taken by a table, the text is kept. */
function markTaken(blocks: Block[]): Block[] {
  const taken = new Set(reservedIds);
  return blocks.map((block) => {
    if (block.kind === 'text' || block.id === null) return block;
    const id = block.id.toLowerCase();
    if (!taken.has(id)) {
      taken.add(id);
      return block;
    }
    const damage: Damage = { code: 'idTaken', line: 0, values: { id: block.id } };
    const { source, collapsed, damages } = block;
    return { kind: 'opaque', source, collapsed, id: null, damages: [...damages, damage] };
  });
}
