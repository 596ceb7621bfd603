import type { SqlRun } from '../../../../workers/api';
import { text } from '../../../i18n/language.svelte';
import { markup, type Markup } from '../markup';

/** The queries of an analysis, exactly as they ran. */
export function queriesMarkup(runs: readonly SqlRun[]): Markup | null {
  if (runs.length === 0) return null;
  const queries = runs.map(
    ({ name, text: sql }) =>
      markup`<p><code dir="ltr">${name}.sql</code></p>
        ${codeMarkup(sql, `${name}.sql`)}`,
  );
  return markup`<details>
    <summary>${text('cell.sql')}</summary>
    <p class="quiet small">${text('cell.sqlNote')}</p>
    ${queries}
  </details> `;
}

/** Code keeps its own direction, and scrolls where it is wider than the page. */
export function codeMarkup(code: string, label: string): Markup {
  return markup`<pre dir="ltr" role="group" aria-label="${label}" tabindex="0">${code}</pre> `;
}
