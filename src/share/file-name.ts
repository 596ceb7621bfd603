import type { CustomerFilter, TableFilter } from '../../workers/api';
import { asWord, bytesOf, cut, filterName, mark, rowFilterName } from './filter-name';

/** What names a file: whose result it is, of which day, and of which customers. */
export interface ExportNames {
  /** Title of the notebook; may be empty. */
  notebook: string;
  /** Id of the cell, or name of the table. */
  result: string;
  /** Last day that was observed, ISO. */
  asOf: string | null;
  filters: readonly CustomerFilter[];
  /** Conditions on the rows of one table. */
  rowFilters?: readonly TableFilter[];
}

/** Room for each part, in bytes of UTF-8: with the filters, all have to go into 255. */
const most = { notebook: 48, result: 40, part: 40 };

/** Of a notebook that is called after the file it began with. */
const ending = /\.(csv|tsv|txt|parquet|json|jsonl|ndjson|xlsx|gz|zip|arrow|feather|md)$/i;

function shortened(text: string, bytes: number): string {
  const word = asWord(text.replace(/([a-z0-9])([A-Z])/g, '$1-$2')).toLowerCase();
  return bytesOf(word) <= bytes ? word : `${cut(word, bytes - 8)}-${mark(text)}`;
}

/**
 * What an exported file is called: what, when and in which filter. The same result exported twice has the same name, whatever
 * the language of the page; letters of all scripts are kept.
 * @param part of the result: a figure or a table
 */
export function fileName(names: ExportNames, part: string, extension: string): string {
  const { notebook, result, asOf, filters, rowFilters = [] } = names;
  const parts = [
    'wafa',
    shortened(notebook.replace(ending, ''), most.notebook),
    shortened(result, most.result),
    shortened(part, most.part),
    asWord(asOf ?? ''),
    filterName(filters),
    rowFilterName(rowFilters),
  ];
  return `${parts.filter(Boolean).join('-')}.${extension}`;
}
