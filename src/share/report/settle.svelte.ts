import type { OpenNotebook } from '../../notebook/open-notebook.svelte';

/** How many of a notebook's cells have come to an end. */
export interface Settling {
  done: number;
  all: number;
}

function settlingOf({ editor, cells, dataset, counting }: OpenNotebook): Settling {
  const ids = editor.document.blocks.flatMap((block) =>
    block.kind === 'analysis' || block.kind === 'sql' ? block.id : [],
  );
  const ends = ids.map((id) => {
    const status = cells.run(id)?.status;
    return status !== undefined && status !== 'waiting' && status !== 'running';
  });
  const isCounted = dataset === null || counting.counts !== null || counting.error !== null;
  return { done: [...ends, isCounted].filter(Boolean).length, all: ends.length + 1 };
}

/**
 * Waits until every cell has a result or none can come, also those nobody has looked at; what is typed in a query and
 * not run yet is run. Ends early when it is aborted.
 */
export function settled(
  notebook: OpenNotebook,
  signal: AbortSignal,
  onProgress: (settling: Settling) => void,
): Promise<void> {
  for (const block of notebook.editor.document.blocks) if (block.kind === 'sql') notebook.release(block.id);
  return new Promise((resolve) => {
    const end = $effect.root(() => {
      $effect(() => {
        const settling = settlingOf(notebook);
        onProgress(settling);
        if (settling.done === settling.all) finish();
      });
    });
    function finish(): void {
      signal.removeEventListener('abort', finish);
      // An effect can't end itself while it runs.
      queueMicrotask(end);
      resolve();
    }
    signal.addEventListener('abort', finish);
  });
}
