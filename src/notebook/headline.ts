import type { AnalysisResult, CustomerFilter, Dataset, Finding, Scalar, Summary } from '../../workers/api';
import type { Wording } from '../analyses/figure';
import type { CellRun } from '../cells/cell-run.svelte';
import type { TextKey } from '../i18n/keys';
import type { OpenNotebook } from './open-notebook.svelte';

/** One answer at the head of the notebook. Its text is null while it is being worked out. */
export interface HeadlineItem {
  label: TextKey;
  text: string | null;
  /** The cell that says more. */
  cell: string;
}

interface Candidate {
  label: TextKey;
  analysis: string;
  key: TextKey;
  values: (run: CellRun) => Record<string, Scalar> | null;
}

type Values = Record<string, Scalar>;

function fromFinding(code: string, needed: readonly string[]): Candidate['values'] {
  return (run) => whole(findingOf(run, code)?.values, needed);
}

function fromSummary(needed: readonly string[]): Candidate['values'] {
  return (run) => whole(flat(resultOf(run)?.summary ?? {}), needed);
}

function resultOf({ outcome }: CellRun): AnalysisResult | null {
  return outcome?.kind === 'analysis' ? outcome.result : null;
}

function findingOf(run: CellRun, code: string): Finding | undefined {
  return resultOf(run)?.findings.find((finding) => finding.code === code);
}

function flat(summary: Summary): Values {
  const entries = Object.entries(summary).filter(
    (entry): entry is [string, Scalar] => typeof entry[1] !== 'object',
  );
  return Object.fromEntries(entries);
}

function withMonths(values: Values | null, months: number): Values | null {
  return values && { ...values, months };
}

/** The values, unless one that the sentence needs is missing: no headline is better than a vague one. */
function whole(values: Values | undefined, needed: readonly string[]): Values | null {
  return values && needed.every((name) => values[name] !== undefined && values[name] !== null)
    ? values
    : null;
}

// In the order of preference for each label: the first that the data allows speaks.
const candidates: readonly Candidate[] = [
  {
    label: 'notebook.headline.stay',
    analysis: 'rate',
    key: 'notebook.stay.rate',
    values: fromSummary(['retentionRate', 'startCustomers', 'period']),
  },
  {
    label: 'notebook.headline.stay',
    analysis: 'survival',
    key: 'notebook.stay.survival',
    values: (run) => withMonths(fromFinding('kept', ['kept12'])(run), 12),
  },
  {
    label: 'notebook.headline.worth',
    analysis: 'value',
    key: 'notebook.worth.model',
    values: fromSummary(['meanClv', 'totalClv', 'horizonMonths']),
  },
  {
    label: 'notebook.headline.do',
    analysis: 'rfm',
    key: 'notebook.do.winBack',
    values: fromFinding('winBack', ['customers']),
  },
];

type InterfaceText = (key: TextKey, values?: Values) => string;

/** Who the notebook is about: all customers, or those that pass its filters. */
interface Counted {
  customers: number;
  orders: number;
}

function customersItem(
  { from, asOf, kind }: Dataset,
  filters: readonly CustomerFilter[],
  counted: Counted | null,
  wording: Wording,
  text: InterfaceText,
): HeadlineItem {
  const label = 'notebook.headline.customers';
  if (!counted) return { label, cell: 'data', text: null };
  const { customers, orders } = counted;
  if (kind !== 'purchases' || from === null || asOf === null) {
    return { label, cell: 'data', text: text('notebook.customers.other', { customers }) };
  }
  // Dates filter more than customers: nothing before or after them is counted.
  const spans = filters.flatMap((filter) => (filter.kind === 'dates' ? filter : []));
  const first = spans.reduce((latest, span) => (span.from && span.from > latest ? span.from : latest), from);
  const last = spans.reduce((earliest, span) => (span.to && span.to < earliest ? span.to : earliest), asOf);
  const values = { customers, orders, from: wording.date(first), to: wording.date(last) };
  return { label, cell: 'data', text: text('notebook.customers.purchases', values) };
}

function itemOf(
  candidate: Candidate,
  run: CellRun,
  wording: Wording,
  text: InterfaceText,
): HeadlineItem | null {
  const { label, key } = candidate;
  const result = resultOf(run);
  const isComing = run.status === 'running' || run.status === 'waiting';
  if (result === null) return isComing ? { label, cell: run.id, text: null } : null;
  const values = candidate.values(run);
  if (!values) return null;
  const unit = String(result.params.period ?? 'day');
  const period: Values =
    typeof values.period === 'string' ? { period: wording.period(values.period, unit) } : {};
  return { label, cell: run.id, text: text(key, { ...values, ...period }) };
}

/** What the first screen answers: how many customers, how many stay, what they are worth, what to do. */
export function headlineOf(notebook: OpenNotebook, wording: Wording, text: InterfaceText): HeadlineItem[] {
  const { dataset, counting, chosen, filters } = notebook;
  if (!dataset) return [];
  const counted = filters.length > 0 ? chosen : counting.counts;
  const items = [customersItem(dataset, filters, counted, wording, text)];
  for (const candidate of candidates) {
    const run = notebook.cells.runs.find(({ spec }) => spec?.id === candidate.analysis);
    if (!run || items.some(({ label }) => label === candidate.label)) continue;
    const item = itemOf(candidate, run, wording, text);
    if (item) items.push(item);
  }
  return items;
}
