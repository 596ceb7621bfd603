import type { Tick } from '../../analyses/drawing-axes';
import type { Wording } from '../../analyses/figure';
import { roundTicks } from '../../analyses/ticks';

/** Columns that hold parts of one, by their names. */
const shareColumn = /(rate|share|percent)$/i;
const yearColumn = /(^|[_\s])year$/i;
/** Columns whose values mean nothing when they are added up. */
const ratioColumn = /(rate|mean|average|avg|median)$|^(mean|average|avg|median)/i;

/** How the numbers of a column are written. */
export interface NumberFormat {
  text(value: number): string;
  /** Round values that cover the range, about `count` steps. */
  ticks(least: number, most: number, count?: number): Tick[];
}

export function isRatio(name: string): boolean {
  return ratioColumn.test(name);
}

const units = [1e9, 1e6, 1e3];
const mostGrouped = 1e15;

/** Decimals that tell neighbours a step apart, where numbers are written in units of `unit`. */
function decimals(step: number, unit = 1): number {
  return Math.max(0, Math.min(8, -Math.floor(Math.log10(step / unit) + 1e-9)));
}

function tickFormat(size: number, step: number): Intl.NumberFormatOptions {
  if (size >= mostGrouped || (size > 0 && size < 1e-6)) return { notation: 'scientific' };
  if (size < 100_000) return { maximumFractionDigits: decimals(step) };
  const unit = units.find((each) => size >= each) ?? 1;
  return { notation: 'compact', maximumFractionDigits: decimals(step, unit) };
}

function valueFormat(size: number): Intl.NumberFormatOptions {
  if (size >= mostGrouped || (size > 0 && size < 1e-6))
    return { notation: 'scientific', maximumFractionDigits: 2 };
  if (size > 0 && size < 1) return { maximumSignificantDigits: 3 };
  return { maximumFractionDigits: size >= 1000 ? 0 : 2 };
}

/**
 * @param values as they are drawn
 * @param rows the values of the rows: parts of one are shown in per cent only while none of these exceeds a whole
 */
export function numberFormat(
  name: string | null,
  values: readonly number[],
  wording: Wording,
  rows = values,
): NumberFormat {
  const isPart = name !== null && shareColumn.test(name) && rows.every((value) => Math.abs(value) <= 1);
  const isWhole = values.every((value) => Number.isInteger(value));
  const isYear = name !== null && yearColumn.test(name) && isWhole;
  const plain = isYear ? { useGrouping: false } : {};
  const label = (value: number, size: number, step: number): string =>
    isPart
      ? wording.percent(value, decimals(step * 100))
      : wording.number(value, isYear ? plain : tickFormat(size, step));
  const text = (value: number): string =>
    isPart ? wording.percent(value, 1) : wording.number(value, { ...valueFormat(Math.abs(value)), ...plain });
  return {
    text,
    ticks(least, most, count = 4) {
      const places = roundTicks(least, most, isWhole ? Math.max(1, Math.min(count, most - least)) : count);
      if (places.length === 1) return places.map((value) => ({ value, text: text(value) }));
      const step = places[1] - places[0];
      const size = Math.max(Math.abs(least), Math.abs(most));
      return places.map((value) => ({ value, text: label(value, size, step) }));
    },
  };
}
