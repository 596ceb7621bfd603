import type { Figure, FigureInput, Wording } from '../figure';
import { drawBars, type Bar, type BarPanel } from '../horizontal-bars';
import { readRows } from '../read-rows';

interface StateRow {
  state: string;
  customers: number;
  share: number;
  expectedAlive: number | null;
  expectedPurchases: number | null;
  purchasesAtRisk: number | null;
  valueAtRisk: number | null;
  revenue: number | null;
  revenueShare: number | null;
}

/** A second measure of the states, where the data and the model have one. */
interface Measure {
  title: string;
  valueOf(row: StateRow): number | null;
  write(value: number): string;
}

function readStates({ tables }: FigureInput): StateRow[] {
  return readRows(tables.states, (row) => ({
    state: row.text('state'),
    customers: row.count('customers'),
    share: row.count('share'),
    expectedAlive: row.number('expectedAlive'),
    expectedPurchases: row.number('expectedPurchases'),
    purchasesAtRisk: row.number('purchasesAtRisk'),
    valueAtRisk: row.number('valueAtRisk'),
    revenue: row.number('revenue'),
    revenueShare: row.number('revenueShare'),
  }));
}

/** Value at risk where the states rest on a probability, else the revenue so far; without amounts, purchases at risk. */
function measureOf(rows: readonly StateRow[], { params, summary, wording }: FigureInput): Measure | null {
  const currency = String(params.currency);
  const money = (value: number) => wording.money(value, currency, 'short');
  const byProbability = summary.statesBy !== 'rhythm' && rows.some((row) => row.expectedAlive !== null);
  const measures: Measure[] = [
    { title: 'figure.valueAtRiskAxis', valueOf: (row) => row.valueAtRisk, write: money },
    {
      title: 'figure.purchasesAtRiskAxis',
      valueOf: (row) => row.purchasesAtRisk,
      write: (value) => wording.number(value, { maximumFractionDigits: 0 }),
    },
    { title: 'figure.revenueAxis', valueOf: (row) => row.revenue, write: money },
  ];
  const possible = byProbability ? measures : measures.slice(2);
  return possible.find(({ valueOf }) => rows.some((row) => valueOf(row) !== null)) ?? null;
}

function linesOf(row: StateRow, wording: Wording, currency: string): string[] {
  const { customers, share, expectedAlive, expectedPurchases, valueAtRisk, revenue, revenueShare } = row;
  const lines = [wording.text('figure.customersLine', { customers, share })];
  if (expectedAlive !== null && expectedPurchases !== null)
    lines.push(wording.text('figure.aliveLine', { expectedAlive, expectedPurchases }));
  if (valueAtRisk !== null)
    lines.push(wording.text('figure.atRiskLine', { amount: wording.money(valueAtRisk, currency) }));
  if (revenue !== null)
    lines.push(
      wording.text('figure.revenueLine', {
        amount: wording.money(revenue, currency),
        share: revenueShare ?? 0,
      }),
    );
  return lines;
}

/** How many customers are in each state, and what is at risk with them. */
export function drawStates(input: FigureInput): Figure[] {
  const rows = readStates(input);
  if (!rows.some((row) => row.customers > 0)) return [];
  const { wording, width, params } = input;
  const names = rows.map(({ state }) => wording.text(`choice.state.${state}`));
  const bar = (index: number, value: number | null, text: string): Bar => {
    return {
      value,
      text,
      title: names[index],
      lines: linesOf(rows[index], wording, String(params.currency)),
    };
  };
  const panels: BarPanel[] = [
    {
      title: wording.text('figure.customersAxis'),
      fill: 'var(--category-1)',
      ownScale: true,
      bars: rows.map(({ customers }, index) => bar(index, customers, wording.number(customers))),
    },
  ];
  const measure = measureOf(rows, input);
  if (measure)
    panels.push({
      title: wording.text(measure.title),
      fill: 'var(--category-2)',
      ownScale: true,
      bars: rows.map((row, index) => {
        const value = measure.valueOf(row);
        return bar(index, value, value === null ? '' : measure.write(value));
      }),
    });
  const description = wording.text('figure.statesDescription');
  const drawn = drawBars({ names, panels, width, direction: wording.direction, description });
  return [{ id: 'states', description, ...drawn }];
}
