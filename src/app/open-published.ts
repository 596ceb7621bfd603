import { keptData } from '../data/stored/kept-data.svelte';
import { language } from '../i18n/language.svelte';
import type { TextKey } from '../i18n/keys';
import { readFiles } from '../notebook/data-origin';
import type { OpenData } from '../notebook/open-notebook.svelte';
import type { Companion } from '../share/publish/folder';
import { openKeptNotebook } from './open-notebooks';
import { loadNotebookPart } from './parts';
import { workspace } from './workspace.svelte';

/** Opens the notebook that lies beside the page, with what was published with it. */
export async function openPublished(path: string): Promise<void> {
  const address = ownAddress(path);
  const [text] = await Promise.all([
    address && fetchOwn(address).then((answer) => answer?.text()),
    loadNotebookPart(),
    language.need('share'),
  ]);
  if (!address || text === null) return workspace.say('published.foreign');
  if (text === undefined) return workspace.say('published.missing');
  const { shelf } = await loadNotebookPart();
  const file = { name: path, text };
  const keptId = await shelf.findOpenedFrom(file).catch(() => null);
  // What was changed on an earlier visit is gone on with, on the rows that came in then.
  if (keptId !== null) await openKeptNotebook(keptId, false);
  if (keptId === null || workspace.notebook?.dataset === null) {
    const kept = keptId === null ? null : await shelf.get(keptId);
    const { data, notice } = await dataBeside(address);
    await workspace.show({ history: kept?.history ?? text, kept, data, isForeign: kept === null });
    if (notice) workspace.say(notice);
  }
  workspace.notebook?.saving.setFile({ ...file, handle: null });
}

/** Only what lies below the page itself: an address that somebody sends must not bring a notebook from elsewhere. */
function ownAddress(path: string): URL | null {
  const folder = new URL('.', document.baseURI);
  try {
    const address = new URL(path, folder);
    return address.href.startsWith(folder.href) && address.pathname.endsWith('.md') ? address : null;
  } catch {
    return null;
  }
}

/** Null where there is nothing. A host may answer with the page itself for whatever it does not have. */
async function fetchOwn(address: URL): Promise<Response | null> {
  const answer = await fetch(address).catch(() => null);
  const isPage = answer?.headers.get('content-type')?.startsWith('text/html');
  return answer?.ok && !isPage ? answer : null;
}

/** Brings the published files into the engine, read as they were read when they were published. */
async function readRows({ dataset, files }: Extract<Companion, { kind: 'rows' }>): Promise<OpenData> {
  const brought = await Promise.all(files.map((paths) => Promise.all(paths.map(fetchFile))));
  const byTable = new Map(dataset.tables.map(({ id }, place) => [id, brought[place] ?? []]));
  const answer = await readFiles('published', dataset, byTable);
  if (!answer.ok) throw new Error(answer.error.message);
  await keptData.refresh();
  const stored = keptData.state?.inUse ?? null;
  return { dataset: answer.value.dataset, origin: { files: answer.value.files, stored } };
}

async function fetchFile(path: string): Promise<File> {
  const folder = new URL('.', document.baseURI);
  const address = new URL(path, folder);
  const answer = address.href.startsWith(folder.href) ? await fetchOwn(address) : null;
  if (!answer) throw new Error(`${path} is not there.`);
  const name = path
    .split('/')
    .at(-1)!
    .replace(/^\d+-\d+-/, '');
  return new File([await answer.blob()], name);
}

interface Beside {
  data: OpenData | null;
  notice: TextKey | null;
}

async function dataBeside(notebook: URL): Promise<Beside> {
  const beside = (ending: string) => new URL(notebook.href.replace(/\.md$/, ending));
  try {
    const answer = await fetchOwn(beside('.json'));
    if (!answer) return { data: null, notice: null };
    const companion = (await answer.json()) as Companion;
    if (companion.kind === 'rows') return { data: await readRows(companion), notice: null };
    const { readRecording } = await import('../share/publish/recorded-file');
    const archive = await fetchOwn(beside('.results.zip'));
    const recording = readRecording(new Uint8Array(await archive!.arrayBuffer()));
    const origin = { files: new Map(), stored: null };
    return { data: { dataset: recording.dataset, origin, recording }, notice: null };
  } catch (thrown) {
    console.warn('What was published with the notebook can not be read', thrown);
    return { data: null, notice: 'published.damaged' };
  }
}
