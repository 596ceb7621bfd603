/** What a text value looks like, for the detection of roles. Reading the values themselves is SQL's work (lines.ts). */

const digits = new Map([...'٠١٢٣٤٥٦٧٨٩'].map((digit, index) => [digit, String(index)]));
const persianDigits = new Map([...'۰۱۲۳۴۵۶۷۸۹'].map((digit, index) => [digit, String(index)]));

/** Arabic-Indic and Persian digits and separators as Western ones. */
export function westernDigits(text: string): string {
  return [...text]
    .map((character) => digits.get(character) ?? persianDigits.get(character) ?? character)
    .join('')
    .replaceAll('٫', '.')
    .replaceAll('٬', ',');
}

const datePattern =
  /^(\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4}|\d{1,2}[ -][a-z]{3,9}[ -,]+\d{4}|[a-z]{3,9} \d{1,2},? \d{4})([ t,]+\d{1,2}:\d{2}.*)?$/i;

export function looksLikeDate(text: string): boolean {
  return datePattern.test(westernDigits(text.trim()));
}

/** `1,234.50`, `-12` and `١٢٫٥`; with `decimalComma`, `1.234,50`. */
export function looksLikeNumber(text: string): boolean {
  const value = westernDigits(text.trim());
  return /^[-+]?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?(e[-+]?\d+)?$/i.test(value) || isDecimalComma(value);
}

/** `12,5` and `1.234,50`, which only a decimal comma explains. `1,234` is not one: there the comma groups. */
export function isDecimalComma(text: string): boolean {
  const value = westernDigits(text.trim());
  return /^[-+]?(\d{1,3}(\.\d{3})+|\d+),\d+$/.test(value) && !/^[-+]?\d{1,3},\d{3}$/.test(value);
}

/** Words for yes and no, as files write them. */
export const yesWords = ['yes', 'y', 'true', 't', '1', 'نعم', 'صح', 'churned', 'left', 'غادر'];
export const noWords = ['no', 'n', 'false', 'f', '0', 'لا', 'خطأ', 'active', 'stayed', 'نشط'];

export function looksLikeFlag(text: string): boolean {
  const word = westernDigits(text.trim().toLowerCase());
  return yesWords.includes(word) || noWords.includes(word);
}
