import { analysisTexts } from '../../cells/analysis-texts.svelte';
import { language, text } from '../../i18n/language.svelte';
import { filterText } from '../../notebook/filter-text';
import type { OpenNotebook } from '../../notebook/open-notebook.svelte';
import { markup, type Markup } from './markup';

/** Whom the report is about, where that is not everybody. */
export function filtersMarkup({ filters, chosen, counting }: OpenNotebook): Markup | null {
  if (filters.length === 0) return null;
  const words = filters.map((filter) =>
    filterText(filter, {
      wording: language.wording,
      segmentText: (segment) => analysisTexts.wording('rfm').text(`choice.segment.${segment}`),
      list: (items) => new Intl.ListFormat(language.locale, { type: 'disjunction' }).format(items),
      text,
    }),
  );
  const counted =
    chosen && counting.counts
      ? text('filter.counted', { customers: chosen.customers, of: counting.counts.customers })
      : null;
  return markup`<div class="filters">
    <p><strong>${text('report.filters')}</strong></p>
    <ul>
      ${words.map((each) => markup`<li><bdi>${each}</bdi></li>`)}
    </ul>
    ${counted && markup`<p class="quiet">${counted}</p>`}
  </div> `;
}
