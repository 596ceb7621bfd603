/** The endings of files that can be read. */
export const fileEndings = [
  'csv',
  'tsv',
  'txt',
  'gz',
  'zip',
  'parquet',
  'parq',
  'arrow',
  'feather',
  'json',
  'ndjson',
  'jsonl',
  'xlsx',
] as const;

/** For the browser's file picker. */
export const acceptedFiles = [...fileEndings.map((ending) => `.${ending}`), '.md', '.html', 'text/csv'].join(
  ',',
);

export function hasKnownEnding(name: string): boolean {
  return fileEndings.some((ending) => name.toLowerCase().endsWith(`.${ending}`));
}
