/** What is read only when a file is on its way: the notebook, its cells and the names of its analyses. */
export { OpenNotebook } from './open-notebook.svelte';
export { default as NotebookView } from './NotebookView.svelte';
