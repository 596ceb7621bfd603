import { mount, unmount } from 'svelte';
import { language, text } from '../i18n/language.svelte';
import { isLink, readLink, type ReadLink } from '../share/link/link';
import OpenLinkDialog from '../share/link/OpenLinkDialog.svelte';
import { announcer } from '../ui/announcer.svelte';
import type { workspace as theWorkspace } from './workspace.svelte';

/** Handed over, so that the start page, which has it, need not be cut in two. */
type Workspace = typeof theWorkspace;

/** Takes the question of a former link away. */
let withdraw: () => void = () => undefined;

/** Opens the notebook that the end of the page's address holds, if it does; asks for its passphrase where it has one. */
export async function openLink(workspace: Workspace): Promise<void> {
  const fragment = location.hash;
  if (!isLink(fragment)) return;
  withdraw();
  try {
    await language.need('share');
    // What this browser refuses to keep would be gone with the next notebook.
    await workspace.notebook?.saving.flush();
    if (workspace.notebook?.isOnlyHere) return workspace.say('link.wouldLose');
    const link = readLink(fragment);
    if (link.kind === 'text') await show(workspace, link.text, fragment);
    else ask(workspace, link, fragment);
  } catch (thrown) {
    console.warn('The link could not be opened', thrown);
    workspace.say('app.notebookFailed');
  }
}

/** A notebook by link comes from somebody else: it brings no data, and what was open before stays in the list. */
async function show(workspace: Workspace, content: string, fragment: string): Promise<void> {
  const former = workspace.notebook;
  await workspace.show({ history: content, kept: null, data: null, isForeign: true });
  await workspace.notebook?.saving.flush();
  // Where it can't be kept, the address is all there is of it.
  if (workspace.notebook?.saving.state !== 'unkept') forget(fragment);
  announcer.say(text(former ? 'link.openedInPlace' : 'link.opened'));
}

function ask(workspace: Workspace, link: Exclude<ReadLink, { kind: 'text' }>, fragment: string): void {
  const close = (): void => {
    withdraw = () => undefined;
    void unmount(dialog);
  };
  const dialog = mount(OpenLinkDialog, {
    target: document.body,
    props: {
      link,
      onOpen: async (content: string) => {
        close();
        await show(workspace, content, fragment);
      },
      onClose: () => {
        close();
        forget(fragment);
      },
    },
  });
  withdraw = close;
}

/** So that a reload does not open it once more over what the person has written since. */
function forget(fragment: string): void {
  if (location.hash !== fragment) return;
  history.replaceState(history.state, '', location.pathname + location.search);
}
