export interface TextChange {
  /** Where the replaced part starts, in UTF-16 code units. */
  from: number;
  /** Where it ends; equal to `from` where nothing is taken away. */
  to: number;
  insert: string;
}

const isHighSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;
const isLowSurrogate = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff;

/** Whether a cut at `place` would fall between the two halves of one character. */
function splitsCharacter(text: string, place: number): boolean {
  return isHighSurrogate(text.charCodeAt(place - 1)) && isLowSurrogate(text.charCodeAt(place));
}

function commonStart(left: string, right: string): number {
  const most = Math.min(left.length, right.length);
  let length = 0;
  while (length < most && left.charCodeAt(length) === right.charCodeAt(length)) length += 1;
  return splitsCharacter(left, length) || splitsCharacter(right, length) ? length - 1 : length;
}

function commonEnd(left: string, right: string, most: number): number {
  let length = 0;
  while (
    length < most &&
    left.charCodeAt(left.length - 1 - length) === right.charCodeAt(right.length - 1 - length)
  ) {
    length += 1;
  }
  const isSplit =
    splitsCharacter(left, left.length - length) || splitsCharacter(right, right.length - length);
  return isSplit ? length - 1 : length;
}

/**
 * The one replaced part that turns a text into another: what both start and end with is left alone. It never cuts
 * a surrogate pair in two. Equal texts give an empty change at their end.
 */
export function minimalChange(from: string, to: string): TextChange {
  const start = commonStart(from, to);
  const end = commonEnd(from, to, Math.min(from.length, to.length) - start);
  return { from: start, to: from.length - end, insert: to.slice(start, to.length - end) };
}
