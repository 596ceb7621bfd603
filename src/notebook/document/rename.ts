import { inputNames } from '../living/inputs';
import { isId, type Catalogue } from './cells';
import type { Block, NotebookDocument } from './document';
import { withId } from './edits';
import { namesIn, ownerOf } from './names-in';
import { parse, reservedIds } from './parse';
import { linesOf } from './split';

/** Why a cell can't be called so. */
export type RenameRefusal =
  /** It is no word of letters, digits and `_`. */
  | { code: 'form' }
  /** A cell, a value of an input or a table has the name. */
  | { code: 'taken' }
  /** What another cell names would become something else. */
  | { code: 'mixed'; cell: string };

interface Surroundings {
  catalogue: Catalogue;
  /** Tables that queries know beside those of cells: of the data's files, and results of analyses. */
  tables: readonly string[];
}

/**
 * Gives a cell another name, in itself and wherever it is named: in queries, in parameters, in charts and in prose.
 * Everything else keeps its bytes, and every other name what it stands for.
 * @returns the document's new text, or why there is none
 */
export function renameCell(
  document: NotebookDocument,
  place: number,
  id: string,
  { catalogue, tables }: Surroundings,
): string | RenameRefusal {
  const { front, blocks } = document;
  const block = blocks[place];
  // SQL would read `$a-b` as a difference.
  if (block.kind === 'text' || block.id === null || !isId(id) || id.includes('-')) return { code: 'form' };
  const known = block.kind === 'sql' ? tables.map((table) => table.toLowerCase()) : [];
  if (isTaken(id, place, blocks) || known.includes(id.toLowerCase())) return { code: 'taken' };
  const text = front.source + blocks.map((each, at) => renamedIn(each, at, id, place, blocks)).join('');
  const renamed = parse(text, catalogue, document);
  if (idOf(renamed.blocks[place]) !== id) return { code: 'form' };
  const mixed = mixedUp(blocks, renamed.blocks, place, tables);
  return mixed < 0 ? text : { code: 'mixed', cell: nameOfBlock(blocks[mixed]) };
}

function isTaken(id: string, place: number, blocks: readonly Block[]): boolean {
  const name = id.toLowerCase();
  const others = blocks.filter((_, at) => at !== place);
  const isUsed = others.some((other) => other.kind !== 'text' && other.id?.toLowerCase() === name);
  const block = blocks[place];
  const given = block.kind === 'input' ? inputNames({ ...block, id }) : [];
  const values = others.flatMap((other) => (other.kind === 'input' ? inputNames(other) : []));
  return isUsed || reservedIds.includes(name) || given.some((each) => values.includes(each));
}

/** A block's text with the new name wherever it names the cell, and in its first line if it is the cell. */
function renamedIn(block: Block, at: number, id: string, place: number, blocks: readonly Block[]): string {
  const former = idOf(blocks[place]);
  let text = block.source;
  // A query that names itself means something else, such as a table of the data, or nothing that works.
  const names = at === place ? [] : namesIn(block).reverse();
  for (const each of names)
    if (ownerOf(each, blocks) === place)
      text = text.slice(0, each.from) + each.write(id + each.name.slice(former.length)) + text.slice(each.to);
  if (at !== place) return text;
  const [head, ...rest] = linesOf(text);
  return withId(head, id) + rest.join('');
}

/** Index of the first block in which a name stands for something else than before; -1 for none. */
function mixedUp(
  before: readonly Block[],
  after: readonly Block[],
  place: number,
  tables: readonly string[],
): number {
  const known = tables.map((table) => table.toLowerCase());
  return before.findIndex((block, at) => {
    const [former, present] = [namesIn(block), namesIn(after[at])];
    return (
      former.length !== present.length ||
      present.some((name, index) => {
        const owner = ownerOf(former[index], before);
        const from = owner === at && at === place ? -1 : owner;
        const to = ownerOf(name, after);
        // A name nobody answered to may have waited for this cell, unless it is a table, or the cell itself.
        const isAwaited =
          from < 0 && to === place && at !== place && !known.includes(name.name.toLowerCase());
        return from !== to && !isAwaited;
      })
    );
  });
}

const idOf = (block: Block): string => (block.kind === 'text' ? '' : (block.id ?? ''));

/** How a person finds the block: by its name, or its first words. */
function nameOfBlock(block: Block): string {
  return block.kind === 'text' ? (block.markdown.split('\n')[0] ?? '') : idOf(block);
}
