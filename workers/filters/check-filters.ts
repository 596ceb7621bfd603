import { periodUnits, type CountedDataset, type CustomerFilter, type PeriodUnit } from '../api';
import { EngineError } from '../duckdb/engine-error';
import { buildCalendar, isoToDay } from '../model/calendar';
import { segments, type Segment } from '../model/rfm-segments';

/** What a customer has to meet. Days count from 1970-01-01, both ends included. */
export type Condition =
  | { kind: 'firstDay'; from: number; to: number }
  | { kind: 'segment'; segments: Segment[] }
  | { kind: 'attribute'; name: string; values: (string | null)[] };

/** Filters as they are worked with: checked, and in one order whatever order they were given in. */
export interface CheckedFilters {
  conditions: Condition[];
  /** Last day that counts; null where it is that of the data. */
  until: number | null;
  /** Equal for filters that mean the same. */
  key: string;
}

/** @throws EngineError `parametersInvalid` for what can't be meant, or not of this data */
export function checkFilters(filters: readonly CustomerFilter[], dataset: CountedDataset): CheckedFilters {
  const ends = filters.flatMap((filter) => endOf(filter, dataset));
  const until = ends.length > 0 ? Math.min(...ends) : null;
  const written = new Set(
    filters.flatMap((filter) => conditionsOf(filter, dataset)).map((each) => JSON.stringify(each)),
  );
  const sorted = [...written].sort();
  return {
    conditions: sorted.map((text) => JSON.parse(text) as Condition),
    until,
    key: `${until ?? ''} ${sorted.join(' ')}`,
  };
}

function endOf(filter: CustomerFilter, dataset: CountedDataset): number[] {
  if (filter.kind !== 'dates' || filter.to === null) return [];
  const to = dayOf(filter, filter.to);
  return to < isoToDay(dataset.asOf ?? '')! ? [to] : [];
}

function conditionsOf(filter: CustomerFilter, dataset: CountedDataset): Condition[] {
  switch (filter.kind) {
    case 'dates': {
      if (dataset.asOf === null) throw invalid(filter);
      const from = filter.from === null ? null : dayOf(filter, filter.from);
      const begins = isoToDay(dataset.from ?? '')!;
      return from === null || from <= begins ? [] : [{ kind: 'firstDay', from, to: endOfTime }];
    }
    case 'cohort':
      if (dataset.asOf === null || !periodUnits.includes(filter.unit)) throw invalid(filter);
      return [{ kind: 'firstDay', ...daysOf(filter, filter.unit, filter.period, dataset) }];
    case 'segment': {
      const chosen = segments.filter((segment) => filter.segments.includes(segment));
      if (dataset.kind !== 'purchases' || chosen.length < new Set(filter.segments).size)
        throw invalid(filter);
      return [{ kind: 'segment', segments: chosen }];
    }
    case 'attribute': {
      const { name } = filter;
      if (!dataset.attributes.some((attribute) => attribute.name === name)) throw invalid(filter);
      return [{ kind: 'attribute', name, values: [...new Set(filter.values)].sort() }];
    }
    default:
      throw invalid(filter);
  }
}

const endOfTime = 2_147_483_647;
/** A period that the calendar does not have: nobody's first purchase lies in it. */
const noDays = { from: 1, to: 0 };

/** The days of the period that a date names as its first. */
function daysOf(filter: CustomerFilter, unit: PeriodUnit, period: string, { options }: CountedDataset) {
  const day = dayOf(filter, period);
  const [{ firstDay, lastDay }] = buildCalendar(unit, options.weekStart, day, day).periods;
  return firstDay === day ? { from: firstDay, to: lastDay } : noDays;
}

function dayOf(filter: CustomerFilter, iso: string): number {
  const day = isoToDay(iso);
  if (day === null) throw invalid(filter);
  return day;
}

function invalid({ kind }: CustomerFilter): EngineError {
  const message = `A filter by ${kind} does not fit the data.`;
  return new EngineError('parametersInvalid', message, { values: { parameter: 'filters', value: kind } });
}
