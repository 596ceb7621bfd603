const arabicIndicZero = 0x0660;
const persianZero = 0x06f0;

function westernDigit(digit: string): string {
  const code = digit.charCodeAt(0);
  return String(code - (code >= persianZero ? persianZero : arabicIndicZero));
}

/** A number as people type it, in Western or Arabic-Indic digits; null when it is none. */
export function parseNumber(typed: string): number | null {
  const plain = typed
    .trim()
    .replace(/[٠-٩۰-۹]/g, westernDigit)
    .replace(/٫/g, '.')
    .replace(/[٬,\s]/g, '')
    .replace(/[%٪]$/, '');
  return plain !== '' && Number.isFinite(Number(plain)) ? Number(plain) : null;
}
