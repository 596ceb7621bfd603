import { engine } from '../engine/engine.svelte';
import { workspace } from './workspace.svelte';

/** After a crash: a new engine, the open notebook's data brought into it again, then the files on their way. */
export function restartEngine(): Promise<void> {
  return workspace.whileBusy('restarting', async () => {
    const booted = await engine.restart();
    const isWhole = !booted.ok || !workspace.notebook || (await workspace.notebook.reload());
    if (!isWhole) workspace.say('engine.reloadFailed');
    if (booted.ok) void workspace.draft?.begin();
  });
}
