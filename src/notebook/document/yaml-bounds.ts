/** More than any notebook says of itself. */
const mostCharacters = 2 ** 20;
/** Ours goes five deep. What reads YAML calls itself for each level, and its stack has an end. */
const deepest = 100;

/**
 * Why a piece of YAML is not even tried to be read, since that might not come to an end; null when it is. Told by its letters
 * alone, so that a bracket within quotes counts as well.
 */
export function boundlessness(text: string): string | null {
  if (text.length > mostCharacters) return `Longer than ${mostCharacters} characters`;
  return depthOf(text) > deepest ? `Deeper than ${deepest} levels` : null;
}

/** How deep lists and maps may stand within each other: by brackets, by the indentation of lines, and by signs in one line. */
function depthOf(text: string): number {
  const indents: number[] = [];
  let [brackets, depth] = [0, 0];
  for (const line of text.split('\n')) {
    const [start] = /^(?:[ \t]|[-?:](?=[ \t]))*/.exec(line)!;
    const indent = /^ */.exec(line)![0].length;
    if (line.trim() !== '') {
      while (indents.length > 0 && indents[indents.length - 1] >= indent) indents.pop();
      indents.push(indent);
    }
    const signs = start.length - start.replace(/[-?:]/g, '').length;
    depth = Math.max(depth, indents.length + signs);
    for (const sign of line) {
      if (sign === '[' || sign === '{') brackets += 1;
      else if (sign === ']' || sign === '}') brackets = Math.max(0, brackets - 1);
      depth = Math.max(depth, brackets);
    }
  }
  return depth;
}
