import type { Dataset } from '../../../workers/api';
import { hexadecimal, sha256 } from '../../hashing/sha256';
import { fileName } from '../../notebook/notebook-file';
import type { OpenNotebook } from '../../notebook/open-notebook.svelte';
import { dataFiles } from './data-files';
import type { PackedFile } from './pack-files';
import { describedDataset, recordedAnswers } from './record-notebook';
import { writeRecording } from './recorded-file';

/** What goes with the notebook: results about groups, all results, or the files it was made from. */
export const publishedParts = ['groups', 'customers', 'rows'] as const;
export type PublishedPart = (typeof publishedParts)[number];

/** What lies beside a published notebook, as a file of JSON under its name. */
export type Companion =
  | { format: 1; kind: 'results'; recording: string }
  /** The files of each table, in the order of `dataset.tables`. */
  | { format: 1; kind: 'rows'; dataset: Dataset; files: string[][] };

/** Where a published folder says which notebook it opens with. */
export const opensName = 'wafa-opens';

/** The notebook's address inside of a published folder. */
export function publishedPath(title: string): string {
  // Signs that mean something in an address would have to be written in another way.
  return `notebooks/${fileName(title).replace(/[\s#%?&+'"]+/g, '-')}`;
}

/**
 * Everything a published folder holds: the app as it was built, the notebook and what goes with it.
 * @returns null when it was aborted
 * @throws what fetching the app's own files throws
 */
export async function folderOf(
  notebook: OpenNotebook,
  part: PublishedPart,
  signal: AbortSignal,
): Promise<{ count: number; files: AsyncIterable<PackedFile> } | null> {
  const path = publishedPath(notebook.title);
  const own = await notebookFiles(notebook, path, part, signal);
  if (!own) return null;
  const [app, appFile] = await Promise.all([appPaths(), appFiles(own.map((file) => file.path))]);
  async function* files() {
    for (const each of app) yield { path: each, content: await appFile(each) };
    yield* own!;
  }
  return { count: app.length + own.length, files: files() };
}

async function appPaths(): Promise<string[]> {
  const list = (await (await fetchOwn('files.json')).json()) as { files: { path: string }[] };
  return [...list.files.map(({ path }) => path), 'files.json'];
}

const pageName = 'index.html';
const serviceWorkerName = 'service.worker.js';

/**
 * A file of the app by its path, the page with the notebook's name in it.
 * @param own the notebook's path and those of what goes with it
 */
async function appFiles(own: readonly string[]): Promise<(path: string) => Promise<Blob>> {
  const former = await (await fetchOwn(pageName)).text();
  const page = opening(former, own);
  const [formerHash, hash] = await Promise.all([hashOf(former), hashOf(page)]);
  return async (path) => {
    if (path === pageName) return new Blob([page], { type: 'text/html' });
    const file = await fetchOwn(path);
    if (path !== serviceWorkerName) return file.blob();
    // It keeps no page but the one whose hash it knows, whole and, as its revision, in part.
    const known = (await file.text()).replaceAll(formerHash, hash);
    return new Blob([known.replaceAll(formerHash.slice(0, 16), hash.slice(0, 16))], {
      type: 'text/javascript',
    });
  };
}

/** What a reader waits for; rows are another matter. */
const readFirst = /\.(md|json|results\.zip)$/;

/**
 * The page, opening with a notebook, which the browser fetches beside the page's script. A folder that is published from a
 * published one names its own.
 */
function opening(page: string, own: readonly string[]): string {
  const [notebook, ...beside] = own.map((path) => path.replaceAll('&', '&amp;').replaceAll('"', '&quot;'));
  const early = [notebook!, ...beside].filter((path) => readFirst.test(path));
  const links = early.map((path) => `<link rel="preload" as="fetch" crossorigin href="./${path}" />`);
  const tags = [`<meta name="${opensName}" content="${notebook}" />`, ...links];
  return page
    .replace(new RegExp(`<meta name="${opensName}"[^>]*>\\s*`), '')
    .replace(/<link rel="preload" as="fetch"[^>]*>\s*/g, '')
    .replace('<title>', () => `${tags.join('\n    ')}\n    <title>`);
}

const hashOf = async (text: string) => hexadecimal(await sha256(new TextEncoder().encode(text)));

async function fetchOwn(path: string): Promise<Response> {
  const answer = await fetch(new URL(path, document.baseURI));
  if (!answer.ok) throw new Error(`The app's own file ${path} can not be read: ${answer.status}`);
  return answer;
}

async function notebookFiles(
  notebook: OpenNotebook,
  path: string,
  part: PublishedPart,
  signal: AbortSignal,
): Promise<PackedFile[] | null> {
  const text = { path, content: new Blob([notebook.editor.text], { type: 'text/markdown' }) };
  const { dataset } = notebook;
  if (!dataset) return [text];
  const stem = path.replace(/\.md$/, '');
  if (part === 'rows') {
    const data = await dataFiles(notebook, dataset, stem, signal);
    const files = data.files.map((each) => each.map((file) => file.path));
    const companion: Companion = { format: 1, kind: 'rows', dataset: data.dataset, files };
    return [text, jsonFile(`${stem}.json`, companion), ...data.files.flat()];
  }
  const answers = recordedAnswers(notebook, part === 'customers');
  const counts = notebook.counting.counts;
  const content = await writeRecording(describedDataset(dataset), counts, answers, signal);
  if (!content) return null;
  const recording = `${stem}.results.zip`;
  return [
    text,
    jsonFile(`${stem}.json`, { format: 1, kind: 'results', recording }),
    { path: recording, content },
  ];
}

function jsonFile(path: string, content: Companion): PackedFile {
  return { path, content: new Blob([JSON.stringify(content)], { type: 'application/json' }) };
}
