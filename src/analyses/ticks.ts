/** Round numbers (1, 2 or 5 times a power of ten) that cover the range, about `count` steps. */
export function roundTicks(least: number, most: number, count = 4): number[] {
  const span = most - least;
  if (!(span > 0)) return [least];
  const rough = span / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((size) => size >= rough * 0.999) ?? rough;
  const first = Math.floor(least / step + 1e-9);
  const last = Math.ceil(most / step - 1e-9);
  return Array.from({ length: last - first + 1 }, (_, index) =>
    Number(((first + index) * step).toPrecision(12)),
  );
}

/** Ticks from 0 for a share of a whole; a whole is never exceeded. */
export function shareTicks(most: number): number[] {
  if (most > 0.6) return [0, 0.25, 0.5, 0.75, 1];
  return roundTicks(0, most > 0 ? most : 0.1);
}

export function extentOf(ticks: readonly number[]): [number, number] {
  const [first, last] = [ticks[0], ticks[ticks.length - 1]];
  return first === last ? [first, first + 1] : [first, last];
}

/** The smallest of the steps at which labels of this width don't touch. */
export function stepFor(steps: readonly number[], pixelsPerUnit: number, labelWidth: number): number {
  const fitting = steps.find((step) => step * pixelsPerUnit >= labelWidth + 12);
  if (fitting !== undefined) return fitting;
  const largest = steps[steps.length - 1];
  return Math.ceil((labelWidth + 12) / pixelsPerUnit / largest) * largest;
}
