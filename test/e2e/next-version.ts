import { createHash } from 'node:crypto';
import { cpSync, existsSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import type { BuiltFile } from '../../workers/api/offline';

const textEndings = ['.js', '.css', '.html', '.json'];
const hashedName = /[\w.-]+-[\w-]{8}\.(?:js|css)/g;
/** The list of files that the build writes into the service worker. */
const fileList = /\[\{"bytes".*?\}\]/s;

/**
 * Makes another version of a built page: every script and style has another name, as when a line of each was changed; the
 * engine, fonts and samples stay the same, as between most versions.
 * @param folder where the new version goes; must not exist
 */
export function nextVersion(built: string, folder: string, version: number): void {
  cpSync(built, folder, { recursive: true });
  const assets = join(folder, 'assets');
  const renamed = new Map(
    readdirSync(assets)
      .filter((name) => ['.js', '.css'].includes(extname(name)))
      .map((name) => [name, `${basename(name, extname(name))}.v${version}${extname(name)}`]),
  );
  for (const [former, name] of renamed) renameSync(join(assets, former), join(assets, name));
  for (const file of textFiles(folder)) {
    const text = readFileSync(file, 'utf8');
    const changed = text.replace(hashedName, (name) => renamed.get(name) ?? name);
    if (changed !== text) writeFileSync(file, changed);
  }
  describeFiles(folder, version);
}

function textFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && textEndings.includes(extname(entry.name)))
    .map(({ parentPath, name }) => join(parentPath, name));
}

function describeFiles(folder: string, version: number): void {
  const path = join(folder, 'service.worker.js');
  const script = readFileSync(path, 'utf8');
  const [listed] = fileList.exec(script) ?? [];
  if (!listed) throw new Error('The service worker has no list of files.');
  const files = (JSON.parse(listed) as BuiltFile[]).map((file): BuiltFile => {
    if (file.sha256.length === 0) return { ...file, revision: `v${version}` };
    if (!existsSync(join(folder, file.url))) throw new Error(`${file.url} is not there.`);
    const bytes = readFileSync(join(folder, file.url));
    const hash = createHash('sha256').update(bytes).digest('hex');
    if (file.sha256.includes(hash)) return file;
    const revision = file.revision === null ? null : hash.slice(0, 16);
    return { url: file.url, revision, bytes: bytes.length, sha256: [hash] };
  });
  writeFileSync(
    path,
    script.replace(fileList, () => JSON.stringify(files)),
  );
}
