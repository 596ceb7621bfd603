import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { weekStarts, type DataOptions, type Role, type Scalar } from '../api';
import { EngineError } from '../duckdb/engine-error';

/** What was asked for. */
export interface Command {
  name: string;
  /** Text of the notebook to be run. */
  notebook: string | null;
  files: string[];
  map: Partial<Record<Role, string>> | null;
  options: Partial<DataOptions>;
  params: Record<string, Scalar>;
}

const usage =
  'Usage: npm run --silent analyse -- NAME --data FILE [--map JSON] [--options JSON] [--params JSON] [--as-of YYYY-MM-DD]';
const notebookUsage = 'Usage: npm run --silent analyse -- notebook --data FILE --notebook FILE.md';

/** @throws EngineError `optionsInvalid`, `fileUnreadable` */
export function readCommand(args: string[]): Command {
  const { values, positionals } = parseWords(args);
  const [name] = positionals;
  const files = values.data ?? [];
  if (!name || files.length === 0) throw new EngineError('optionsInvalid', usage);
  if ((name === 'notebook') !== (values.notebook !== undefined))
    throw new EngineError('optionsInvalid', notebookUsage);
  const lost = [...files, values.notebook ?? files[0]].find((file) => !existsSync(file));
  if (lost) throw new EngineError('fileUnreadable', `There is no file ${lost}.`);
  const options = checkOptions(parseJson(values.options, 'options'));
  return {
    name,
    notebook: values.notebook === undefined ? null : readFileSync(values.notebook, 'utf8'),
    files,
    map: values.map === undefined ? null : (parseJson(values.map, 'map') as Command['map']),
    options: values['as-of'] ? { ...options, asOf: values['as-of'] } : options,
    params: parseJson(values.params, 'params') as Record<string, Scalar>,
  };
}

const parseWords = (args: string[]) =>
  parseArgs({
    args,
    allowPositionals: true,
    options: {
      data: { type: 'string', multiple: true },
      map: { type: 'string' },
      options: { type: 'string' },
      params: { type: 'string' },
      'as-of': { type: 'string' },
      notebook: { type: 'string' },
    },
  });

function parseJson(text: string | undefined, option: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    if (value && typeof value === 'object' && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {
    // Told below, together with JSON that is no object.
  }
  throw new EngineError('optionsInvalid', `--${option} must be a JSON object.`, { values: { option } });
}

function checkOptions(options: Record<string, unknown>): Partial<DataOptions> {
  const fits: Record<keyof DataOptions, (value: unknown) => boolean> = {
    zeroIsActivity: (value) => typeof value === 'boolean',
    orderByRow: (value) => typeof value === 'boolean',
    timeZone: (value) => typeof value === 'string',
    weekStart: (value) => weekStarts.some((day) => day === value),
    asOf: (value) => value === null || typeof value === 'string',
  };
  for (const [name, value] of Object.entries(options)) {
    if (fits[name as keyof DataOptions]?.(value)) continue;
    throw new EngineError('optionsInvalid', `--options: ${name} can't be ${JSON.stringify(value)}.`, {
      values: { option: name },
    });
  }
  return options;
}
