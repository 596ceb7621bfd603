import type { Suspicion } from '../../api';
import type { ProfileDays, ProfiledColumn } from '../profiled-column';
import { dayOf, isoDay } from '../raw-table';

/** A stretch of days without rows is a gap when it is at least this long … */
const fewestDays = 14;
/** … and the step over it at least this many times the usual one from a day with rows to the next. */
const timesUsual = 5;
/** Of fewer different days nobody can say what is usual. */
const fewestSteps = 10;

/** timeGap: the longest stretch, its first and last day without a row, and the usual step (the median, in days). */
export function timeGap({ column, values }: ProfiledColumn, { today }: ProfileDays): Suspicion[] {
  if (!values.counted) return [];
  // What is dated ahead is a suspicion of its own, and would make a gap of every mistyped year.
  const days = values.counted.values.filter((day) => day <= dayOf(today));
  const steps = Float64Array.from(
    { length: Math.max(0, days.length - 1) },
    (_, index) => days[index + 1] - days[index],
  );
  if (steps.length < fewestSteps) return [];
  const longest = steps.reduce((most, step, index) => (step > steps[most] ? index : most), 0);
  const usual = median(steps);
  const empty = steps[longest] - 1;
  if (empty < fewestDays || steps[longest] < timesUsual * usual) return [];
  const [from, to] = [isoDay(days[longest] + 1), isoDay(days[longest + 1] - 1)];
  return [{ code: 'timeGap', values: { column: column.name, from, to, days: empty, usual } }];
}

function median(values: Float64Array): number {
  const sorted = values.slice().sort();
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
