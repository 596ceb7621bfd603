import type { NumberKind } from './number-format';

const dayMilliseconds = 86_400_000;
/** 1899-12-30, the day before day 1 as the program counts after the 29 February 1900 that never was. */
const epoch = Date.UTC(1899, 11, 30);
const daysTo1904 = 1462;
/** 9999-12-31. */
const lastSerial = 2_958_465;

const pad = (value: number) => String(value).padStart(2, '0');

/** A number as a text: with the 15 digits that the program shows, so without the noise of its arithmetic. */
export function numberText(raw: string): string {
  if (/^-?(0|[1-9]\d{0,14})$/.test(raw) || (/^-?(0|[1-9]\d*)\.\d*[1-9]$/.test(raw) && raw.length <= 15))
    return raw;
  const value = Number(Number(raw).toPrecision(15));
  if (!Number.isFinite(value)) return raw;
  if (Math.abs(value) >= 1e21) return BigInt(value).toString();
  const text = String(value);
  return text.includes('e-') ? value.toFixed(Math.min(100, digitsBehind(text))) : text;
}

/** Decimals that a text such as 1.5e-7 stands for. */
function digitsBehind(text: string): number {
  const [mantissa, exponent] = text.split('e-');
  return Number(exponent) + (mantissa.split('.')[1]?.length ?? 0);
}

/**
 * A number with a date's format as ISO text: the day, with the time where the format or the number has one.
 * @param serial days as the program counts them
 */
export function serialText(raw: string, kind: NumberKind, is1904: boolean): string {
  const serial = Number(raw);
  if (kind === 'number' || !Number.isFinite(serial) || serial < 0 || serial > lastSerial + 1)
    return numberText(raw);
  const seconds = Math.round((serial % 1) * 86_400);
  if (kind === 'duration' || (serial < 1 && kind === 'time')) return clock(Math.round(serial * 86_400));
  const day = Math.floor(serial) + (is1904 ? daysTo1904 : 0);
  // Day 60 is the day that never was.
  if (day === 60 || day < 1) return kind === 'dateTime' && serial < 1 ? clock(seconds) : numberText(raw);
  const date = new Date(epoch + (day < 60 ? day + 1 : day) * dayMilliseconds + seconds * 1000);
  const iso = date.toISOString();
  const hasTime = kind !== 'date' || seconds > 0;
  return hasTime ? `${iso.slice(0, 10)} ${iso.slice(11, 19)}` : iso.slice(0, 10);
}

const clock = (seconds: number) =>
  `${pad(Math.floor(seconds / 3600))}:${pad(Math.floor(seconds / 60) % 60)}:${pad(seconds % 60)}`;

/** Signs that XML can't hold are written _x000D_. */
export const unescapeText = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
    : text;

/** The column of a cell's place such as BC12, from 0; NaN where it names none. */
export function columnOf(place: string): number {
  let column = 0;
  for (let index = 0; index < place.length; index += 1) {
    const letter = place.charCodeAt(index) & ~32;
    if (letter < 65 || letter > 90) break;
    column = column * 26 + letter - 64;
  }
  return column === 0 ? NaN : column - 1;
}
