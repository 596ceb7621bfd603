import type { Damage } from './document';
import type { Plain, YamlMap } from './yaml-map';

/** Takes the values of a cell out of its YAML, and notes what does not fit or was not asked for. */
export class Reading {
  readonly damages: Damage[];
  private readonly taken = new Set<string>();

  /** @param firstLine line of the block in which the YAML begins */
  constructor(
    private readonly map: YamlMap,
    private readonly firstLine: number,
  ) {
    this.damages = map.damages.map((damage) => ({ ...damage, line: damage.line + firstLine }));
  }

  get keys(): string[] {
    return [...this.map.entries.keys()];
  }

  /** A value, or null when there is none or it does not pass. */
  take<Value extends Plain>(key: string, fits: (value: Plain) => value is Value): Value | null {
    this.taken.add(key);
    const entry = this.map.entries.get(key);
    if (!entry || entry.value === null) return null;
    if (fits(entry.value)) return entry.value;
    this.note('badValue', key, { key, value: shortly(entry.value) });
    return null;
  }

  /** A value that has to be there. */
  need<Value extends Plain>(key: string, fits: (value: Plain) => value is Value): Value | null {
    const value = this.take(key, fits);
    if (value === null && !this.map.entries.has(key) && this.map.damages.length === 0)
      this.damages.push({ code: 'missingKey', line: this.firstLine, values: { key } });
    return value;
  }

  note(code: Damage['code'], key: string, values: Damage['values']): void {
    const line = this.firstLine + (this.map.entries.get(key)?.line ?? 0);
    this.damages.push({ code, line, values });
  }

  /** Notes the entries nobody has taken; they stay in the text. */
  finish(): Damage[] {
    for (const key of this.keys) if (!this.taken.has(key)) this.note('unknownKey', key, { key });
    return this.damages;
  }
}

const longest = 40;

/** A value in a few letters, to name it. */
export function shortly(value: Plain): string {
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

export const isText = (value: Plain): value is string => typeof value === 'string';
export const isNumber = (value: Plain): value is number =>
  typeof value === 'number' && Number.isFinite(value);
export const isFlag = (value: Plain): value is boolean => typeof value === 'boolean';
export const isScalar = (value: Plain): value is string | number | boolean =>
  isText(value) || isNumber(value) || isFlag(value);
export const isList = (value: Plain): value is Plain[] => Array.isArray(value);
export const isRecord = (value: Plain): value is Record<string, Plain> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
export const isTexts = (value: Plain): value is (string | number)[] =>
  isList(value) && value.every((each) => isText(each) || isNumber(each));
export const isDay = (value: Plain): value is string =>
  isText(value) &&
  /^\d{4}-\d{2}-\d{2}$/.test(value) &&
  new Date(`${value}T00:00:00Z`).toJSON()?.startsWith(value) === true;
export const oneOf =
  <Option extends string>(options: readonly Option[]) =>
  (value: Plain): value is Option =>
    options.some((option) => option === value);
