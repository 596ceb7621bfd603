import { workspace } from './workspace.svelte';

/** Opens a notebook that comes as a link, now or when one is pasted over the address. The rest is read when there is one. */
export function watchAddress(): void {
  const look = (): void => {
    if (/^#[ns]=/.test(location.hash)) void import('./open-link').then((part) => part.openLink(workspace));
  };
  addEventListener('hashchange', look);
  look();
}
