import { Table } from 'apache-arrow';
import type { Scalar } from '../../../workers/api';
import { tableOf } from '../../analyses/figure-test-data';
import { pageTexts } from '../../analyses/wording-test-data';
import { localeOf } from '../../i18n/formats';
import type { LanguageCode } from '../../i18n/keys';
import { makeWording } from '../../i18n/wording';
import type { ChartChoices } from '../../notebook/document/document';
import { chartColumns } from './chart-columns';
import type { ChartInput } from './plan-chart';

export const automatic: ChartChoices = { mark: null, x: null, y: null, colour: null, facet: null };

/** The wording of the page, for tests. */
export function pageWording(language: LanguageCode) {
  const texts = pageTexts(language);
  return makeWording({ language, locale: localeOf(language, 'western'), interfaceTexts: texts, texts });
}

/** What a chart of these rows is drawn from. Column labels are their names in capitals. */
export function chartInput(
  rows: readonly Record<string, Scalar>[],
  choices: Partial<ChartChoices> = {},
  { language = 'en', width = 700 }: { language?: LanguageCode; width?: number } = {},
): ChartInput {
  const table = rows.length > 0 ? tableOf(rows) : new Table();
  const wording = pageWording(language);
  const labels = {
    column: (name: string) => name.toUpperCase(),
    count: wording.text('chart.count'),
    others: wording.text('chart.others'),
    none: wording.text('chart.noValue'),
  };
  const columns = chartColumns(table);
  return { table, columns, choices: { ...automatic, ...choices }, width, wording, labels };
}

/** The first day of a month, from December 2010. */
export function monthAt(index: number): string {
  return new Date(Date.UTC(2010, 11 + index, 1)).toISOString().slice(0, 10);
}
