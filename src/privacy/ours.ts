/** All that Wafa keeps is named after it; others may keep things of their own at the same origin. */
export function isOurs(name: string): boolean {
  return /^wafa\b/.test(name);
}
