import type { Scalar } from '../../../../workers/api';
import type { Wording } from '../../../analyses/figure';
import { actionsIn } from '../../../cells/actions';
import { analysisTexts } from '../../../cells/analysis-texts.svelte';
import type { AnalysisOutcome } from '../../../cells/cell-run.svelte';
import { summaryValues } from '../../../cells/fill-values';
import { displayed, offeredParameters, type NumberParameter } from '../../../cells/parameter-values';
import { text } from '../../../i18n/language.svelte';
import type { AnalysisBlock } from '../../../notebook/document/document';
import { markup, type Markup } from '../markup';
import type { ReportContext } from '../report-context';

/** The parameters with which it was worked out, defaults too: without them the numbers can't be checked. */
export function settingsMarkup(
  { analysis }: AnalysisBlock,
  { result }: AnalysisOutcome,
  { notebook }: ReportContext,
): Markup | null {
  const spec = notebook.cells.runs.find((run) => run.spec?.id === analysis)?.spec;
  if (!spec || !notebook.dataset) return null;
  const wording = analysisTexts.wording(analysis);
  const items = offeredParameters(spec, result.params, notebook.dataset).flatMap((parameter) => {
    const value: Scalar = result.params[parameter.name] ?? null;
    if (value === null) return [];
    const words =
      parameter.kind === 'choice'
        ? wording.text(`choice.${parameter.name}.${String(value)}`)
        : parameter.kind === 'number'
          ? numberWords(parameter, Number(value), wording)
          : wording.date(String(value));
    return [
      markup`<div>
        <dt>${wording.text(`parameter.${parameter.name}`)}</dt>
        <dd><bdi>${words}</bdi></dd>
      </div> `,
    ];
  });
  return items.length > 0 ? markup`<dl class="settings">${items}</dl>` : null;
}

function numberWords(parameter: NumberParameter, value: number, wording: Wording): string {
  const unit = parameter.display ?? parameter.unit;
  const number = wording.number(displayed(parameter, value));
  return unit ? `${number} ${text(`control.unit.${unit}`)}` : number;
}

/** What its words mean, what to do, and how it works. */
export function aboutMarkup({ result }: AnalysisOutcome): Markup {
  const [texts, wording] = [analysisTexts.of(result.analysis), analysisTexts.wording(result.analysis)];
  const actions = actionsIn(texts).map(
    ({ group, advice }) =>
      markup`<div>
        <dt>${group}</dt>
        <dd>${advice}</dd>
      </div> `,
  );
  const how = (['owner', 'statistician'] as const).map((reader) => {
    const paragraphs = wording.text(`how.${reader}`, summaryValues(result.summary)).split('\n');
    return markup`<h4>${text(`cell.how.${reader}`)}</h4>
      ${paragraphs.map((paragraph) => markup`<p dir="auto">${paragraph}</p> `)}`;
  });
  return markup`${
    actions.length > 0 &&
    markup`<details>
        <summary>${text('cell.actions')}</summary>
        <dl class="facts">${actions}</dl>
      </details> `
  }
    <details>
      <summary>${text('cell.definition')}</summary>
      <p>${wording.text('definition')}</p>
    </details>
    ${
      'how.owner' in texts &&
      markup`<details>
        <summary>${text('cell.how')}</summary>
        ${how}
      </details>`
    }`;
}
