/** What a text looks like, roughly: enough to tell a header from data and one delimiter from another. */
export type Look = 'blank' | 'number' | 'date' | 'flag' | 'text';

const digits = '[\\d\\u0660-\\u0669\\u06f0-\\u06f9]';
const number = new RegExp(
  `^[(\\-+]?\\s*(\\p{Sc}|[A-Z]{3}|ر\\.س\\.?)?\\s*[\\-+]?${digits}+([.,\\u066b\\u066c '\\u00a0\\u202f]${digits}+)*([eE][+-]?\\d+)?\\s*(%|٪|\\p{Sc}|[A-Z]{3}|ر\\.س\\.?)?\\s*[)\\-]?$`,
  'u',
);
const date = new RegExp(
  `^${digits}{1,4}[-/.]${digits}{1,2}[-/.]${digits}{1,4}([ T,]+${digits}{1,2}:${digits}{2}.*)?$|^${digits}{1,2}:${digits}{2}(:${digits}{2})?$|^${digits}{1,2}[ -]\\p{L}+[ -,]+${digits}{2,4}$|^\\p{L}{3,9}\\.? ${digits}{1,2},? ${digits}{4}$`,
  'u',
);
const flag = /^(true|false|yes|no|y|n|نعم|لا)$/i;

export function lookOf(text: string): Look {
  const trimmed = text.trim();
  if (trimmed === '') return 'blank';
  if (trimmed.length > 40) return 'text';
  if (date.test(trimmed)) return 'date';
  if (number.test(trimmed)) return 'number';
  return flag.test(trimmed) ? 'flag' : 'text';
}

/** The pattern of a text: letters and digits as classes, so that C0017 and C0234 are alike. */
export function shapeOf(text: string): string {
  return text
    .trim()
    .replace(/\p{L}+/gu, 'a')
    .replace(/\p{N}+/gu, '9');
}

const totals =
  /^(grand[ -]?totals?|sub[ -]?totals?|totals?|sum|overall total|(ال)?[إا]جمالي( (ال)?(كلي|عام|مبلغ|مبالغ))?|(ال)?مجموع( (ال)?(كلي|عام|نهائي))?)\s*[:：]?$/i;

/** The text says that its row sums up the others. */
export const saysTotal = (text: string) => totals.test(text.trim());
