import { literal } from './sql-text';

/** Where bytes stand that are lent to the engine to be read. It opens nothing outside of here and the private folder. */
export const lentFolder = 'lent/';

/** How the engine works; to be set before it is locked. */
export const settings: readonly string[] = [
  // Extensions would be downloaded from another origin; nothing may leave this machine.
  'SET autoinstall_known_extensions = false',
  'SET autoload_known_extensions = false',
  // A catalog is put away without a word: what was not checkpointed is meant to be gone.
  'PRAGMA disable_checkpoint_on_shutdown',
  // By itself it would do so while a statement is between two slices, and never come back.
  "SET wal_autocheckpoint = '1TB'",
  // Grouping by customer key then uses the key as an index into an array instead of hashing it; 2^20 keys at most.
  'SET GLOBAL perfect_ht_threshold = 20',
  // More columns than that can be neither read nor shown.
  'SET GLOBAL pivot_limit = 1000',
];

/**
 * Shuts the engine for good: from then on no statement, whoever wrote it, opens a file or an address outside of these
 * folders, loads an extension or changes a setting of this list or that one.
 * @param privateFolder of the files that hold catalogs; null where there are none
 */
export function lockStatements(privateFolder: string | null): string[] {
  const folders = [lentFolder, ...(privateFolder === null ? [] : [privateFolder])];
  return [
    `SET allowed_directories = [${folders.map(literal).join(', ')}]`,
    'SET enable_external_access = false',
    'SET lock_configuration = true',
  ];
}
