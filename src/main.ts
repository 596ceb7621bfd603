import { mount } from 'svelte';
import App from './App.svelte';
import { theme } from './app/theme.svelte';
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

theme.start();
await language.start();
mount(App, { target: document.body });
requestAnimationFrame(() => whenIdle(() => void engine.start()));
