import type { ColumnFormat } from '../../workers/api';

/** A value of the column that two formats read differently, with both readings: ISO days, or numbers. */
export interface OpenExample {
  value: string;
  readings: Partial<Record<ColumnFormat, string | number>>;
}

const dateParts = /^\s*(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4}|\d{2})(?!\d)/;
/** One sign with three digits behind it: a group of thousands, or decimals. */
const oneSign = /^\s*(\d{1,3})([.,])(\d{3})\s*$/;

/** Two-digit years up to 68 belong to this century, as in POSIX. */
const lastYearOfThisCentury = 68;

/** The first of the column's values that shows what is being asked; null when none does. */
export function openExample(values: readonly (string | null)[]): OpenExample | null {
  for (const value of values) {
    if (value === null) continue;
    const example = dateExample(value) ?? numberExample(value);
    if (example) return example;
  }
  return null;
}

function dateExample(value: string): OpenExample | null {
  const found = dateParts.exec(westernDigits(value));
  if (!found) return null;
  const [first, second, year] = found.slice(1).map(Number);
  if (first === second || !isMonth(first) || !isMonth(second)) return null;
  const fullYear = year > 99 ? year : year + (year > lastYearOfThisCentury ? 1900 : 2000);
  return {
    value,
    readings: {
      dateDayFirst: isoDay(fullYear, second, first),
      dateMonthFirst: isoDay(fullYear, first, second),
    },
  };
}

function numberExample(value: string): OpenExample | null {
  const found = oneSign.exec(westernDigits(value).replace('٬', ',').replace('٫', '.'));
  if (!found) return null;
  const [, whole, sign, rest] = found;
  const grouped = Number(whole + rest);
  const decimal = Number(`${whole}.${rest}`);
  const isComma = sign === ',';
  return {
    value,
    readings: { number: isComma ? grouped : decimal, numberComma: isComma ? decimal : grouped },
  };
}

function isMonth(value: number): boolean {
  return value >= 1 && value <= 12;
}

function isoDay(year: number, month: number, day: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
}

/** Both Arabic sets of digits begin at a multiple of sixteen. */
function westernDigits(text: string): string {
  return text.replace(/[٠-٩۰-۹]/g, (digit) => String(digit.charCodeAt(0) & 0xf));
}
