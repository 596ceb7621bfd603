import { countSequences } from './utf8';
import { charactersOf } from './transcode';
import type { Encoding } from './encoding-names';

export interface EncodingGuess {
  encoding: Encoding;
  /** Bytes of the mark at the start that names the encoding. */
  markBytes: number;
  /** Share of the characters beyond ASCII that are plausible in it, 0 to 1. */
  share: number;
}

const marks: readonly { encoding: Encoding; bytes: readonly number[] }[] = [
  { encoding: 'utf-8', bytes: [0xef, 0xbb, 0xbf] },
  { encoding: 'utf-16le', bytes: [0xff, 0xfe] },
  { encoding: 'utf-16be', bytes: [0xfe, 0xff] },
];

/** Broken bytes that a file of UTF-8 may hold for each whole character before something else is more likely. */
const brokenShare = 0.1;

/**
 * Tells in which encoding a text is written.
 * @param head the first bytes of the file
 * @param further bytes from later in the file, where there may be letters even if there are none in the head
 */
export function guessEncoding(head: Uint8Array, further: readonly Uint8Array[] = []): EncodingGuess {
  const mark = marks.find(({ bytes }) => bytes.every((byte, place) => head[place] === byte));
  if (mark) return { encoding: mark.encoding, markBytes: mark.bytes.length, share: 1 };
  const wide = guessUtf16(head);
  if (wide) return { encoding: wide, markBytes: 0, share: 1 };
  const samples = [head, ...further.map(fromLineStart)];
  const counts = samples.map((sample) => countSequences(sample, false));
  const [valid, invalid] = [sum(counts, ({ valid }) => valid), sum(counts, ({ invalid }) => invalid)];
  if (invalid <= brokenShare * valid) {
    return { encoding: 'utf-8', markBytes: 0, share: valid + invalid === 0 ? 1 : valid / (valid + invalid) };
  }
  return { ...guessSingleByte(samples), markBytes: 0 };
}

/** How many bytes the mark of this encoding takes at the start of a file, if it is there. */
export function markLength(head: Uint8Array, encoding: Encoding): number {
  const mark = marks.find((each) => each.encoding === encoding);
  return mark?.bytes.every((byte, place) => head[place] === byte) ? mark.bytes.length : 0;
}

const sum = <T>(items: readonly T[], value: (item: T) => number) =>
  items.reduce((total, item) => total + value(item), 0);

/** A stretch from the middle of a file may begin inside a character. */
const fromLineStart = (bytes: Uint8Array) => bytes.subarray(bytes.indexOf(10) + 1);

/** Without a mark: the upper halves of the units are 0 for ASCII and 6 for Arabic, the lower halves differ. */
function guessUtf16(head: Uint8Array): Encoding | null {
  const units = Math.floor(Math.min(head.length, 65_536) / 2);
  if (units < 2) return null;
  const upper = [0, 0];
  const zeros = [0, 0];
  for (let place = 0; place < units * 2; place += 1) {
    const side = place % 2;
    if (head[place] === 0) zeros[side] += 1;
    if (head[place] === 0 || head[place] === 6) upper[side] += 1;
  }
  const isUpper = (side: number) =>
    zeros[side] > 0.05 * units && upper[side] > 0.7 * units && zeros[1 - side] < 0.02 * units;
  if (isUpper(1)) return 'utf-16le';
  return isUpper(0) ? 'utf-16be' : null;
}

/** Arabic letters by how often they stand in running text, per thousand (own count of everyday prose, rounded). */
const arabicLetters: Readonly<Record<string, number>> = Object.fromEntries(
  'ا130 ل115 ي75 م62 ن60 و58 ر48 ت45 ه40 ب38 ع35 د34 س27 ف26 ك24 ق22 ح21 أ20 ة28 ج14 ش12 ص11 ى10 خ9 ط9 إ9 ض7 ث6 ذ6 غ5 ز7 ئ4 ظ3 ء5 آ2 ؤ2'
    .split(' ')
    .map((entry) => [entry[0], Number(entry.slice(1))]),
);
const rareArabic = /[\u0621-\u065f\u067e\u0686\u0688\u0691\u0698\u06a9\u06af\u06ba\u06be\u06c1\u06d2،؛؟]/;
const letter = /\p{L}/u;

/** Which encoding of one byte a character makes the best text of it. */
function guessSingleByte(samples: readonly Uint8Array[]): { encoding: Encoding; share: number } {
  const candidates: { encoding: Encoding; isArabic: boolean }[] = [
    { encoding: 'windows-1252', isArabic: false },
    { encoding: 'windows-1256', isArabic: true },
    { encoding: 'iso-8859-6', isArabic: true },
  ];
  const scored = candidates.map(({ encoding, isArabic }) => {
    const characters = charactersOf(encoding);
    const judged = samples.map((sample) => judge(sample, characters, isArabic));
    const count = Math.max(
      1,
      sum(judged, (each) => each.count),
    );
    return {
      encoding,
      score: sum(judged, (each) => each.score) / count,
      share: sum(judged, (each) => each.plausible) / count,
    };
  });
  scored.sort((one, other) => other.score - one.score);
  return { encoding: scored[0].encoding, share: scored[0].share };
}

/** Log-likelihoods, roughly: what matters is which is higher. */
function judge(bytes: Uint8Array, characters: readonly string[], isArabic: boolean) {
  const result = { score: 0, plausible: 0, count: 0 };
  const likelihood = Float64Array.from(characters, (character) =>
    isArabic ? arabicLikelihood(character) : westernLikelihood(character),
  );
  const isLetter = characters.map((character) => letter.test(character));
  for (let place = 0; place < bytes.length; place += 1) {
    const byte = bytes[place];
    if (byte < 0x80) continue;
    let score = likelihood[byte];
    const [before, after] = [bytes[place - 1] ?? 32, bytes[place + 1] ?? 32];
    if (isLetter[byte]) {
      // Arabic words hold no Latin letters; accents stand between Latin letters and seldom side by side.
      const latin = Number(isLatin(before)) + Number(isLatin(after));
      const high = Number(before >= 0x80) + Number(after >= 0x80);
      score += isArabic ? -3 * latin + 0.5 * high : latin - 1.5 * high;
    }
    result.score += score;
    if (score > -6) result.plausible += 1;
    result.count += 1;
  }
  return result;
}

const isLatin = (byte: number) => (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a);

function arabicLikelihood(character: string): number {
  const perThousand = arabicLetters[character];
  if (perThousand) return Math.log(perThousand / 1000);
  if (character === '\ufffd') return -14;
  if (rareArabic.test(character)) return -6;
  return letter.test(character) ? -8 : -6.5;
}

function westernLikelihood(character: string): number {
  if (character === '\ufffd') return -14;
  if (/[éèêàçñüöäóíáúßâôîãõåøëïùû]/i.test(character)) return -3.5;
  if (letter.test(character)) return -7;
  return /[€£°–’“”«»\u00a0]/.test(character) ? -4 : -6.5;
}
