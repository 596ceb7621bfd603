/** Encodings a text file can be read in, as `TextDecoder` calls them. */
export const encodings = [
  'utf-8',
  'utf-16le',
  'utf-16be',
  'windows-1256',
  'windows-1252',
  'iso-8859-6',
  'windows-1254',
  'macintosh',
] as const;
export type Encoding = (typeof encodings)[number];
