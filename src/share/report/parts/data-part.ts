import type { Dataset, DatasetTable } from '../../../../workers/api';
import { datasetFacts } from '../../../data/dataset-facts';
import { datasetSentence } from '../../../data/dataset-sentence';
import { language, text } from '../../../i18n/language.svelte';
import { markup, type Markup } from '../markup';
import type { ReportContext, ReportPart } from '../report-context';

/** Facts that count customers. */
const ofCustomers = ['dataset.customersWithoutOrder'];

function factsMarkup(dataset: Dataset, { notebook, choices }: ReportContext): Markup | null {
  const isFew = (label: string, count: number) =>
    choices.least !== null && ofCustomers.includes(label) && count < choices.least;
  const facts = datasetFacts(dataset, notebook.counting.counts).filter(
    ({ label, count }) => !isFew(label, count),
  );
  if (facts.length === 0) return null;
  const items = facts.map(
    ({ label, count, meaning }) =>
      markup`<div>
        <dt>${text(label)}</dt>
        <dd>${language.wording.number(count)}</dd>
        <dd class="quiet">${text(meaning)}</dd>
      </div> `,
  );
  return markup`<dl class="facts">${items}</dl>`;
}

/** Names of files and columns; nothing of their rows. */
function tableMarkup({ name, fileName, rows, columns }: DatasetTable): Markup {
  const names = columns.map((column, place) => markup`${place === 0 ? '' : ' · '}<bdi>${column.name}</bdi>`);
  return markup`<p>
    <strong><bdi>${name}</bdi></strong>
    <span class="quiet">(<bdi>${fileName}</bdi>, ${text('cell.rows', { rows })})</span><br />
    <span class="quiet small">${names}</span>
  </p> `;
}

/** What the data is: counts, period and columns. */
export function dataPart(anchor: string, context: ReportContext): ReportPart {
  const { dataset, counting } = context.notebook;
  const title = text('notebook.data');
  const contents = [{ anchor, level: 2, words: markup`${title}` }];
  const revenue = counting.counts?.revenue ?? null;
  const body = dataset
    ? markup`<p class="lead">${datasetSentence(dataset, counting.counts)}</p>
        ${revenue === null ? null : markup`<p>${text('dataset.revenue')} <strong>${language.wording.number(revenue, { maximumFractionDigits: 0 })}</strong></p>`}
        ${factsMarkup(dataset, context)}${dataset.tables.map(tableMarkup)}`
    : markup`<p>${text('problem.noData')}</p>`;
  return {
    contents,
    body: markup`<section>
      <h2 id="${anchor}">${title}</h2>
      ${body}
    </section> `,
  };
}
