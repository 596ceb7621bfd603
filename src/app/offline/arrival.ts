import { tick } from 'svelte';
import { sharedParameter } from '../../../workers/api/offline';
import { openFiles } from '../open-files';
import { openKeptNotebook, openNotebookFile } from '../open-notebooks';
import { openSample } from '../sample';
import { workspace } from '../workspace.svelte';
import { takeReopening } from './reopening';
import { takeSharedFiles } from './shared-files';

interface LaunchQueue {
  setConsumer(take: (launch: { files?: readonly FileSystemFileHandle[] }) => void): void;
}

/** What a way into the page may name, besides an ordinary visit: `?start=open`, `sample` or `list`. */
const startParameter = 'start';

/** Does what the page was opened for: files from the system or another program, a shortcut, the notebook of before. */
export async function arrive(): Promise<void> {
  const queue = (window as { launchQueue?: LaunchQueue }).launchQueue;
  queue?.setConsumer(({ files = [] }) => void openLaunched(files));
  const start = takeParameter(startParameter);
  const isShared = takeParameter(sharedParameter) !== null;
  const notebook = takeReopening();
  if (isShared) openFiles(await takeSharedFiles().catch(() => []));
  else if (start === 'sample') await openSample();
  else if (start === 'open') await focusFirst('.drop-zone');
  else if (start === 'list') await focusFirst('#kept-title');
  // What was left out is in the list on the start page, which says why.
  else if (notebook !== null) await openKeptNotebook(notebook, false);
}

async function openLaunched(handles: readonly FileSystemFileHandle[]): Promise<void> {
  const [handle] = handles;
  if (!handle) return;
  try {
    const files = await Promise.all(handles.map((each) => each.getFile()));
    // It is written where it was opened.
    if (files.length === 1 && /\.md$/i.test(handle.name)) await openNotebookFile(files[0]!, handle);
    else openFiles(files);
  } catch {
    workspace.say('drop.nothing');
  }
}

/** Reads a parameter of the address once: what is loaded again later is not to be done again. */
function takeParameter(name: string): string | null {
  const address = new URL(location.href);
  const value = address.searchParams.get(name);
  if (value === null) return null;
  address.searchParams.delete(name);
  history.replaceState(history.state, '', address);
  return value;
}

/** A picker can be opened only by the person, so its button is made ready to be pressed. */
async function focusFirst(selector: string): Promise<void> {
  await tick();
  document.querySelector<HTMLElement>(selector)?.focus();
}
