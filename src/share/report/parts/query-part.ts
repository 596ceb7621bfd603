import type { SqlOutcome } from '../../../cells/cell-run.svelte';
import { formatQueryValue } from '../../../cells/format-query-value';
import { language, text } from '../../../i18n/language.svelte';
import { cellTitle } from '../../../notebook/cell-title';
import type { SqlBlock } from '../../../notebook/document/document';
import { markup, type Markup } from '../markup';
import { outcomeOf, type ReportContext, type ReportPart } from '../report-context';
import { tableMarkup } from '../table-markup';
import { chartMarkup } from './chart-markup';
import { noResultMarkup } from './no-result';
import { codeMarkup } from './queries-markup';

/** A query of the person's with its rows, where those were asked for. */
export async function queryPart(
  block: SqlBlock,
  anchor: string,
  context: ReportContext,
): Promise<ReportPart> {
  const title = cellTitle(block, (analysis) => analysis, text);
  const run = context.notebook.cells.run(block.id);
  const outcome = outcomeOf(run);
  const body =
    outcome?.kind === 'sql'
      ? await rowsMarkup(block, outcome, title, context)
      : noResultMarkup(run, null, context.choices);
  return {
    contents: [{ anchor, level: 2, words: markup`${title}` }],
    body: markup`<section>
      <h2 id="${anchor}"><bdi>${title}</bdi></h2>
      ${codeMarkup(block.sql, title)}${body}
    </section> `,
  };
}

async function rowsMarkup(
  { chart }: SqlBlock,
  { table, columns, isCut }: SqlOutcome,
  title: string,
  { choices }: ReportContext,
): Promise<Markup> {
  if (!choices.queries) return hiddenRows(choices.least);
  const drawn = chart && (await chartMarkup({ table, columns, choices: chart, title }));
  const caption = text(isCut ? 'cell.rowsCut' : 'cell.rows', { rows: table.numRows });
  const rows = await tableMarkup({
    table,
    caption,
    columnLabel: (name) => name,
    formatCell: (name, value) => formatQueryValue(name, value, language.wording, text('value.none')),
  });
  return markup`${drawn}${columns.length > 0 && rows}`;
}

/** Nobody but the writer knows what a query's rows are. */
export function hiddenRows(least: number | null): Markup {
  return markup`<p class="quiet">${text(least === null ? 'report.queryHidden' : 'report.queryUnmasked')}</p> `;
}
