import type { BrowserContext } from '@playwright/test';

/** What Chromium says when a policy, or Trusted Types, kept something from happening. */
const refusal = /content[- ]security[- ]policy|refused to|permissions[- ]policy|trusted ?(type|html|script)/i;

/** What pages and workers were refused by their policy. */
export interface PolicyViolations {
  readonly messages: string[];
  /** For the one test that breaks it on purpose. */
  forget(): void;
}

/** Notes what is refused in any page or worker of the context, from their first moment on. */
export async function watchPolicy(context: BrowserContext): Promise<PolicyViolations> {
  const messages: string[] = [];
  context.on('console', (message) => {
    if (refusal.test(message.text())) messages.push(message.text());
  });
  // Not every refusal is written to the console.
  await context.addInitScript(() =>
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sample }) =>
      console.error(`Content-Security-Policy: ${effectiveDirective} refused ${blockedURI} ${sample}`),
    ),
  );
  return { messages, forget: () => messages.splice(0) };
}
