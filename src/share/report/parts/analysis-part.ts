import type { Finding } from '../../../../workers/api';
import { analysisTexts } from '../../../cells/analysis-texts.svelte';
import type { AnalysisOutcome } from '../../../cells/cell-run.svelte';
import { inTurn } from '../../../cells/figure-drawing.svelte';
import { fillValues } from '../../../cells/fill-values';
import { formatCell } from '../../../cells/format-cell';
import { formatList } from '../../../i18n/formats';
import { language, text } from '../../../i18n/language.svelte';
import type { AnalysisBlock } from '../../../notebook/document/document';
import { figureMarkup } from '../figure-markup';
import { markup, type Markup } from '../markup';
import { figureWidth, isEmpty, outcomeOf, type ReportContext, type ReportPart } from '../report-context';
import { shownResult, type ShownResult } from '../shown-result';
import { isFoldedUp, tableMarkup } from '../table-markup';
import { aboutMarkup, settingsMarkup } from './about-markup';
import { noResultMarkup } from './no-result';
import { queriesMarkup } from './queries-markup';

/** An analysis as it is told: question, findings, figures, what to bear in mind, tables, definition and queries. */
export async function analysisPart(
  block: AnalysisBlock,
  anchor: string,
  context: ReportContext,
): Promise<ReportPart> {
  const wording = analysisTexts.wording(block.analysis);
  const title = wording.text('title');
  const run = context.notebook.cells.run(block.id);
  const outcome = outcomeOf(run);
  const body =
    outcome?.kind === 'analysis'
      ? await resultMarkup(block, outcome, title, context)
      : noResultMarkup(run, block.analysis, context.choices);
  return {
    contents: [{ anchor, level: 2, words: markup`${title}` }],
    body: markup`<section>
      <h2 id="${anchor}">${title}</h2>
      ${body}
    </section> `,
  };
}

async function resultMarkup(
  block: AnalysisBlock,
  outcome: AnalysisOutcome,
  title: string,
  context: ReportContext,
): Promise<Markup> {
  const shown = shownResult(block.id, outcome, context);
  const findings = sentences('finding', shown.findings, outcome);
  const figures = isEmpty(outcome.tables)
    ? markup`<p class="quiet">${text('cell.empty')}</p>`
    : await figuresMarkup(outcome, shown, title);
  return markup`<div class="findings">${findings.map((finding) => markup`<p>${finding}</p> `)}</div>
    ${settingsMarkup(block, outcome, context)} ${figures} ${remarksMarkup(outcome, shown)}
    ${await tablesMarkup(outcome, shown)} ${aboutMarkup(outcome)} ${queriesMarkup(outcome.result.sql)}`;
}

function sentences(
  kind: 'finding' | 'warning',
  all: readonly Finding[],
  { result }: AnalysisOutcome,
): string[] {
  const [texts, wording] = [analysisTexts.of(result.analysis), analysisTexts.wording(result.analysis)];
  const unit = String(result.params.period ?? 'day');
  const currency = String(result.params.currency ?? 'none');
  return all.map(({ code, values }) =>
    wording.text(`${kind}.${code}`, fillValues(values, { texts, wording, unit, currency })),
  );
}

async function figuresMarkup(
  { result, draw }: AnalysisOutcome,
  { figureTables, hiddenFigures, isMasked }: ShownResult,
  title: string,
): Promise<Markup> {
  const wording = analysisTexts.wording(result.analysis);
  const { params, summary } = result;
  const input = { params, summary, tables: figureTables, width: figureWidth, wording };
  const drawn: Markup[] = [];
  const steps = draw(input)[Symbol.iterator]();
  for (;;) {
    const step = await inTurn(() => steps.next());
    if (step.done) break;
    if (step.value && !hiddenFigures.includes(step.value.id)) drawn.push(figureMarkup(step.value, title));
  }
  const note = isMasked ? markup`<p class="quiet small">${text('report.figuresMasked')}</p> ` : null;
  return markup`${drawn}${note}`;
}

function remarksMarkup(outcome: AnalysisOutcome, shown: ShownResult): Markup | null {
  const warnings = sentences('warning', shown.warnings, outcome);
  const hidden = shown.hasHiddenSentences
    ? markup`<p class="quiet small">${text('report.sentencesHidden')}</p> `
    : null;
  if (warnings.length === 0) return hidden;
  return markup`<div class="caveats">
      <h3>${text('cell.caveats')}</h3>
      <ul>
        ${warnings.map((warning) => markup`<li>${warning}</li> `)}
      </ul>
    </div>
    ${hidden}`;
}

async function tablesMarkup({ result }: AnalysisOutcome, shown: ShownResult): Promise<Markup> {
  const [texts, wording] = [analysisTexts.of(result.analysis), analysisTexts.wording(result.analysis)];
  const unit = String(result.params.period ?? 'day');
  const currency = String(result.params.currency ?? 'none');
  const captionOf = (name: string): string => wording.text(`table.${name}`);
  const tables: Markup[] = [];
  for (const { name, table, mask } of shown.tables)
    if (table.numRows > 0)
      tables.push(
        await tableMarkup({
          table,
          mask,
          caption: captionOf(name),
          columnLabel: (column) => wording.text(`column.${column}`),
          formatCell: (column, value) =>
            formatCell(column, value, { texts, wording, unit, currency, table: name, interfaceText: text }),
        }),
      );
  const leftOut = (key: 'report.tablesNaming' | 'report.tablesUnmasked', names: readonly string[]) =>
    names.length === 0
      ? null
      : markup`<p class="quiet small">
          ${text(key, {
            tables: formatList(
              names.map((name) => `“${captionOf(name)}”`),
              language.locale,
            ),
          })}
        </p> `;
  const hasOpen = shown.tables.some(({ table }) => table.numRows > 0 && !isFoldedUp(table));
  const heading = markup`<h3${!hasOpen && markup` class="screen-only"`}>${text('report.tables')}</h3>`;
  return markup`${heading}
  ${tables}${leftOut('report.tablesNaming', shown.namingTables)}${leftOut('report.tablesUnmasked', shown.unmaskedTables)}`;
}
