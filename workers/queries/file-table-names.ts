import { canonicalTables } from '../api';
import { fold } from './tokens';

/**
 * What the files' tables are called in SQL: the file's name in small letters with `_` for whatever is neither letter,
 * digit nor underscore, so that it needs no quotes. One that is taken gets `_file` behind it.
 * @param names of the tables, in their order
 */
export function fileTableNames(names: readonly string[]): string[] {
  const taken = new Set<string>(canonicalTables);
  return names.map((name) => {
    let slug = name.toLowerCase().replace(/[^\p{L}\p{M}\p{N}_]/gu, '_');
    if (!/^[\p{L}_]/u.test(slug)) slug = `_${slug}`;
    while (taken.has(fold(slug))) slug = `${slug}_file`;
    taken.add(fold(slug));
    return slug;
  });
}
