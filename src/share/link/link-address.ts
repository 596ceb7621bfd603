import { mostBytes } from './pack-text';
import type { Fragment } from './link';

/**
 * The longest address that is offered, in characters. Browsers take far more (Chromium 2 MB), but a link passes through other
 * programs first: RFC 9110, section 4.1, asks of whatever passes addresses on to take 8000 at least.
 */
export const longestLink = 8000;

/** Some programs for messages take no more (Discord), or cut the address (old Outlook: 2083). */
export const longestMessage = 2000;

/** The page's own address, without what else it was opened with. */
export function addressOf(fragment: Fragment): string {
  return location.origin + location.pathname + fragment;
}

/** Whether a link of this length is any use. A text that nobody could unpack again is too long, however well it packs. */
export function isTooLong(address: string, text: string): boolean {
  return address.length > longestLink || new TextEncoder().encode(text).length > mostBytes;
}

/** Whether the page is served by the person's own computer, where nobody else gets to. */
export function isLocal(hostname = location.hostname): boolean {
  return /^(localhost|127(\.\d+){3}|\[::1\]|.*\.localhost)$/.test(hostname);
}
