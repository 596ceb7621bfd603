import type { Damage } from '../../src/notebook/document/document';

/** A notebook that somebody might send to do harm. */
export interface HostileNotebook {
  /** What it tries; unique in the corpus. */
  name: string;
  /** The file, as text. */
  text: string;
  /** What the page says of it, as codes in their order; not compared where it is left out. */
  damages?: Damage['code'][];
  /** Words that have to be read in the page once it is open. */
  shows?: string;
}

/** A file of data that somebody might send to do harm. */
export interface HostileFile {
  name: string;
  /** What the file is called. */
  fileName: string;
  bytes: Uint8Array;
  /** The code it is refused with, or how many rows are read. */
  ends: { refused: string } | { rows: number };
  /** Columns by their names, where they are read. */
  columns?: string[];
}

const front = (title: string) => `---\nformat: 1\ntitle: ${title}\n---\n\n`;

/** A notebook of one text. */
export const prose = (name: string, markdown: string, shows?: string): HostileNotebook => ({
  name,
  text: `${front('Prose from afar')}${markdown}\n`,
  ...(shows !== undefined && { shows }),
});

/** A notebook of cells. */
export const cells = (
  name: string,
  body: string,
  more: Omit<HostileNotebook, 'name' | 'text'> = {},
): HostileNotebook => ({ name, text: `${front('Cells from afar')}${body}`, ...more });

/** A notebook whose front matter is hostile, with a text below. */
export const frontMatter = (
  name: string,
  yaml: string,
  more: Omit<HostileNotebook, 'name' | 'text'> = {},
): HostileNotebook => ({ name, text: `---\n${yaml}\n---\n\nWords below.\n`, shows: 'Words below.', ...more });

export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/** What each attack would do: leaves a mark on the page. */
export const hack = 'window.hacked=1';
