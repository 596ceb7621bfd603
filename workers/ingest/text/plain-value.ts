/** Types that a text column can be read as at once. */
export const plainTypes = ['DOUBLE', 'DATE', 'TIMESTAMP'] as const;
export type PlainType = (typeof plainTypes)[number];

/** More digits than these don't survive in a DOUBLE. */
const mostDigits = 15;
const daysOfMonth = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const isDigit = (byte: number) => byte >= 0x30 && byte <= 0x39;

/**
 * Whether the engine's type holds a value without hiding anything of how it was written: no blanks, no leading zeros, no
 * exponents, dates in ISO form that exist. An empty value is none and passes.
 */
export function isPlain(type: PlainType, bytes: Uint8Array, start: number, end: number): boolean {
  if (start === end) return true;
  if (type === 'DOUBLE') return isPlainNumber(bytes, start, end);
  if (type === 'DATE') return end - start === 10 && isPlainDate(bytes, start);
  return isPlainTimestamp(bytes, start, end);
}

function isPlainNumber(bytes: Uint8Array, start: number, end: number): boolean {
  let place = bytes[start] === 0x2d ? start + 1 : start;
  const first = place;
  while (place < end && isDigit(bytes[place])) place += 1;
  const whole = place - first;
  if (whole === 0 || (whole > 1 && bytes[first] === 0x30)) return false;
  let digits = whole;
  if (place < end) {
    if (bytes[place] !== 0x2e || place + 1 === end) return false;
    for (place += 1; place < end; place += 1, digits += 1) if (!isDigit(bytes[place])) return false;
  }
  // A negative zero would come back as something else than was written.
  return digits <= mostDigits && !(first > start && bytes[first] === 0x30 && whole === digits);
}

const twoDigits = (bytes: Uint8Array, place: number) =>
  isDigit(bytes[place]) && isDigit(bytes[place + 1])
    ? (bytes[place] - 0x30) * 10 + bytes[place + 1] - 0x30
    : NaN;

function isPlainDate(bytes: Uint8Array, start: number): boolean {
  const [century, year] = [twoDigits(bytes, start), twoDigits(bytes, start + 2)];
  const [month, day] = [twoDigits(bytes, start + 5), twoDigits(bytes, start + 8)];
  if (bytes[start + 4] !== 0x2d || bytes[start + 7] !== 0x2d || !(century >= 10) || Number.isNaN(year))
    return false;
  if (!(month >= 1 && month <= 12) || !(day >= 1 && day <= daysOfMonth[month - 1])) return false;
  const isLeap = year === 0 ? century % 4 === 0 : year % 4 === 0;
  return month !== 2 || day < 29 || isLeap;
}

/** 2024-01-31 23:59:59 or with a T, with up to six decimals, without a zone. */
function isPlainTimestamp(bytes: Uint8Array, start: number, end: number): boolean {
  if (end - start < 19 || end - start > 26 || !isPlainDate(bytes, start)) return false;
  if (bytes[start + 10] !== 0x20 && bytes[start + 10] !== 0x54) return false;
  const [hour, minute, second] = [11, 14, 17].map((at) => twoDigits(bytes, start + at));
  if (bytes[start + 13] !== 0x3a || bytes[start + 16] !== 0x3a) return false;
  if (!(hour < 24) || !(minute < 60) || !(second < 60)) return false;
  if (end - start === 19) return true;
  if (bytes[start + 19] !== 0x2e || end - start === 20) return false;
  for (let place = start + 20; place < end; place += 1) if (!isDigit(bytes[place])) return false;
  return true;
}
