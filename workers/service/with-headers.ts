import type { WorkboxPlugin } from 'workbox-core';
import { policy } from '../policy';

const guards = {
  'content-security-policy': `${policy}; frame-ancestors 'none'`,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
};

/**
 * What is answered from this device carries the headers that a host might not send. A worker takes its policy from its
 * own answer, not from the page's meta tag.
 */
export const withHeaders: WorkboxPlugin = {
  handlerWillRespond: async ({ response }) => {
    const headers = new Headers(response.headers);
    for (const [name, value] of Object.entries(guards)) headers.set(name, value);
    return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
  },
};
