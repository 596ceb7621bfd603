import { analysisTexts } from '../../../cells/analysis-texts.svelte';
import { language, text } from '../../../i18n/language.svelte';
import { renderMarkdown } from '../../../notebook/cell/markdown';
import type { TextBlock } from '../../../notebook/document/document';
import { inlineValue } from '../../../notebook/inline-values';
import { valueText } from '../../../notebook/value-text';
import { markup, Markup } from '../markup';
import { isTellable } from '../masking/mask-results';
import { outcomeOf, type ReportContext, type ReportPart } from '../report-context';

const valuePlace = /<span\b[^>]*\bdata-value="([^"]*)"[^>]*>[\s\S]*?<\/span>/g;
const blockStart = /<(p|h[1-6]|ul|ol|blockquote|table)(?=[\s>])(?![^>]*\sdir=)/g;
const headingElement = /<h([1-6])\b([^>]*)>([\s\S]*?)<\/h\1>/g;

function unescaped(attribute: string): string {
  return attribute
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&nbsp;', '\u00a0')
    .replaceAll('&amp;', '&');
}

/**
 * Why a value may not be told: it may name a customer, or be of few. Of a query only a number that stands alone is told.
 */
function hiddenValue(path: string, { notebook, choices, masks }: ReportContext): boolean {
  const [id, name = id] = path.split('.');
  const outcome = outcomeOf(notebook.cells.run(id));
  if (!outcome) return false;
  if (outcome.kind === 'sql') {
    const value = inlineValue(
      path,
      () => (outcome.table.get(0)?.toJSON() ?? {}) as Record<string, never>,
    )?.value;
    const isNumber = typeof value === 'number' || typeof value === 'bigint';
    return !choices.queries && !(isNumber && outcome.table.numRows === 1 && choices.least === null);
  }
  const mask = masks.get(id);
  const value = outcome.result.summary[name];
  return choices.least !== null && mask !== undefined && !isTellable(name, value, mask, choices.least);
}

function valueMarkup(path: string, context: ReportContext): Markup {
  if (hiddenValue(path, context)) return markup`<i class="value">${text('report.valueHidden')}</i>`;
  const words = valueText(path, context.notebook, {
    wording: language.wording,
    textsOf: (analysis) => analysisTexts.of(analysis),
    wordingOf: (analysis) => analysisTexts.wording(analysis),
    text,
  });
  return markup`<strong class="value">${words ?? '–'}</strong>`;
}

/** Prose with the values it names. What the writer called a heading stands below the report's own. */
export function prosePart({ markdown }: TextBlock, place: number, context: ReportContext): ReportPart {
  const contents: ReportPart['contents'][number][] = [];
  const withHeadings = String(renderMarkdown(markdown))
    .replace(valuePlace, (_, path: string) => valueMarkup(unescaped(path), context).source)
    .replace(blockStart, '$& dir="auto"')
    .replace(headingElement, (_, level: string, attributes: string, inner: string) => {
      const anchor = `text-${place}-${contents.length + 1}`;
      const lower = Math.min(6, Number(level) + 1);
      if (lower <= 4)
        contents.push({ anchor, level: lower, words: new Markup(inner.replace(/<[^>]*>/g, '')) });
      return `<h${lower} id="${anchor}"${attributes}>${inner}</h${lower}>`;
    });
  return { body: markup`<section class="prose">${new Markup(withHeadings)}</section> `, contents };
}
