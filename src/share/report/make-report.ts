import { analysisTexts } from '../../cells/analysis-texts.svelte';
import { language } from '../../i18n/language.svelte';
import type { Block } from '../../notebook/document/document';
import type { OpenNotebook } from '../../notebook/open-notebook.svelte';
import { pause } from '../../ui/in-slices';
import { markup, type Markup } from './markup';
import { maskResults, type Maskable } from './masking/mask-results';
import { pageMarkup } from './page-markup';
import { analysisPart } from './parts/analysis-part';
import { chartPart } from './parts/chart-part';
import { dataPart } from './parts/data-part';
import { inputPart } from './parts/input-part';
import { opaquePart } from './parts/opaque-part';
import { prosePart } from './parts/prose-part';
import { queryPart } from './parts/query-part';
import { namesCustomers } from './naming';
import { outcomeOf, type ReportChoices, type ReportContext, type ReportPart } from './report-context';
import { settled, type Settling } from './settle.svelte';

/**
 * The notebook as one page that asks nothing of anybody: without scripts, without a network, with the notebook inside.
 * Works out first what is not worked out yet. Between its pieces the browser can do what is waiting.
 * @param chosen where small groups are masked, neither customers nor rows of queries are shown
 * @returns null when it was aborted
 */
export async function makeReport(
  notebook: OpenNotebook,
  chosen: ReportChoices,
  signal: AbortSignal,
  onProgress: (settling: Settling) => void,
): Promise<Blob | null> {
  const choices = chosen.least === null ? chosen : { ...chosen, customers: false, queries: false };
  await Promise.all([settled(notebook, signal, onProgress), analysisTexts.load(language.code)]);
  const context = { notebook, choices, masks: masksOf(notebook, choices), signal };
  const parts: ReportPart[] = [];
  for (const [place, block] of notebook.editor.document.blocks.entries()) {
    if (signal.aborted) return null;
    parts.push(await partOf(block, place, context));
    await pause();
  }
  const page = await pageMarkup(parts, context);
  return signal.aborted ? null : new Blob([page.source], { type: 'text/html' });
}

function masksOf({ cells }: OpenNotebook, { least }: ReportChoices) {
  if (least === null) return new Map();
  const results = cells.runs.flatMap((run): Maskable[] => {
    const outcome = outcomeOf(run);
    if (outcome?.kind !== 'analysis') return [];
    const { analysis, params } = outcome.result;
    const tables = Object.entries(outcome.tables).filter(([, table]) => !namesCustomers(table, false));
    return [{ id: run.id, analysis, params, tables: Object.fromEntries(tables) }];
  });
  return maskResults(results, least);
}

async function partOf(block: Block, place: number, context: ReportContext): Promise<ReportPart> {
  const part = await openPart(block, place, context);
  return block.collapsed && block.kind !== 'text' ? { ...part, body: foldedUp(part) } : part;
}

/** What the person has put away lies folded up. */
function foldedUp({ contents, body }: ReportPart): Markup {
  return markup`<details>
    <summary>${contents[0]?.words ?? ''}</summary>
    ${body}
  </details> `;
}

async function openPart(block: Block, place: number, context: ReportContext): Promise<ReportPart> {
  const anchor = `cell-${place + 1}`;
  switch (block.kind) {
    case 'text':
      return prosePart(block, place + 1, context);
    case 'data':
      return dataPart(anchor, context);
    case 'analysis':
      return analysisPart(block, anchor, context);
    case 'sql':
      return queryPart(block, anchor, context);
    case 'chart':
      return chartPart(block, anchor, context);
    case 'input':
      return inputPart(block);
    case 'opaque':
      return opaquePart(block, anchor);
  }
}
