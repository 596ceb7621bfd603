import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

const query = '?packed';
const packed = new Map<string, Buffer>();

/** Packing the engine takes seconds, and every worker that names it asks again. */
function pack(path: string): Buffer {
  const known = packed.get(path);
  if (known) return known;
  const bytes = gzipSync(readFileSync(path), { level: 9 });
  packed.set(path, bytes);
  return bytes;
}

/**
 * The name ends in neither .gz nor .wasm: of the first, hosts say that it is to be unpacked on the way; of the second,
 * what type it has.
 */
function nameOf(path: string, bytes: Buffer): string {
  const ending = extname(path);
  const hash = createHash('sha256').update(bytes).digest('base64url').slice(0, 8);
  return `assets/${basename(path, ending)}-${hash}${ending}.bin`;
}

/**
 * Lets code import the address of a file that is shipped as `gzip -9` makes it: `import address from 'x.wasm?packed'`.
 * While developing it is the file as it is. Whoever fetches it tells one from the other by its first bytes.
 * @param keepsPlain whether the file as it is stays beside it, for a page that asks for both
 */
export function packedFiles({ keepsPlain = false } = {}): Plugin {
  let isBuild = false;
  return {
    name: 'wafa:packed-files',
    enforce: 'pre',
    configResolved: ({ command }) => void (isBuild = command === 'build'),
    async resolveId(source, importer) {
      if (!source.endsWith(query)) return null;
      const file = await this.resolve(source.slice(0, -query.length), importer, { skipSelf: true });
      return file && `${file.id}${isBuild ? query : '?url'}`;
    },
    load(id) {
      if (!isBuild || !id.endsWith(query)) return null;
      const path = id.slice(0, -query.length);
      const source = pack(path);
      const file = this.emitFile({ type: 'asset', fileName: nameOf(path, source), source });
      return `export default import.meta.ROLLUP_FILE_URL_${file};`;
    },
    generateBundle(_options, bundle) {
      if (keepsPlain) return;
      // A package may name its file by itself as well, for those who don't say where it is.
      for (const path of packed.keys()) {
        const ending = extname(path);
        const isSame = (name: string) =>
          name.startsWith(`assets/${basename(path, ending)}-`) && name.endsWith(ending);
        for (const name of Object.keys(bundle).filter(isSame)) delete bundle[name];
      }
    },
  };
}
