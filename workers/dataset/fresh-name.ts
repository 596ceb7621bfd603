let made = 0;

/** A name that no earlier session has given either. */
export function freshName(kind: string): string {
  made += 1;
  return `${kind}_${Date.now().toString(36)}_${made}`;
}
