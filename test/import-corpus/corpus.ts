import type { CorpusFile } from './corpus-file';
import { formatFiles } from './formats';
import { textFiles } from './text';
import { valueFiles } from './values';

/** All ugly files: how text is taken apart, what values mean, and the other formats. */
export const corpus: readonly CorpusFile[] = [...textFiles, ...valueFiles, ...formatFiles];
