import { EngineError } from '../duckdb/engine-error';

/** Offset of a zone from UTC in minutes at an instant. */
function offsetMinutes(format: Intl.DateTimeFormat, milliseconds: number): number {
  const part = Object.fromEntries(
    format.formatToParts(milliseconds).map(({ type, value }) => [type, Number(value)]),
  );
  const local = Date.UTC(part.year, part.month - 1, part.day, part.hour % 24, part.minute, part.second);
  return Math.round((local - milliseconds) / 60_000);
}

/** Formats an instant in a zone. */
function zoneFormat(timeZone: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch {
    throw new EngineError('optionsInvalid', `There is no time zone "${timeZone}".`, { values: { timeZone } });
  }
}

/** @throws EngineError `optionsInvalid` for a zone that nobody knows */
export function checkTimeZone(timeZone: string): void {
  zoneFormat(timeZone);
}

const hour = 3_600_000;
const firstYear = Date.UTC(1990, 0, 1);
const lastYear = Date.UTC(2050, 0, 1);

/** The instants at which a zone's offset changes, to the minute, with the offset from then on. */
export function zoneTransitions(timeZone: string): { from: number; minutes: number }[] {
  const format = zoneFormat(timeZone);
  const transitions = [{ from: -Infinity, minutes: offsetMinutes(format, firstYear) }];
  const step = 24 * 14 * hour;
  for (let start = firstYear; start < lastYear; start += step) {
    let [low, high] = [start, start + step];
    const after = offsetMinutes(format, high);
    if (after === offsetMinutes(format, low)) continue;
    while (high - low > 60_000) {
      const middle = Math.floor((low + high) / 120_000) * 60_000;
      if (offsetMinutes(format, middle) === after) high = middle;
      else low = middle;
    }
    transitions.push({ from: high, minutes: after });
  }
  return transitions;
}

/** SQL for the microseconds to add to an instant (microseconds since 1970) to get the zone's own clock. */
export function zoneOffsetSql(instant: string, timeZone: string): string {
  if (timeZone === 'UTC') return '0';
  const microseconds = (minutes: number) => String(minutes * 60_000_000);
  const transitions = zoneTransitions(timeZone).reverse();
  const cases = transitions
    .filter(({ from }) => from !== -Infinity)
    .map(({ from, minutes }) => `WHEN ${instant} >= ${from}000 THEN ${microseconds(minutes)}`);
  const earliest = microseconds(transitions[transitions.length - 1].minutes);
  return cases.length > 0 ? `CASE ${cases.join(' ')} ELSE ${earliest} END` : earliest;
}
