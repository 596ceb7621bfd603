/** How a row is written. */
export interface Dialect {
  /** One character or more; empty when each line is one value. */
  delimiter: string;
  /** Empty when no value is quoted. */
  quote: '' | '"' | "'";
  /** How a quote inside a quoted value is written: twice, or after a backslash (which then also stands before delimiters). */
  escape: 'doubled' | 'backslash';
}

/**
 * The marks with which the engine is to read what the scanner has passed. Where a dialect has no delimiter or quote, these
 * stand for them: control characters which the scanner quotes away should they occur.
 */
export const noDelimiter = '\x1f';
export const noQuote = '\x1e';

export const engineDelimiter = ({ delimiter }: Dialect) => delimiter || noDelimiter;
export const engineQuote = ({ quote }: Dialect) => quote || noQuote;
