import type { Table } from 'apache-arrow';
import type { CustomerFilter, Scalar, Summary } from '../../workers/api';

/** Words and numbers in the reader's language. `text` looks a key up in the analysis' own texts. */
export interface Wording {
  language: 'en' | 'ar';
  direction: 'ltr' | 'rtl';
  text(key: string, values?: Record<string, Scalar>): string;
  number(value: number, options?: Intl.NumberFormatOptions): string;
  percent(value: number, fractionDigits?: number): string;
  /** An amount of money; `currency` an ISO code, or 'none' where the data does not say. Shortened when large, if asked. */
  money(value: number, currency: string, style?: 'full' | 'short'): string;
  /** An ISO date written for its period: 'Dec 2010' for a month, '6 Dec 2010' for a day. */
  period(isoDate: string, unit: string): string;
  date(isoDate: string): string;
}

/** What a figure is drawn from. Tables are decoded Arrow; nothing here is computed again. */
export interface FigureInput {
  params: Record<string, Scalar>;
  summary: Summary;
  tables: Record<string, Table>;
  /** Width in CSS pixels the figure may fill. */
  width: number;
  wording: Wording;
}

/** One thing a reader can point at, by mouse or by arrow keys, in pixels of the drawing. */
export interface FigurePoint {
  x: number;
  y: number;
  /** Column and row in the reading order of the data, for arrow keys: series are rows, time is columns. */
  column: number;
  row: number;
  /** Title and lines of the tooltip; also what a screen reader says. */
  title: string;
  lines: string[];
  /** The customers it stands for, by whom the whole notebook can be filtered. */
  filter?: CustomerFilter;
}

export interface Figure {
  /** Unique within the analysis; also part of an exported file's name. */
  id: string;
  /** A sentence for screen readers that says what the drawing shows. */
  description: string;
  element: SVGSVGElement;
  points: FigurePoint[];
}

/**
 * Each `src/analyses/NAME/figure.ts` exports one of these as `draw`: pure, called again when anything changes. A
 * generator draws one figure at a time, and the page answers in between; so it does where null comes in place of a figure.
 */
export type DrawFigures = (input: FigureInput) => Iterable<Figure | null>;
