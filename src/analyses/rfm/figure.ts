import type { DrawFigures, FigureInput } from '../figure';
import { drawBars, type Bar } from '../horizontal-bars';
import { readRows } from '../read-rows';

interface Segment {
  segment: string;
  customers: number;
  customersShare: number;
  revenue: number;
  revenueShare: number;
  meanRecencyDays: number;
  meanFrequency: number;
}

function readSegments({ tables }: FigureInput): Segment[] {
  return readRows(tables.segments, (row) => ({
    segment: row.text('segment'),
    customers: row.count('customers'),
    customersShare: row.count('customersShare'),
    revenue: row.count('revenue'),
    revenueShare: row.count('revenueShare'),
    meanRecencyDays: row.count('meanRecencyDays'),
    meanFrequency: row.count('meanFrequency'),
  }));
}

function barsOf(
  segments: readonly Segment[],
  share: 'customersShare' | 'revenueShare',
  { wording }: FigureInput,
): Bar[] {
  return segments.map((segment) => {
    const { customers, customersShare, revenue, revenueShare, meanRecencyDays, meanFrequency } = segment;
    const lines = [wording.text('figure.customersLine', { customers, share: customersShare })];
    lines.push(wording.text('figure.revenueLine', { revenue, share: revenueShare }));
    if (customers > 0)
      lines.push(wording.text('figure.habitLine', { days: meanRecencyDays, orders: meanFrequency }));
    const value = segment[share];
    const title = wording.text(`choice.segment.${segment.segment}`);
    return {
      value,
      text: wording.percent(value, value > 0 && value < 0.0095 ? 1 : 0),
      title,
      lines,
      filter: { kind: 'segment', segments: [segment.segment] },
    };
  });
}

/** Each segment's part of the customers beside its part of the revenue. */
export const draw: DrawFigures = (input) => {
  const segments = readSegments(input);
  if (!segments.some((segment) => segment.customers > 0)) return [];
  const { wording, width } = input;
  const description = wording.text('figure.segmentsDescription', { count: segments.length });
  const names = segments.map(({ segment }) => wording.text(`choice.segment.${segment}`));
  const panels = [
    {
      title: wording.text('figure.customersShare'),
      fill: 'var(--category-1)',
      bars: barsOf(segments, 'customersShare', input),
    },
    {
      title: wording.text('figure.revenueShare'),
      fill: 'var(--category-2)',
      bars: barsOf(segments, 'revenueShare', input),
    },
  ];
  const drawn = drawBars({ names, panels, width, direction: wording.direction, description });
  return [{ id: 'segments', description, ...drawn }];
};
