import type { SqlRequest, SqlSource } from '../api';
import { EngineError } from '../duckdb/engine-error';
import { canonicalTables } from '../api';
import type { FileTable } from './file-tables';
import { invalid, looksLikeFile, outside, type Checked } from './guard';
import { fold } from './tokens';

type AnalysisSource = SqlSource & { kind: 'analysis' };

/** A query, and all that it and what it builds on name. */
export interface Gathered {
  main: Checked;
  /** Cells of SQL by their ids. */
  cells: Map<string, Checked>;
  canonical: Set<string>;
  /** Files' tables, by their names in small letters. */
  files: Set<string>;
  /** The names by which results of analyses are named, and what may be meant by them. */
  results: Map<string, NamedResult>;
}

interface NamedResult {
  /** More than one where an id begins with another. */
  sources: AnalysisSource[];
  query: Checked;
  place: number;
  /** The person's own query names it, not one that it builds on. */
  isOwn: boolean;
}

interface Known {
  request: SqlRequest;
  files: readonly FileTable[];
  /** Takes a text apart. */
  read: (sql: string) => Promise<Checked>;
  /** The known name that is most like one that is not known. */
  similar: (name: string, known: string[]) => Promise<string | null>;
}

/**
 * Finds what a query names, and what that names in turn.
 * @throws EngineError `sqlNotQuery`, `sqlOutside`, `sqlNeedsExtension`, `sqlInvalid`; with a place only when that is in the person's own text
 */
export async function gather(known: Known): Promise<Gathered> {
  const main = await known.read(known.request.sql);
  const gathered: Gathered = {
    main,
    cells: new Map(),
    canonical: new Set(),
    files: new Set(),
    results: new Map(),
  };
  await visit(known, gathered, main, known.request.sources);
  return gathered;
}

async function visit(
  known: Known,
  gathered: Gathered,
  query: Checked,
  sources: readonly SqlSource[],
): Promise<void> {
  for (const { kind, parts, start } of query.references) {
    if (kind !== 'table') continue;
    const name = fold(parts[0]);
    const cell = sources.findLastIndex((source) => source.kind === 'sql' && fold(source.id) === name);
    const analyses = sources.filter(
      (source): source is AnalysisSource =>
        source.kind === 'analysis' && name.startsWith(`${fold(source.id)}_`),
    );
    const isFile = known.files.some((file) => fold(file.name) === name);
    if (cell >= 0) await visitCell(known, gathered, sources, cell);
    else if ((canonicalTables as readonly string[]).includes(name)) gathered.canonical.add(name);
    // A file's table may begin like an analysis: what it is called is known, what the analysis gives is not.
    else if (isFile) gathered.files.add(name);
    else if (analyses.length > 0) {
      const isOwn = query === gathered.main;
      gathered.results.set(name, { sources: analyses, query, place: start, isOwn });
    } else throw await unknownTable(known, query, parts[0], start, sources);
  }
}

async function visitCell(
  known: Known,
  gathered: Gathered,
  sources: readonly SqlSource[],
  place: number,
): Promise<void> {
  const source = sources[place];
  if (source.kind !== 'sql' || gathered.cells.has(source.id)) return;
  try {
    const query = await known.read(source.sql);
    await visit(known, gathered, query, sources.slice(0, place));
    gathered.cells.set(source.id, query);
  } catch (thrown) {
    throw elsewhere(thrown, source.id);
  }
}

/** An error in a cell that the query builds on has no place in the person's text. */
export function elsewhere(thrown: unknown, id: string): unknown {
  if (!(thrown instanceof EngineError) || !/^sql(Invalid|NotQuery|Outside|NeedsExtension)$/.test(thrown.code))
    return thrown;
  const { position: _position, ...details } = thrown.details;
  const values = { cell: id, ...details.values };
  return new EngineError(thrown.code, thrown.message, { ...details, values });
}

async function unknownTable(
  { files, similar }: Known,
  query: Checked,
  name: string,
  place: number,
  sources: readonly SqlSource[],
): Promise<EngineError> {
  if (looksLikeFile(name)) return outside(name, query, place);
  const cells = sources.filter(({ kind }) => kind === 'sql').map(({ id }) => id);
  const like = await similar(name, [...canonicalTables, ...files.map((file) => file.name), ...cells]);
  return invalid(missingTable(name, like), query, place);
}

/** In the engine's own words. */
export const missingTable = (name: string, like: string | null): string =>
  `Table with name ${name} does not exist!${like === null ? '' : `\nDid you mean "${like}"?`}`;
