import type { ReadingGuess, ReadingSetting } from '../../workers/api';
import type { TextKey } from '../i18n/keys';

/** Names of single signs; any other sign is shown itself. */
const signs: Partial<Record<ReadingSetting, Record<string, TextKey>>> = {
  delimiter: {
    ',': 'reading.delimiter.comma',
    ';': 'reading.delimiter.semicolon',
    '\t': 'reading.delimiter.tab',
    '|': 'reading.delimiter.bar',
    ' ': 'reading.delimiter.blank',
    '،': 'reading.delimiter.arabicComma',
    '؛': 'reading.delimiter.arabicSemicolon',
    '\x01': 'reading.delimiter.unprintable',
    '': 'reading.delimiter.none',
  },
  quote: {
    '"': 'reading.quote.double',
    "'": 'reading.quote.single',
    '': 'reading.quote.none',
  },
  encoding: {
    'windows-1256': 'reading.encoding.arabicWindows',
    'iso-8859-6': 'reading.encoding.arabicIso',
    'windows-1252': 'reading.encoding.western',
  },
};

type Text = (key: TextKey, values?: Record<string, string | number>) => string;

/** The value of a setting as people call it: "semicolon", "line 3", or the name of a sheet. */
export function readingValueWords(setting: ReadingSetting, value: string, text: Text): string {
  const key = signs[setting]?.[value.toLowerCase()];
  if (key) return text(key, { value });
  if (setting === 'header') {
    return value === '0' ? text('reading.header.none') : text('reading.header.line', { line: Number(value) });
  }
  return setting === 'encoding' ? value.toUpperCase() : value;
}

/** Only where the file leaves a choice, or something does not agree, is there anything to say. */
export function worthSaying(reading: readonly ReadingGuess[]): ReadingGuess[] {
  return reading.filter(({ options, share }) => options.length > 1 || (share !== null && share < 1));
}

/** A share that is never rounded up to all of it, nor anything up from nothing; to be shown with one decimal. */
export function shownShare(share: number): number {
  return share < 1 ? Math.min(0.999, Math.floor(share * 1000) / 1000) : 1;
}
