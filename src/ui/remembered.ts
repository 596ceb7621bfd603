const fullName = (name: string): string => `wafa.${name}`;

/** Small choices kept between visits. Storage may be forbidden; the page then simply forgets. */
export function remember(name: string, value: string): void {
  try {
    localStorage.setItem(fullName(name), value);
  } catch {
    return;
  }
}

export function remembered<Value extends string>(name: string, allowed: readonly Value[]): Value | null {
  try {
    const stored = localStorage.getItem(fullName(name));
    return allowed.find((value) => value === stored) ?? null;
  } catch {
    return null;
  }
}

/** Like `remember`, for what is more than a word. */
export function rememberData(name: string, value: unknown): void {
  remember(name, JSON.stringify(value));
}

/** Whatever was kept, unchecked; null when it is nothing or no longer readable. */
export function rememberedData(name: string): unknown {
  try {
    return JSON.parse(localStorage.getItem(fullName(name)) ?? 'null');
  } catch {
    return null;
  }
}
