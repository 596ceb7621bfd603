import type { SourceColumn } from '../../api';

export interface ColumnName {
  name: string;
  named: SourceColumn['named'];
}

/** A header's text as a name: no byte-order mark, no blanks around it, no line breaks inside. */
export const cleanName = (text: string) =>
  text
    .replaceAll(/[\ufeff\0]/g, '')
    .trim()
    .replaceAll(/\s*[\r\n]+\s*/g, ' ');

/**
 * Unique names for columns: blank ones become `column_N`, repeated ones `name_2`, never one that another column has.
 * @param texts of the header; null when there is none
 */
export function nameColumns(texts: readonly string[] | null, width: number): ColumnName[] {
  const cleaned = Array.from({ length: width }, (_, place) => cleanName(texts?.[place] ?? ''));
  // The engine takes names that differ only in case for the same.
  const key = (name: string) => name.toLowerCase();
  const given = new Set(cleaned.map(key));
  const taken = new Set<string>();
  const free = (base: string, first: number) => {
    let number = first;
    while (taken.has(key(`${base}_${number}`)) || given.has(key(`${base}_${number}`))) number += 1;
    return `${base}_${number}`;
  };
  return cleaned.map((text, place) => {
    const isRepeated = text !== '' && taken.has(key(text));
    const name = text === '' ? free('column', place + 1) : isRepeated ? free(text, 2) : text;
    taken.add(key(name));
    const named = texts === null ? 'missing' : text === '' ? 'blank' : isRepeated ? 'repeated' : 'header';
    return { name, named };
  });
}
