import {
  ownValue,
  type ColumnFormat,
  type Inspection,
  type SourceColumn,
  type TableSettings,
} from '../../workers/api';
import { openExample, type OpenExample } from './open-example';
import { isFormatNeeded } from './table-choices';

/** A column that can be read in two ways, between which nothing in it decides. */
export interface OpenQuestion {
  column: string;
  /** The two ways. */
  formats: ColumnFormat[];
  example: OpenExample | null;
  answer: ColumnFormat | null;
}

/** What is being asked: of a date or a number that was found as an example, or in general. */
export function askedOf({ example }: OpenQuestion): 'date' | 'number' | 'format' {
  if (!example) return 'format';
  return Object.values(example.readings).every((reading) => typeof reading === 'string') ? 'date' : 'number';
}

/** The columns as the head of the file shows them, corrected by what the whole column said once it was read. */
export function checkedColumns(
  seen: readonly SourceColumn[],
  read: readonly SourceColumn[],
): readonly SourceColumn[] {
  return seen.map((column) => {
    const checked = read.find(({ name }) => name === column.name);
    if (!checked || checked.formats.length === 0) return column;
    const { formats, isOpen, fixes } = checked;
    // A text column that was read as numbers or dates at once is native to the engine, not to the file.
    const isTypedByUs = formats[0].format === 'native' && column.formats[0]?.format !== 'native';
    return { ...column, formats: isTypedByUs ? column.formats : formats, isOpen, fixes };
  });
}

/**
 * What the person has to be asked. A question that was answered stays, to be changed; one that the rest of the file
 * decided goes.
 */
export function openQuestions(
  inspection: Inspection | null,
  checked: readonly SourceColumn[],
  settings: TableSettings,
): OpenQuestion[] {
  if (!inspection) return [];
  return inspection.columns.flatMap((seen, place) => {
    const column = checked[place] ?? seen;
    const answer = ownValue(settings.formats, seen.name) ?? null;
    const isAsked = column.isOpen || (seen.isOpen && answer !== null);
    if (!isAsked || !isFormatNeeded(ownValue(settings.mapping, seen.name) ?? seen.role)) return [];
    const formats = (column.isOpen ? column : seen).formats.slice(0, 2).map(({ format }) => format);
    const found = openExample(inspection.rows.map((row) => row[place] ?? null));
    const example = found && formats.every((format) => found.readings[format] !== undefined) ? found : null;
    return [{ column: seen.name, formats, example, answer }];
  });
}
