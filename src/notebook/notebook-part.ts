/** What is read only when a notebook is opened: its cells, its shelf and the names of its analyses. */
export { specs } from '../analyses/registry';
export { reviewOf } from './new-notebook';
export { OpenNotebook } from './open-notebook.svelte';
export { default as NotebookView } from './NotebookView.svelte';
export { shelf } from './shelf/shelf';
