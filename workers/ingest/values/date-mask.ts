import { western } from './western';
import { commonest } from './column';
import type { WrittenDateFormat } from './date';

/** The way most dates of a column are written, in the engine's own terms, which read several times as quick as a grammar. */
export interface DateMask {
  /** For strptime. */
  mask: string;
  /** What a text must match before the mask is tried, as it takes more than we do and fails slowly. Null: a digit is enough. */
  guard: string | null;
  /** The clock is UTC's. */
  isUtc: boolean;
}

interface Part {
  pattern: RegExp;
  mask: string;
  guard: string;
  /** The guard has to be tried; a leading digit is not enough. */
  isLoose?: boolean;
}

const numbers = (mask: string, signs: string[]): Part[] =>
  signs.map((sign) => {
    const guard = mask
      .replaceAll('-', `[${sign}]`)
      .replace(/%[dm]/g, '[0-9]{1,2}')
      .replace('%Y', '[0-9]{4}')
      .replace('%y', '[0-9]{2}');
    return {
      pattern: new RegExp(`^${guard}`),
      mask: mask.replaceAll('-', sign),
      guard,
      isLoose: mask.includes('%y'),
    };
  });

const named = (mask: string, guard: string): Part => ({
  pattern: new RegExp(`^${guard}`, 'i'),
  mask,
  guard,
  isLoose: true,
});
const short = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)';
const long = '(?:january|february|march|april|may|june|july|august|september|october|november|december)';

/** The first that fits is taken. */
function dateParts(format: WrittenDateFormat): Part[] {
  const order = format === 'dateMonthFirst' ? '%m-%d' : '%d-%m';
  return [
    ...numbers('%Y-%m-%d', ['-', '/', '.']),
    ...(format === 'date'
      ? []
      : [...numbers(`${order}-%Y`, ['-', '/', '.']), ...numbers(`${order}-%y`, ['-', '/', '.'])]),
    { pattern: /^[0-9]{8}/, mask: '%Y%m%d', guard: '[0-9]{8}', isLoose: true },
    ...['-', ' '].flatMap((sign) => [
      named(`%d${sign}%b${sign}%Y`, `[0-9]{1,2}${sign}${short}${sign}[0-9]{4}`),
      named(`%d${sign}%B${sign}%Y`, `[0-9]{1,2}${sign}${long}${sign}[0-9]{4}`),
      named(`%d${sign}%b${sign}%y`, `[0-9]{1,2}${sign}${short}${sign}[0-9]{2}`),
    ]),
    ...[',', ''].flatMap((comma) => [
      named(`%b %d${comma} %Y`, `${short} [0-9]{1,2}${comma} [0-9]{4}`),
      named(`%B %d${comma} %Y`, `${long} [0-9]{1,2}${comma} [0-9]{4}`),
    ]),
  ];
}

const clocks: { pattern: RegExp; mask: string; guard: string }[] = [
  ['', ''],
  ...['%H:%M', '%H:%M:%S', '%H:%M:%S.%f', '%I:%M %p', '%I:%M:%S %p', '%I:%M:%S.%f %p'].flatMap((mask) => {
    const guard = mask
      .replace(/%[HI]/, '[0-9]{1,2}')
      .replace(/%[MS]/g, '[0-9]{2}')
      .replace('.%f', '[.][0-9]{1,6}')
      .replace('%p', '[AaPp][Mm]');
    return [' ', 'T'].map((sign) => [sign + mask, sign + guard]);
  }),
].flatMap(([mask, guard]) =>
  (mask === '' ? [''] : ['', 'Z']).map((zone) => ({
    pattern: new RegExp(`^${guard}${zone}$`),
    mask: mask + zone,
    guard: guard + zone,
  })),
);

function maskOf(text: string, parts: Part[]): string | null {
  for (const part of parts) {
    const start = part.pattern.exec(text)?.[0];
    if (start === undefined) continue;
    const clock = clocks.find(({ pattern }) => pattern.test(text.slice(start.length)));
    if (clock) return `${parts.indexOf(part)} ${clocks.indexOf(clock)}`;
  }
  return null;
}

/** The mask of at least half of the texts, null where there is none. */
export function dateMask(texts: readonly string[], format: WrittenDateFormat): DateMask | null {
  if (format === 'dateHijri') return null;
  const parts = dateParts(format);
  const best = commonest(texts.map((text) => maskOf(western(text, 'date').trim(), parts)));
  if (!best || best.value === null || best.share < 0.5) return null;
  const [part, clock] = best.value.split(' ').map(Number);
  return {
    mask: parts[part].mask + clocks[clock].mask,
    guard: parts[part].isLoose ? parts[part].guard + clocks[clock].guard : null,
    isUtc: clocks[clock].mask.endsWith('Z'),
  };
}
