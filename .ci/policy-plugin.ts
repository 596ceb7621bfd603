import type { Plugin } from 'vite';
import { policy } from '../workers/policy.ts';
import { everywhere, headerFiles } from './header-files.ts';

const charset = /<meta charset="utf-8" ?\/?>/i;

/** The page's text with the policy in it, before anything that the policy is about. */
function withPolicy(html: string): string {
  if (!charset.test(html))
    throw new Error('index.html has no <meta charset="utf-8"> to put the policy after.');
  const content = policy.replaceAll('"', '&quot;');
  return html.replace(
    charset,
    (tag) => `${tag}\n    <meta http-equiv="Content-Security-Policy" content="${content}" />`,
  );
}

/**
 * Writes the policy into the built page, and beside it the ready header files for hosts that can send headers. What
 * serves the built page here sends the same headers; the development server is left alone: its own scripts need what the policy forbids.
 */
export function policyPlugin(): Plugin {
  return {
    name: 'wafa-policy',
    apply: (_, { command, isPreview }) => command === 'build' || isPreview === true,
    config: () => ({ preview: { headers: everywhere } }),
    transformIndexHtml: { order: 'post', handler: withPolicy },
    generateBundle() {
      for (const [fileName, source] of Object.entries(headerFiles()))
        this.emitFile({ type: 'asset', fileName, source });
    },
  };
}
