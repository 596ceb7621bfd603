import { western } from './western';

/** Dates that are written as one number. */
export const numberedDateFormats = ['dateExcel', 'dateUnixSeconds', 'dateUnixMilliseconds'] as const;
export type NumberedDateFormat = (typeof numberedDateFormats)[number];

interface Count {
  /** What the number may be at all, both ends included. */
  from: number;
  to: number;
  /** What it usually is; the guess asks for it. */
  likelyFrom: number;
  likelyTo: number;
}

/** Excel counts days from 1899-12-30; Unix counts from 1970. Ends: year 9999, and the years 1970 to 2100. */
export const dateCounts: Record<NumberedDateFormat, Count> = {
  dateExcel: { from: 1, to: 2_958_465, likelyFrom: 20_000, likelyTo: 60_000 },
  dateUnixSeconds: { from: 0, to: 4_102_444_800, likelyFrom: 600_000_000, likelyTo: 2_300_000_000 },
  dateUnixMilliseconds: {
    from: 10_000_000_000,
    to: 4_102_444_800_000,
    likelyFrom: 600_000_000_000,
    likelyTo: 2_300_000_000_000,
  },
};

/** Excel's day 0 in days since 1970-01-01. */
export const excelDayZero = -25_569;

export const countPattern = '^[ \\t-\\r]*([0-9]{1,13})(?:[.,][0-9]*)?[ \\t-\\r]*$';
const compiled = new RegExp(countPattern, 'u');

/** The whole part of the count, null where it is none that the format can mean. */
export function readDateCount(text: string, format: NumberedDateFormat): number | null {
  const found = compiled.exec(western(text, 'date'));
  const count = found ? Number(found[1]) : NaN;
  const { from, to } = dateCounts[format];
  return count >= from && count <= to ? count : null;
}
