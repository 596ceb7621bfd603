import type { CellRun } from '../../../cells/cell-run.svelte';
import { problemText } from '../../../cells/problem-text';
import { text } from '../../../i18n/language.svelte';
import { markup, type Markup } from '../markup';
import type { ReportChoices } from '../report-context';
import { codeMarkup } from './queries-markup';

/**
 * Why a cell has no result. What the engine says of a query may quote a value of the data, so it is told only where the
 * rows of queries are.
 */
export function noResultMarkup(
  run: CellRun | undefined,
  analysis: string | null,
  { queries }: ReportChoices,
): Markup {
  const error = run?.error;
  if (!run?.problem && error?.code === 'sqlInvalid') {
    const message = queries && codeMarkup(error.message, text('error.details'));
    return markup`<p class="missing">${text('error.sqlInvalid.title')}</p>${message}`;
  }
  return markup`<p class="missing">${words(run, analysis)}</p> `;
}

function words(run: CellRun | undefined, analysis: string | null): string {
  if (run?.problem) return problemText(run.problem, analysis);
  if (run?.status === 'blocked') return text('problem.blocked', { cell: run.blockedBy ?? '' });
  if (run?.filtered && run.error?.code === 'noUsableRows') return text('filter.nobody');
  if (run?.status === 'failed' && run.error) {
    const { code, values } = run.error;
    const filled = { ...values, kind: values?.kind || 'none' };
    return `${text(`error.${code}.title`)}: ${text(`error.${code}.why`, filled)}`;
  }
  return text(run?.status === 'cancelled' ? 'cell.cancelled' : 'report.notFinished');
}
