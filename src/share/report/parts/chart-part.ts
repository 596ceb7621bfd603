import { analysisTexts } from '../../../cells/analysis-texts.svelte';
import { text } from '../../../i18n/language.svelte';
import { cellTitle } from '../../../notebook/cell-title';
import { chartSources } from '../../../notebook/chart-sources';
import type { ChartBlock } from '../../../notebook/document/document';
import { markup, type Markup } from '../markup';
import { outcomeOf, type ReportContext, type ReportPart } from '../report-context';
import { shownResult } from '../shown-result';
import { chartMarkup } from './chart-markup';
import { hiddenRows } from './query-part';

/** A chart of another cell's result, where that result may be in the report whole. */
export async function chartPart(
  block: ChartBlock,
  anchor: string,
  context: ReportContext,
): Promise<ReportPart> {
  const title = cellTitle(block, (analysis) => analysis, text);
  return {
    contents: [{ anchor, level: 2, words: markup`${title}` }],
    body: markup`<section>
      <h2 id="${anchor}"><bdi>${title}</bdi></h2>
      ${await drawnMarkup(block, title, context)}
    </section> `,
  };
}

async function drawnMarkup(block: ChartBlock, title: string, context: ReportContext): Promise<Markup> {
  const { runs } = context.notebook.cells;
  const wordingOf = (analysis: string) => analysisTexts.wording(analysis);
  const source = chartSources(runs, wordingOf).find(({ name }) => name === block.from);
  if (!source?.table)
    return markup`<p class="missing">${text('chart.noSource', { name: block.from ?? '' })}</p> `;
  const hidden = hiddenSource(source.name, context);
  if (hidden) return hidden;
  const { table, columns, columnLabel } = source;
  return chartMarkup({ table, columns, columnLabel, choices: block, title });
}

/** Why the source of a chart may not be drawn; null where it may. */
function hiddenSource(source: string, context: ReportContext): Markup | null {
  const { choices, notebook } = context;
  for (const run of notebook.cells.runs) {
    const outcome = outcomeOf(run);
    if (outcome?.kind === 'sql' && run.id === source)
      return choices.queries ? null : hiddenRows(choices.least);
    const name = source.slice(run.id.length + 1);
    if (outcome?.kind !== 'analysis' || source !== `${run.id}_${name}` || !(name in outcome.tables)) continue;
    const shown = shownResult(run.id, outcome, context).tables.find((table) => table.name === name);
    if (shown && !shown.mask?.size) return null;
    return markup`<p class="quiet">
      ${text(choices.least === null ? 'report.chartNaming' : 'report.chartMasked')}
    </p> `;
  }
  return null;
}
