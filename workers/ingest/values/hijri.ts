/**
 * The Umm al-Qura calendar, from `Intl`, as the days on which its months begin. Built once.
 */

export const firstHijriYear = 1300;
export const lastHijriYear = 1500;

const millisecondsPerDay = 86_400_000;
/** 1 Muharram 1300 is 12 November 1882. */
const searchFrom = Date.UTC(1882, 10, 1) / millisecondsPerDay;

function buildMonthStarts(): number[] {
  const format = new Intl.DateTimeFormat('en-u-ca-islamic-umalqura-nu-latn', {
    timeZone: 'UTC',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
  });
  const partsOf = (day: number) =>
    Object.fromEntries(
      format.formatToParts(day * millisecondsPerDay).map(({ type, value }) => [type, Number(value)]),
    );
  const months = (lastHijriYear - firstHijriYear + 1) * 12;
  const starts: number[] = [];
  let day = searchFrom;
  while (partsOf(day).day !== 1 || partsOf(day).month !== 1) day++;
  while (starts.length < months) {
    starts.push(day);
    // A month has 29 days or 30.
    day += partsOf(day + 29).day === 1 ? 29 : 30;
  }
  starts.push(day);
  return starts;
}

let built: number[] | undefined;

/** Days since 1970-01-01 on which each month from Muharram 1300 begins, and the day after the last. */
function hijriMonthStarts(): readonly number[] {
  built ??= buildMonthStarts();
  return built;
}

/** Mean length of a month in days: month `index` begins about `index` of these after the first. */
export const meanMonth = 29.530588;

/**
 * The same as a text for SQL, where a list of two thousand numbers costs much: the letter at each place says how
 * many days after `floor(index * meanMonth) + base` the month begins, from "A" for none.
 */
export function hijriCorrections(): { base: number; letters: string } {
  const starts = hijriMonthStarts();
  const late = starts.map((start, index) => start - Math.floor(index * meanMonth));
  const base = Math.min(...late);
  return { base, letters: late.map((days) => String.fromCharCode(65 + days - base)).join('') };
}

/** @returns days since 1970-01-01, null for a day that the calendar does not have */
export function hijriDay(year: number, month: number, day: number): number | null {
  if (year < firstHijriYear || year > lastHijriYear || month < 1 || month > 12 || day < 1) return null;
  const starts = hijriMonthStarts();
  const index = (year - firstHijriYear) * 12 + month - 1;
  return day <= starts[index + 1] - starts[index] ? starts[index] + day - 1 : null;
}
