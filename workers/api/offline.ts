/** What the page and the service worker say to each other. All of it can be structured-cloned. */

/** A file of the build, as the service worker keeps it. */
export interface BuiltFile {
  /** Beside the service worker. */
  url: string;
  /** Tells one version of the file from another; null where its name does. */
  revision: string | null;
  bytes: number;
  /** Hashes in hexadecimal digits, one of which its bytes must have; none for what can't be known when it is built. */
  sha256: readonly string[];
}

/**
 * Why a file could not be kept: no room, no connection, the host does not give it, or it is not the one that was built.
 */
export type FailureReason = 'space' | 'connection' | 'missing' | 'changed';

/** What a service worker is asked. `takeOver` asks the one that waits to take the place of the one in use. */
export type OfflineQuestion =
  | { ask: 'state' }
  /** Answered when it is done. */
  | { ask: 'repair' }
  /** @param entry address of the script that the page was started by; names its build */
  | { ask: 'claim'; entry: string }
  | { ask: 'takeOver' };

export interface OfflineState {
  /** Of all files together. */
  bytes: number;
  /** Files that are not there. */
  missing: number;
}

/** What it answers to `takeOver`: with other tabs open it goes on waiting. */
export interface TakeOverAnswer {
  otherTabs: number;
}

/**
 * What it says by itself while it fetches files. An update is fetched beside the version in use, which goes on working
 * whatever becomes of it.
 */
export type OfflineNews =
  | { news: 'progress'; isUpdate: boolean; bytes: number; ofBytes: number }
  | { news: 'failed'; isUpdate: boolean; reason: FailureReason; file: string; ofBytes: number };

/** Where files that another program shares are put aside for the page, in the order in which they came. */
export const sharedFilesCache = 'wafa-shared';
/** The header of such a file that holds its name, encoded as a part of an address. */
export const sharedNameHeader = 'x-file-name';
/** The page is opened with this in its address when files were shared. */
export const sharedParameter = 'shared';
