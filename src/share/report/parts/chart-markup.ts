import type { Table } from 'apache-arrow';
import type { SqlColumn } from '../../../../workers/api';
import { chartColumns } from '../../../cells/chart/chart-columns';
import { inTurn } from '../../../cells/figure-drawing.svelte';
import { language, text } from '../../../i18n/language.svelte';
import type { ChartChoices } from '../../../notebook/document/document';
import { figureMarkup } from '../figure-markup';
import { markup, type Markup } from '../markup';
import { figureWidth } from '../report-context';

interface ChartToDraw {
  table: Table;
  columns: readonly SqlColumn[];
  choices: ChartChoices;
  title: string;
  columnLabel?: (name: string) => string;
}

/** A chart of any table, or that there is nothing to draw. */
export async function chartMarkup({
  table,
  columns,
  choices,
  title,
  columnLabel = (name) => name,
}: ChartToDraw): Promise<Markup> {
  const { drawChart } = await import('../../../cells/chart/draw-chart');
  const figure = await inTurn(() =>
    drawChart({
      table,
      columns: chartColumns(table, columns),
      choices,
      width: figureWidth,
      wording: language.wording,
      labels: {
        column: columnLabel,
        count: text('chart.count'),
        others: text('chart.others'),
        none: text('chart.noValue'),
      },
    }),
  );
  return figure ? figureMarkup(figure, title) : markup`<p class="quiet">${text('chart.empty')}</p> `;
}
