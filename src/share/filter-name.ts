import type { CustomerFilter, TableFilter } from '../../workers/api';
import { checksum } from './checksum';

/** Room for the words, in bytes of UTF-8: the whole name has 255 on the usual systems. */
const mostBytes = 40;

/** Words of ours, which an attribute may be called too. */
const ownWords = ['from', 'to', 'cohort', 'segment'];

/** How much of a period's first day names it. */
const periodLetters: Record<string, number> = { month: 7, quarter: 7, year: 4 };

interface Words {
  text: string;
  /** No other filter is written the same. */
  isExact: boolean;
}

export const bytesOf = (text: string): number => new TextEncoder().encode(text).length;

/** Seven letters or digits that differ for almost any two texts. */
export function mark(text: string): string {
  return checksum(new TextEncoder().encode(text)).toString(36).padStart(7, '0');
}

/** A text within so many bytes, cut between letters. */
export function cut(text: string, most: number): string {
  let [kept, bytes] = ['', 0];
  for (const letter of text) {
    bytes += bytesOf(letter);
    if (bytes > most) break;
    kept += letter;
  }
  return kept.replace(/-+$/, '');
}

/** Letters, their marks and digits of any script; a line for whatever else there is. */
export function asWord(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
}

/**
 * The filters of a notebook in a file's name, in whatever language the page is; empty without filters. Two choices of customers
 * have two names, the same choice has one.
 */
export function filterName(filters: readonly CustomerFilter[]): string {
  const all = filters.map(wordsOf);
  return joined(
    all.map(({ text }) => text),
    all.every(({ isExact }) => isExact) ? null : filters.map(canonical),
  );
}

/** Conditions on the rows of one table, in the same way. */
export function rowFilterName(filters: readonly TableFilter[]): string {
  const words = filters.map((filter) => {
    if (filter.kind === 'between') return `${filter.column} ${filter.from ?? ''} to ${filter.to ?? ''}`;
    return `${filter.column} ${'text' in filter ? filter.text : filter.kind}`;
  });
  return joined(words.map(asWord), filters.map(canonical));
}

/** @param contents what the words can't tell; null where they tell all */
function joined(words: string[], contents: string[] | null): string {
  if (words.length === 0) return '';
  const text = words.sort().join('-');
  if (contents === null && bytesOf(text) <= mostBytes) return text;
  return [cut(text, mostBytes), mark(JSON.stringify((contents ?? words).sort()))].filter(Boolean).join('-');
}

const canonical = (filter: CustomerFilter | TableFilter): string =>
  JSON.stringify(
    Object.entries(filter)
      .sort()
      .map(([name, value]) => [name, Array.isArray(value) ? [...value].sort() : value]),
  );

function wordsOf(filter: CustomerFilter): Words {
  switch (filter.kind) {
    case 'dates': {
      const ends = [filter.from && `from-${filter.from}`, filter.to && `to-${filter.to}`];
      return { text: asWord(ends.filter(Boolean).join('-')), isExact: areDays(filter.from, filter.to) };
    }
    case 'cohort': {
      const period = filter.period.slice(0, periodLetters[filter.unit] ?? 10);
      return { text: asWord(`cohort-${filter.unit}-${period}`), isExact: areDays(filter.period) };
    }
    case 'segment':
      return { text: `segment-${listed(filter.segments)}`, isExact: filter.segments.every(isPlain) };
    case 'attribute': {
      const { name, values } = filter;
      const isExact = isPlain(name) && !ownWords.includes(name) && values.every(isPlain);
      return { text: `${asWord(name)}-${listed(values)}`, isExact };
    }
  }
}

const listed = (values: readonly (string | null)[]): string =>
  [...values]
    .map((value) => asWord(value ?? 'none'))
    .sort()
    .join('+');

/** Written as it is, in a name. */
const isPlain = (value: string | null): boolean =>
  value !== null && value !== '' && asWord(value) === value && !value.includes('-');

const areDays = (...days: readonly (string | null)[]): boolean =>
  days.some((day) => day !== null) && days.every((day) => day === null || /^\d{4}-\d{2}-\d{2}$/.test(day));
