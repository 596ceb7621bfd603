/** What a number means by its format. `duration` is time that may exceed a day. */
export type NumberKind = 'number' | 'date' | 'dateTime' | 'time' | 'duration';

/** Formats that are known by number alone (ECMA-376, 18.8.30); 27 to 58 are dates in East Asian editions. */
const builtIn: readonly { from: number; to: number; kind: NumberKind }[] = [
  { from: 14, to: 17, kind: 'date' },
  { from: 18, to: 21, kind: 'time' },
  { from: 22, to: 22, kind: 'dateTime' },
  { from: 27, to: 31, kind: 'date' },
  { from: 32, to: 33, kind: 'time' },
  { from: 34, to: 36, kind: 'date' },
  { from: 45, to: 45, kind: 'time' },
  { from: 46, to: 46, kind: 'duration' },
  { from: 47, to: 47, kind: 'time' },
  { from: 50, to: 54, kind: 'date' },
  { from: 55, to: 56, kind: 'time' },
  { from: 57, to: 58, kind: 'date' },
];

/** @param code the format as text where the workbook defines it */
export function numberKind(id: number, code: string | undefined): NumberKind {
  if (code === undefined) return builtIn.find(({ from, to }) => id >= from && id <= to)?.kind ?? 'number';
  const bare = code
    .replace(/"[^"]*"|\\.|_.|\*./g, '')
    .split(';')[0]
    .toLowerCase();
  if (/\[(h+|m+|s+)\]/.test(bare)) return 'duration';
  const letters = bare.replace(/\[[^\]]*\]/g, '').replace(/general|standard|am\/pm|a\/p/g, '');
  const hasTime = /[hs]/.test(letters);
  const hasDate = /[yd]/.test(letters) || (/m/.test(letters) && !hasTime);
  if (hasDate) return hasTime ? 'dateTime' : 'date';
  return hasTime ? 'time' : 'number';
}
