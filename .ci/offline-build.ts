import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Plugin, PluginOption } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import type { BuiltFile } from '../workers/api/offline';

/** Some hosts take no file over this. */
const largestBytes = 25_000_000;
const serviceWorker = 'service.worker.js';
const fileList = 'files.json';
/** What hosts read, not the page: their headers and settings, and what the build notes for itself. */
const forHosts = /(^|\/)\.|^_headers$|^_redirects$|^headers\//;
/** Vite writes the hash of their content into their names. */
const hashedNames = /^assets\//;

const sha256 = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest('hex');

/** A packed file may arrive unpacked, where a host does that on the way. */
function hashesOf(bytes: Buffer): string[] {
  const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b;
  return isPacked ? [sha256(bytes), sha256(gunzipSync(bytes))] : [sha256(bytes)];
}

/** All files of the built page, without what is meant for hosts; paths with slashes. */
function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)).split(sep).join('/'))
    .filter((path) => !forHosts.test(path) && path !== fileList)
    .sort();
}

/**
 * The files that the service worker keeps: all, so that a folder can be published without a network. Itself and the list
 * of files are among them; they are written when this is, so nobody can say their hashes.
 */
function keptFiles(folder: string): BuiltFile[] {
  const files = filesIn(folder)
    .filter((path) => path !== serviceWorker)
    .map((url): BuiltFile => {
      const bytes = readFileSync(join(folder, url));
      const revision = hashedNames.test(url) ? null : sha256(bytes).slice(0, 16);
      return { url, revision, bytes: bytes.length, sha256: hashesOf(bytes) };
    });
  const revision = sha256(JSON.stringify(files)).slice(0, 16);
  const later = [serviceWorker, fileList].map((url) => ({ url, revision, bytes: 0, sha256: [] }));
  // What counts for nothing comes first, so that the last hundredth is the last.
  return [...later, ...files];
}

/** Writes which files the build is made of, with their sizes, and refuses what some hosts would refuse. */
function listFiles(): Plugin {
  let folder = '';
  return {
    name: 'wafa:list-files',
    apply: 'build',
    configResolved: ({ root, build }) => void (folder = resolve(root, build.outDir)),
    closeBundle: {
      sequential: true,
      order: 'post',
      handler() {
        const files = filesIn(folder).map((path) => ({ path, bytes: statSync(join(folder, path)).size }));
        const large = files.filter(({ bytes }) => bytes > largestBytes);
        if (large.length > 0) throw new Error(`Over 25 MB: ${large.map(({ path }) => path).join(', ')}`);
        writeFileSync(join(folder, fileList), `${JSON.stringify({ files }, null, 1)}\n`);
      },
    },
  };
}

/** Builds the service worker, with the list of all that it keeps, and writes the list of files. */
export function offlineBuild(): PluginOption[] {
  const list = listFiles();
  let folder = '';
  return [
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'workers',
      filename: 'service.worker.ts',
      injectRegister: null,
      manifest: false,
      includeManifestIcons: false,
      injectManifest: {
        // Its own rules leave out large files and know no hashes; the list is made in its place.
        globPatterns: ['index.html'],
        manifestTransforms: [
          () => ({
            manifest: keptFiles(folder).map((file) => ({ ...file, size: file.bytes })),
            warnings: [],
          }),
        ],
        rollupFormat: 'iife',
      },
      integration: { configureOptions: ({ root, build }) => void (folder = resolve(root, build.outDir)) },
    }),
    list,
  ];
}
