import { EngineError } from '../duckdb/engine-error';
import { needsExtension, type Checked } from './guard';
import { placesOfBytes } from './places';

/** A statement made around the person's query. */
export interface Wrapped {
  sql: string;
  query: Checked;
  /** Where the query begins in it. */
  start: number;
  /** The cell whose query stands at a place before that; null for none. */
  cellAt(place: number): string | null;
}

/** The engine's error as it is written with `errors_as_json`; one of the parser is written so twice. */
interface Written {
  exception_type?: string;
  exception_message?: string;
  position?: string;
}

/** What brings the engine down is that query's own: no other cell is to blame. */
export function asHeavy(thrown: unknown): unknown {
  const isOwn =
    thrown instanceof EngineError && thrown.code === 'engineFailed' && thrown.details.sql !== undefined;
  return isOwn ? new EngineError('sqlTooHeavy', thrown.message) : thrown;
}

/** How the engine says that it would have to download a part of itself; of what zones need it says it otherwise, too. */
const missingExtension = /exists in the (\w+) extension|the required extension '(\w+)'/;
const zonedCast = /^Unimplemented type for cast \(TIMESTAMP WITH TIME ZONE\b/;

function neededExtension(message: string): string | null {
  if (zonedCast.test(message)) return 'icu';
  const [, ofCatalog, ofLoading] = missingExtension.exec(message) ?? [];
  return ofCatalog ?? ofLoading ?? null;
}

/**
 * An error that the engine met in a statement, as one of the person's text: its words without what is ours.
 * @returns `sqlInvalid`, `sqlNeedsExtension`, `sqlTooHeavy`, or what was thrown when it is no fault of the text
 */
export function sqlError(thrown: unknown, { sql, query, start, cellAt }: Wrapped): unknown {
  if (!(thrown instanceof EngineError) || !/^(queryFailed|memoryLimit)$/.test(thrown.code))
    return asHeavy(thrown);
  const written = readWritten(thrown.message);
  const message = plainMessage(written.exception_message ?? thrown.message);
  if (thrown.code === 'memoryLimit') return new EngineError('memoryLimit', message.split('\n')[0]);
  if (/^(INTERNAL|FATAL)/i.test(written.exception_type ?? thrown.message)) return thrown;
  const extension = neededExtension(message);
  if (extension !== null) return needsExtension(extension, message.split('\n')[0]);
  if (written.position === undefined) return new EngineError('sqlInvalid', message);
  const [place] = placesOfBytes(sql, [Number(written.position)]);
  if (place >= start + query.text.length) {
    const position = query.origin(query.text.trimEnd().length);
    return new EngineError('sqlInvalid', atEnd(message), { position });
  }
  if (place >= start)
    return new EngineError('sqlInvalid', message, { position: query.origin(place - start) });
  const cell = cellAt(place);
  return new EngineError('sqlInvalid', message, cell === null ? {} : { values: { cell } });
}

function readWritten(message: string): Written {
  if (!message.startsWith('{"exception_type"')) return {};
  try {
    const written = JSON.parse(message) as Written;
    return { ...written, ...readWritten(written.exception_message ?? '') };
  } catch {
    return {};
  }
}

/** Where the query ends too early the engine stumbles over what stands behind it. */
const atEnd = (message: string) =>
  message.replace(/^syntax error at or near .*/s, 'syntax error at end of input');

const inner = /\b(store_\d+|memory\.|__pivot_enum)/;

function plainMessage(message: string): string {
  const [words] = message.split(/\n\n(?:LINE \d+:|Please try installing)/);
  const lines = words.split('\n').filter((line) => !inner.test(line));
  return lines.join('\n').trim() || 'The query failed.';
}
