import { mount } from 'svelte';
import App from './App.svelte';
import { erasure } from './app/erasure.svelte';
import { watchAddress } from './app/link-in-address';
import { theme } from './app/theme.svelte';
import { workspace } from './app/workspace.svelte';
import { engine } from './engine/engine.svelte';
import { language } from './i18n/language.svelte';
import './styles/fonts.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/controls.css';
import './styles/print.css';

/** The page first: the engine is asked for only when the browser has nothing better to do. */
function whenIdle(work: () => void): void {
  if ('requestIdleCallback' in window) requestIdleCallback(work, { timeout: 1500 });
  else setTimeout(work, 200);
}

/** So long after a notebook of results is there, its figures are drawn. */
const drawnMilliseconds = 2_500;

/**
 * A notebook that the address or a published folder asks for.
 * @returns when the engine may be fetched without keeping the reader waiting
 */
async function openWhatCame(): Promise<void> {
  const meta = document.querySelector<HTMLMetaElement>('meta[name=wafa-opens]');
  const path = new URLSearchParams(location.search).get('open') ?? meta?.content;
  if (!path) return;
  await workspace.whileBusy('opening', async () => {
    const { openPublished } = await import('./app/open-published');
    await openPublished(path);
  });
  // Results can be read without it; it is for who brings data.
  if (workspace.notebook?.isRecorded) await new Promise((resolve) => setTimeout(resolve, drawnMilliseconds));
}

// So that the panel on privacy can list all of them; by default a browser remembers 250.
performance.setResourceTimingBufferSize(10_000);
theme.start();
erasure.watch();
await language.start();
const shown = openWhatCame();
mount(App, { target: document.body });
watchAddress();
void shown.finally(() =>
  requestAnimationFrame(() =>
    whenIdle(() => {
      void engine.start();
      void import('./app/offline/begin').then(({ begin }) => begin());
    }),
  ),
);
