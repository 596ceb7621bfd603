/** Days are counted from the first day of the export, so that no time zone can shift them. */
const millisecondsPerDay = 86_400_000;
const firstDayTime = Date.UTC(2024, 9, 1);

export function dayOf(isoDate: string): number {
  return Math.round((Date.parse(`${isoDate}T00:00:00Z`) - firstDayTime) / millisecondsPerDay);
}

export function isoDateOf(day: number): string {
  return new Date(firstDayTime + day * millisecondsPerDay).toISOString().slice(0, 10);
}

/** The export stops in the middle of a month, as exports do. */
export const lastDay = dayOf('2026-09-14');
export const dayCount = lastDay + 1;
export const allDays: readonly number[] = Array.from({ length: dayCount }, (_, day) => day);

export interface Period {
  first: number;
  last: number;
}

export function period(from: string, to: string): Period {
  return { first: dayOf(from), last: dayOf(to) };
}

export function isWithin(day: number, { first, last }: Period): boolean {
  return day >= first && day <= last;
}

export const ramadan2025 = period('2025-03-01', '2025-03-29');
export const ramadan2026 = period('2026-02-18', '2026-03-19');
/** A month of advertised discounts, which brings many bargain hunters. */
export const campaign = period('2025-11-01', '2025-11-30');

export function isRamadan(day: number): boolean {
  return isWithin(day, ramadan2025) || isWithin(day, ramadan2026);
}

interface Season extends Period {
  /** Purchases against an ordinary day. */
  factor: number;
}

const seasons: readonly Season[] = [
  { ...period('2024-11-24', '2024-11-30'), factor: 1.4 },
  { ...period('2025-02-20', '2025-02-28'), factor: 1.3 },
  { ...period('2025-03-01', '2025-03-19'), factor: 1.4 },
  { ...period('2025-03-20', '2025-03-31'), factor: 2 },
  { ...period('2025-04-05', '2025-04-20'), factor: 0.75 },
  { ...period('2025-05-29', '2025-06-06'), factor: 1.5 },
  { ...period('2025-07-01', '2025-08-20'), factor: 0.8 },
  { ...period('2025-11-01', '2025-11-22'), factor: 1.15 },
  { ...period('2025-11-23', '2025-11-30'), factor: 1.7 },
  { ...period('2026-02-09', '2026-02-17'), factor: 1.3 },
  { ...period('2026-02-18', '2026-03-09'), factor: 1.4 },
  { ...period('2026-03-10', '2026-03-21'), factor: 2 },
  { ...period('2026-03-26', '2026-04-10'), factor: 0.75 },
  { ...period('2026-05-19', '2026-05-27'), factor: 1.5 },
  { ...period('2026-07-01', '2026-08-20'), factor: 0.8 },
];

/** Sunday first; Friday and Saturday are the weekend. */
const weekdayFactors = [0.85, 0.82, 0.86, 0.92, 1.12, 1.27, 1.22] as const;

export function seasonFactor(day: number): number {
  const weekday = new Date(firstDayTime + day * millisecondsPerDay).getUTCDay();
  const season = seasons.find((each) => isWithin(day, each));
  return (weekdayFactors[weekday] ?? 1) * (season?.factor ?? 1);
}

/**
 * Shop time: a clock that runs faster on busy days. Exponential gaps on this clock keep each customer a Poisson
 * buyer while the shop as a whole has its seasons.
 */
const factors = allDays.map(seasonFactor);
const meanFactor = factors.reduce((sum, factor) => sum + factor, 0) / dayCount;
const shopTimes: number[] = [];
for (const factor of factors) shopTimes.push((shopTimes[shopTimes.length - 1] ?? 0) + factor / meanFactor);

export function shopTimeAfter(day: number): number {
  return shopTimes[day] ?? 0;
}

/** The day on which the shop clock reaches a time, or undefined after the last day. */
export function dayAtShopTime(shopTime: number): number | undefined {
  const day = shopTimes.findIndex((time) => time >= shopTime);
  return day < 0 ? undefined : day;
}
