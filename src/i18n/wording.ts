import type { Wording } from '../analyses/figure';
import { formatMessage } from './format-message';
import {
  formatDate,
  formatHijriMonth,
  formatMonth,
  formatNumber,
  formatYear,
  isIsoDate,
  quarterOf,
} from './formats';
import type { LanguageCode, Texts } from './keys';

export interface WordingSource {
  language: LanguageCode;
  locale: string;
  /** The texts of the interface, for the names of weeks and quarters. */
  interfaceTexts: Pick<Texts, 'period.week' | 'period.quarter'>;
  /** What `text` looks its keys up in. */
  texts: Record<string, string>;
}

function periodLabel(iso: string, unit: string, { locale, interfaceTexts }: WordingSource): string {
  switch (unit) {
    case 'week':
      return formatMessage(interfaceTexts['period.week'], locale, { date: formatDate(iso, locale) });
    case 'month':
      return formatMonth(iso, locale);
    case 'quarter':
      return formatMessage(interfaceTexts['period.quarter'], locale, {
        quarter: formatNumber(quarterOf(iso), locale),
        year: formatYear(iso, locale),
      });
    case 'year':
      return formatYear(iso, locale);
    case 'hijriMonth':
      return formatHijriMonth(iso, locale);
    default:
      return formatDate(iso, locale);
  }
}

/** Two decimals while they mean something. */
function moneyDigits(value: number, style: 'full' | 'short'): Intl.NumberFormatOptions {
  const size = Math.abs(value);
  if (style === 'short' && size >= 100_000) return { notation: 'compact', maximumFractionDigits: 1 };
  return size < 100
    ? { minimumFractionDigits: 2, maximumFractionDigits: 2 }
    : { minimumFractionDigits: 0, maximumFractionDigits: 0 };
}

function currencyOf(currency: string): Intl.NumberFormatOptions {
  return currency === 'none' ? {} : { style: 'currency', currency };
}

/** Words and numbers for one set of texts, in one language; made anew when either changes. */
export function makeWording(source: WordingSource): Wording {
  const { language, locale, texts } = source;
  return {
    language,
    direction: language === 'ar' ? 'rtl' : 'ltr',
    text: (key, values) => formatMessage(texts[key] ?? key, locale, values),
    number: (value, options) => formatNumber(value, locale, options),
    percent: (value, fractionDigits = 0) =>
      formatNumber(value, locale, {
        style: 'percent',
        minimumFractionDigits: fractionDigits,
        maximumFractionDigits: fractionDigits,
      }),
    money: (value, currency, style = 'full') =>
      formatNumber(value, locale, { ...moneyDigits(value, style), ...currencyOf(currency) }),
    period: (iso, unit) => (isIsoDate(iso) ? periodLabel(iso, unit, source) : iso),
    date: (iso) => (isIsoDate(iso) ? formatDate(iso, locale) : iso),
  };
}
