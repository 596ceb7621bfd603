import type { CustomerFilter, PeriodUnit } from '../../../workers/api';
import type { Figure, FigureInput, Wording } from '../figure';
import { drawBars, type Bar } from '../horizontal-bars';
import { readRows } from '../read-rows';

type GroupTable = 'segments' | 'cohorts' | 'groups';

/** The column that names a group, by table. */
const nameColumn = { segments: 'segment', cohorts: 'cohort', groups: 'group' } as const;

/** More bars than this are not told apart; the table has them all. */
const shownGroups = 16;

interface Group {
  name: string;
  filter?: CustomerFilter;
  customers: number;
  totalClv: number;
  meanClv: number;
  lower: number | null;
  upper: number | null;
  share: number;
}

function nameOf(table: GroupTable, name: string, { wording, params }: FigureInput): string {
  if (name === '') return wording.text('figure.noGroup');
  if (table === 'segments') return wording.text(`choice.segment.${name}`);
  return table === 'cohorts' ? wording.period(name, String(params.period)) : name;
}

function filterOf(table: GroupTable, name: string, { params }: FigureInput): CustomerFilter | undefined {
  if (table === 'segments') return { kind: 'segment', segments: [name] };
  if (table === 'cohorts') return { kind: 'cohort', unit: params.period as PeriodUnit, period: name };
  const { groupBy } = params;
  return typeof groupBy === 'string'
    ? { kind: 'attribute', name: groupBy, values: [name || null] }
    : undefined;
}

function readGroups(table: GroupTable, input: FigureInput): Group[] {
  const found = input.tables[table];
  if (!found) return [];
  const groups = readRows(found, (row) => ({
    name: nameOf(table, row.text(nameColumn[table]), input),
    filter: filterOf(table, row.text(nameColumn[table]), input),
    customers: row.count('customers'),
    totalClv: row.count('totalClv'),
    meanClv: row.count('meanClv'),
    lower: row.number('meanLower'),
    upper: row.number('meanUpper'),
    share: row.count('share'),
  }));
  // Cohorts come oldest first, and the newest are the ones to look at.
  return table === 'cohorts' ? groups.slice(-shownGroups) : groups.slice(0, shownGroups);
}

function meanBar(
  { name, filter, customers, totalClv, meanClv, lower, upper }: Group,
  currency: string,
  wording: Wording,
): Bar {
  const money = (amount: number) => wording.money(amount, currency);
  const lines = [
    wording.text('figure.groupLine', { customers, mean: money(meanClv), total: money(totalClv) }),
  ];
  const interval = lower === null || upper === null ? null : ([lower, upper] as const);
  if (interval)
    lines.push(wording.text('figure.intervalLine', { lower: money(interval[0]), upper: money(interval[1]) }));
  return {
    value: meanClv,
    interval,
    text: wording.money(meanClv, currency, 'short'),
    title: name,
    lines,
    filter,
  };
}

function shareBar({ name, filter, share }: Group, wording: Wording): Bar {
  const lines = [wording.text('figure.shareLine', { share })];
  return { value: share, text: wording.percent(share, 0), title: name, lines, filter };
}

/** What the customers of each group are worth, each with its interval, and how much of the value they hold. */
export function drawGroups(table: GroupTable, input: FigureInput): Figure[] {
  const groups = readGroups(table, input);
  if (groups.length === 0) return [];
  const { wording, width, params } = input;
  const description = wording.text(`figure.${table}Description`);
  const panels = [
    {
      title: wording.text(`figure.${table}Axis`),
      fill: 'var(--category-1)',
      bars: groups.map((group) => meanBar(group, String(params.currency), wording)),
    },
    {
      title: wording.text('figure.shareAxis'),
      fill: 'var(--category-2)',
      ownScale: true,
      bars: groups.map((group) => shareBar(group, wording)),
    },
  ];
  const names = groups.map(({ name }) => name);
  const drawn = drawBars({ names, panels, width, direction: wording.direction, description });
  return [{ id: `by-${nameColumn[table]}`, description, ...drawn }];
}
