import type { TableColumn } from './column-kind';

const [narrowest, widest] = [8, 36];
/** Room for the mark of the sorted column. */
const markCharacters = 3;

/** Widths in characters, from the names and some rows. */
export function columnWidths(
  columns: readonly TableColumn[],
  rows: readonly (readonly (string | null)[])[],
): number[] {
  return columns.map(({ name }, index) => {
    const texts = rows.map((row) => row[index]?.length ?? 0);
    return Math.min(widest, Math.max(narrowest, name.length + markCharacters, ...texts) + 1);
  });
}
