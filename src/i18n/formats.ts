import type { DigitSystem, LanguageCode } from './keys';

const numberFormats = new Map<string, Intl.NumberFormat>();
const dateFormats = new Map<string, Intl.DateTimeFormat>();

/** Gregorian months in both languages; Arabic with the digits the person chose. */
export function localeOf(language: LanguageCode, digits: DigitSystem): string {
  if (language === 'en') return 'en-GB';
  return `ar-u-ca-gregory-nu-${digits === 'western' ? 'latn' : 'arab'}`;
}

export function formatNumber(value: number, locale: string, options: Intl.NumberFormatOptions = {}): string {
  const key = locale + JSON.stringify(options);
  let format = numberFormats.get(key);
  if (!format) {
    format = new Intl.NumberFormat(locale, options);
    numberFormats.set(key, format);
  }
  return format.format(value);
}

function dateFormat(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale + JSON.stringify(options);
  let format = dateFormats.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options });
    dateFormats.set(key, format);
  }
  return format;
}

const isoDate = /^\d{4}-\d{2}-\d{2}/;

export function isIsoDate(value: unknown): value is string {
  return typeof value === 'string' && isoDate.test(value);
}

export function formatDate(iso: string, locale: string): string {
  return dateFormat(locale, { day: 'numeric', month: 'short', year: 'numeric' }).format(dayOf(iso));
}

export function formatMonth(iso: string, locale: string): string {
  return dateFormat(locale, { month: 'short', year: 'numeric' }).format(dayOf(iso));
}

export function formatYear(iso: string, locale: string): string {
  return dateFormat(locale, { year: 'numeric' }).format(dayOf(iso));
}

export function quarterOf(iso: string): number {
  return Math.floor(dayOf(iso).getUTCMonth() / 3) + 1;
}

export function formatHijriMonth(iso: string, locale: string): string {
  const options = { calendar: 'islamic-umalqura', month: 'long', year: 'numeric' } as const;
  return dateFormat(locale, options).format(dayOf(iso));
}

const byteSteps = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

export function formatBytes(bytes: number, locale: string): string {
  const step = Math.min(byteSteps.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  const unitDisplay = step === 0 ? 'long' : 'short';
  const options = { style: 'unit', unit: byteSteps[step], unitDisplay, maximumFractionDigits: 1 } as const;
  return formatNumber(bytes / 1000 ** step, locale, options);
}

export function formatList(items: readonly string[], locale: string): string {
  return new Intl.ListFormat(locale, { type: 'conjunction' }).format(items);
}

function dayOf(iso: string): Date {
  return new Date(`${iso.slice(0, 10)}T00:00:00Z`);
}
