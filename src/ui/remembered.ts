/** Small choices kept between visits. Storage may be forbidden; the page then simply forgets. */
export function remember(name: string, value: string): void {
  try {
    localStorage.setItem(`wafa.${name}`, value);
  } catch {
    return;
  }
}

export function remembered<Value extends string>(name: string, allowed: readonly Value[]): Value | null {
  try {
    const stored = localStorage.getItem(`wafa.${name}`);
    return allowed.find((value) => value === stored) ?? null;
  } catch {
    return null;
  }
}
