import {
  ownValue,
  type ColumnFormat,
  type FileFormat,
  type Inspection,
  type Reading,
  type Role,
  type SourceColumn,
  type TableSettings,
} from '../api';
import type { Database } from '../duckdb/database';
import { EngineError } from '../duckdb/engine-error';
import type { Platform, SourceFile } from '../duckdb/platform';
import type { TableReader } from './reader';
import { detectRoles } from './roles';
import { openReader } from './open-reader';

const previewRows = 12;
/** From here on reading plain numbers as numbers saves seconds. */
const largeBytes = 16e6;

/** A file, or several of one table, that have been looked at and can be read whole. */
export class Source {
  private constructor(
    private readonly files: readonly SourceFile[],
    readonly reader: TableReader,
    private readonly columns: SourceColumn[],
  ) {}

  /**
   * Looks at the head of a file.
   * @throws EngineError that says why the file can't be used
   */
  static async open(
    database: Database,
    platform: Platform,
    files: readonly SourceFile[],
    reading: Reading,
    signal: AbortSignal,
  ): Promise<Source> {
    if (files.length === 0) throw new EngineError('fileEmpty', 'No file was given.');
    const reader = await openReader(database, platform, files, reading, signal);
    return new Source(files, reader, detectRoles(reader.samples));
  }

  inspection(): Inspection {
    const { format, reading, samples, unread } = this.reader;
    const length = Math.min(previewRows, Math.max(0, ...samples.map(({ values }) => values.length)));
    return {
      fileName: this.files[0].name,
      files: this.files.length,
      format,
      bytes: this.bytes,
      reading,
      columns: this.columns,
      unread,
      rows: Array.from({ length }, (_, row) => samples.map(({ values }) => values[row] ?? null)),
    };
  }

  /**
   * Columns of plain numbers and days that the engine may read as its own type at once, so that no expression has to be run
   * on them. Only large files need that; of others every value stays as it is written (12.50 would become 12.5).
   */
  engineTypes({ mapping, formats }: TableSettings): Record<string, string> {
    const types: Record<string, string> = {};
    if (this.bytes < largeBytes) return types;
    for (const { name, role, formats: guesses } of this.columns) {
      const sample = this.reader.samples.find((each) => each.name === name);
      if (!sample || sample.type !== 'VARCHAR' || ownValue(formats, name)) continue;
      const type = plainType(sample.values, ownValue(mapping, name) ?? role, guesses[0]?.format);
      if (type) types[name] = type;
    }
    return types;
  }

  /** Rows, where the file says or its size lets one guess, and how long the values of a column are on average. */
  estimate(): { rows: number; letters: Record<string, number> } {
    const { samples, knownRows, format } = this.reader;
    const mean = (values: readonly (string | null)[]) =>
      values.reduce((sum, value) => sum + (value?.length ?? 0), 0) / Math.max(1, values.length);
    const letters = Object.fromEntries(samples.map(({ name, values }) => [name, mean(values)]));
    const rowLength = Object.values(letters).reduce((sum, each) => sum + each + 1, 0);
    return {
      rows: knownRows ?? (this.bytes * unpackedTimes(this.files, format)) / Math.max(1, rowLength),
      letters,
    };
  }

  private get bytes(): number {
    return this.files.reduce((sum, { bytes }) => sum + bytes, 0);
  }
}

/** How much a file's bytes grow when they are unpacked; a rule of thumb, for estimates only. */
function unpackedTimes(files: readonly SourceFile[], format: FileFormat): number {
  const isPacked = files.some(({ name }) => /\.(gz|zip)$/i.test(name));
  return isPacked || format === 'xlsx' ? 5 : 1;
}

const numberRoles: readonly Role[] = [
  'amount',
  'price',
  'quantity',
  'durationMonths',
  'score',
  'responseHours',
];
const dateRoles: readonly Role[] = ['time', 'start', 'end'];

/** A Hijri day is written like a Gregorian one, so the guess must agree with the pattern. */
function plainType(values: readonly (string | null)[], role: Role, guess?: ColumnFormat): string | null {
  const filled = values.filter((value): value is string => value !== null);
  const all = (pattern: RegExp) => filled.length > 0 && filled.every((value) => pattern.test(value));
  if (numberRoles.includes(role) && guess === 'number' && all(/^-?(0|[1-9]\d{0,14})(\.\d{1,8})?$/))
    return 'DOUBLE';
  if (!dateRoles.includes(role) || guess !== 'date') return null;
  if (all(/^\d{4}-\d{2}-\d{2}$/)) return 'DATE';
  return all(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/) ? 'TIMESTAMP' : null;
}
