import * as Plot from '@observablehq/plot';
import type { Chart } from '../chart-layout';
import type { Scale } from '../drawing-frame';
import { labelMark } from '../drawing-labels';
import type { FigureInput } from '../figure';
import type { Group, HazardBar } from './curve-data';

/** A group that hardly anybody leaves has a peak wherever somebody does: so many are marked, the clearest ones. */
const markedPeaks = 3;

interface MarkedPeak {
  bar: HazardBar;
  colour: string;
}

export function peaksOf({ hazard, colour }: Group, grouped: boolean): MarkedPeak[] {
  const peaks = hazard.filter((bar) => bar.peak);
  if (!grouped) return peaks.map((bar) => ({ bar, colour: 'var(--warn)' }));
  const clearness = (bar: HazardBar): number => bar.lower ?? bar.hazard;
  const clearest = peaks.sort((a, b) => clearness(b) - clearness(a)).slice(0, markedPeaks);
  return clearest.map((bar) => ({ bar, colour }));
}

/** A peak lower than this part of the highest one goes without its number. */
const leastLabelled = 0.2;

/** The highest peaks that have room for their number beside each other. */
function labelledPeaks(peaks: readonly MarkedPeak[], x: Scale): HazardBar[] {
  const chosen: HazardBar[] = [];
  const bars = peaks.map(({ bar }) => bar).sort((a, b) => b.hazard - a.hazard);
  for (const bar of bars) {
    if (bar.hazard < leastLabelled * bars[0].hazard) break;
    if (chosen.every((other) => Math.abs(x(other.time) - x(bar.time)) > 44)) chosen.push(bar);
  }
  return chosen.slice(0, 3);
}

/** Peaks are marked by a shape and their number, whatever their colour. */
export function peakMarks(
  peaks: readonly MarkedPeak[],
  chart: Chart,
  x: Scale,
  input: FigureInput,
): Plot.Markish[] {
  const labels = labelledPeaks(peaks, x).map((bar) => ({
    x: x(bar.time + 0.5),
    y: chart.y(bar.hazard) - 18,
    text: input.wording.percent(bar.hazard, 0),
  }));
  return [
    Plot.dot(peaks, {
      x: ({ bar }: MarkedPeak) => bar.time + 0.5,
      y: ({ bar }: MarkedPeak) => bar.hazard,
      dy: -7,
      symbol: 'triangle',
      rotate: 180,
      r: 4,
      fill: { value: ({ colour }: MarkedPeak) => colour, scale: null },
    }),
    labelMark(labels, chart.frame.direction, { weight: 600, fill: 'var(--ink)', halo: true }),
  ];
}
