/** Where a text falls apart: into front matter, fences that are cells, and the prose between them. */
export interface RawBlock {
  /** The whole text, with the empty lines after it. */
  source: string;
  /** Null for prose. */
  fence: RawFence | null;
}

export interface RawFence {
  kind: string;
  /** What stands behind the kind: `id=x`, or a bare word, whose value is then 'true'. */
  attributes: ReadonlyMap<string, string>;
  /** The lines between, with their line ends. */
  body: string;
  isClosed: boolean;
}

/** All of the ticks, so that a long row of them is not tried again in every other length. */
const opening = /^ {0,3}(`{3,}(?!`)|~{3,}(?!~))([^`\r\n]*)$/;
/** Parts two texts that follow each other. */
const marker = /^<!--\s*text\b([^>]*)-->\s*$/;

/** Lines with their ends; together they are the text. */
export function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/**
 * @param isCell whether a fence with this kind and these attributes is a cell; others are part of the prose
 */
export function split(
  text: string,
  isCell: (kind: string, attributes: ReadonlyMap<string, string>) => boolean,
): RawBlock[] {
  const lines = linesOf(text);
  const blocks: RawBlock[] = [];
  let prose = '';
  const endProse = () => {
    if (prose !== '') blocks.push({ source: prose, fence: null });
    prose = '';
  };
  for (let at = 0; at < lines.length;) {
    const found = openingOf(withoutEnd(lines[at]));
    if (!found) {
      if (marker.test(withoutEnd(lines[at])) && prose.trim() !== '') endProse();
      prose += lines[at];
      at += 1;
      continue;
    }
    const { ticks, kind, attributes } = found;
    const end = fenceEnd(lines, at, ticks, isCell);
    if (!isCell(kind, attributes)) {
      prose += lines.slice(at, end.next).join('');
      at = end.next;
      continue;
    }
    endProse();
    let next = end.next;
    while (next < lines.length && lines[next].trim() === '') next += 1;
    blocks.push({
      source: lines.slice(at, next).join(''),
      fence: { kind, attributes, body: lines.slice(at + 1, end.bodyEnd).join(''), isClosed: end.isClosed },
    });
    at = next;
  }
  endProse();
  return blocks;
}

/** What stands in a line that opens a fence. */
function openingOf(line: string): { ticks: string; kind: string; attributes: Map<string, string> } | null {
  const found = opening.exec(line);
  if (!found) return null;
  const [kind] = /^[ \t]*(\S*)/.exec(found[2])!.slice(1);
  const rest = found[2].replace(/^[ \t]*\S*/, '');
  return { ticks: found[1], kind, attributes: readAttributes(rest) };
}

/** A fence that is not closed ends where the next cell begins, so that only one block is damaged by it. */
function fenceEnd(
  lines: readonly string[],
  start: number,
  ticks: string,
  isCell: (kind: string, attributes: ReadonlyMap<string, string>) => boolean,
): { bodyEnd: number; next: number; isClosed: boolean } {
  for (let at = start + 1; at < lines.length; at += 1) {
    const line = withoutEnd(lines[at]);
    const closing = /^ {0,3}(`{3,}|~{3,})[ \t]*$/.exec(line);
    if (closing && closing[1][0] === ticks[0] && closing[1].length >= ticks.length)
      return { bodyEnd: at, next: at + 1, isClosed: true };
    const another = openingOf(line);
    if (another && another.ticks === ticks && isCell(another.kind, another.attributes))
      return { bodyEnd: at, next: at, isClosed: false };
  }
  return { bodyEnd: lines.length, next: lines.length, isClosed: false };
}

/** `id=x limit=10 collapsed title="two words"`. What has another form is left out. */
export function readAttributes(rest: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const [, name, , whole, quoted] of rest.matchAll(/([\p{L}_][\p{L}\p{N}_-]*)(=("([^"]*)"|[^\s"]+))?/gu))
    if (!found.has(name)) found.set(name, quoted ?? whole ?? 'true');
  return found;
}

/** What stands in the marker of a text, if it begins with one. */
export function markerOf(prose: string): { attributes: Map<string, string>; length: number } | null {
  const first = linesOf(prose)[0] ?? '';
  const found = marker.exec(withoutEnd(first));
  return found && { attributes: readAttributes(found[1]), length: first.length };
}

export function withoutEnd(line: string): string {
  return line.replace(/\r?\n$/, '');
}
