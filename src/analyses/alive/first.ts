import type { Figure, FigureInput } from '../figure';
import { drawBars, type Bar, type BarPanel } from '../horizontal-bars';
import { readRows } from '../read-rows';

interface FirstCustomer {
  customer: string;
  state: string;
  probabilityAlive: number | null;
  purchasesAtRisk: number | null;
  valueAtRisk: number | null;
  revenue: number | null;
  lastPurchase: string;
  silenceDays: number;
  frequency: number;
}

function readFirst({ tables }: FigureInput): FirstCustomer[] {
  return readRows(tables.first, (row) => ({
    customer: row.text('customer'),
    state: row.text('state'),
    probabilityAlive: row.number('probabilityAlive'),
    purchasesAtRisk: row.number('purchasesAtRisk'),
    valueAtRisk: row.number('valueAtRisk'),
    revenue: row.number('revenue'),
    lastPurchase: row.text('lastPurchase'),
    silenceDays: row.count('silenceDays'),
    frequency: row.count('frequency'),
  }));
}

function linesOf(customer: FirstCustomer, { wording, params }: FigureInput): string[] {
  const { state, lastPurchase, silenceDays, frequency, probabilityAlive, valueAtRisk } = customer;
  const lines = [
    wording.text(`choice.state.${state}`),
    wording.text('figure.lastLine', {
      date: wording.date(lastPurchase),
      days: silenceDays,
      purchases: frequency + 1,
    }),
  ];
  if (probabilityAlive !== null)
    lines.push(wording.text('figure.chanceLine', { probability: probabilityAlive }));
  if (valueAtRisk !== null)
    lines.push(
      wording.text('figure.atRiskLine', { amount: wording.money(valueAtRisk, String(params.currency)) }),
    );
  return lines;
}

/** What the list is ordered by, as bars: what is at risk, or without a probability the revenue or purchases so far. */
function worthPanel(
  customers: readonly FirstCustomer[],
  input: FigureInput,
): Pick<BarPanel, 'title'> & {
  bar(customer: FirstCustomer): Pick<Bar, 'value' | 'text'>;
} {
  const { wording, params, summary } = input;
  const money = (value: number | null) => {
    return { value, text: value === null ? '' : wording.money(value, String(params.currency), 'short') };
  };
  const count = (value: number | null, digits: number) => {
    return { value, text: value === null ? '' : wording.number(value, { maximumFractionDigits: digits }) };
  };
  const byProbability = summary.statesBy !== 'rhythm' && customers[0].probabilityAlive !== null;
  const hasAmount = customers.some(({ revenue }) => revenue !== null);
  if (byProbability && hasAmount)
    return { title: wording.text('figure.firstByValue'), bar: (one) => money(one.valueAtRisk) };
  if (byProbability)
    return { title: wording.text('figure.firstByPurchases'), bar: (one) => count(one.purchasesAtRisk, 2) };
  if (hasAmount) return { title: wording.text('figure.firstByRevenue'), bar: (one) => money(one.revenue) };
  return { title: wording.text('figure.firstByFrequency'), bar: (one) => count(one.frequency + 1, 0) };
}

/** The customers to call first, beside how long they have been silent. */
export function drawFirst(input: FigureInput): Figure[] {
  const customers = readFirst(input);
  if (customers.length === 0) return [];
  const { wording, width } = input;
  const worth = worthPanel(customers, input);
  const words = customers.map((one) => ({ title: one.customer, lines: linesOf(one, input) }));
  const panels: BarPanel[] = [
    {
      title: worth.title,
      fill: 'var(--accent)',
      ownScale: true,
      bars: customers.map((one, index) => ({ ...words[index], ...worth.bar(one) })),
    },
    {
      title: wording.text('figure.silentDays'),
      fill: 'var(--category-2)',
      ownScale: true,
      bars: customers.map(({ silenceDays }, index) => ({
        ...words[index],
        value: silenceDays,
        text: wording.number(silenceDays),
      })),
    },
  ];
  const names = customers.map(({ customer }) => customer);
  const description = wording.text('figure.firstDescription', { count: customers.length });
  const drawn = drawBars({ names, panels, width, direction: wording.direction, description });
  return [{ id: 'first', description, ...drawn }];
}
