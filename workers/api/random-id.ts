/**
 * An id unlike any other, of small letters and digits. `randomUUID` would do, but browsers have it only on a protected line.
 * @param bytes of chance in it, two digits each
 */
export function randomId(bytes: number): string {
  const chance = crypto.getRandomValues(new Uint8Array(bytes));
  return [...chance].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
