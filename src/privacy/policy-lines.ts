/** One line of the policy: what it is about, and what is allowed. */
export interface PolicyLine {
  name: string;
  value: string;
}

/** Takes a Content-Security-Policy apart. */
export function policyLines(policy: string): PolicyLine[] {
  return policy
    .split(';')
    .map((line) => line.trim().split(/\s+/))
    .filter(([name]) => name)
    .map(([name, ...values]) => ({ name, value: values.join(' ') }));
}

/** The policy that stands in the page itself; null where there is none, as while it is being developed. */
export function pagePolicy(document: Document): string | null {
  const meta = document.querySelector<HTMLMetaElement>('meta[http-equiv="Content-Security-Policy"]');
  return meta?.content ?? null;
}

const known = [
  'default-src',
  'script-src',
  'worker-src',
  'connect-src',
  'img-src',
  'style-src',
  'font-src',
  'manifest-src',
  'base-uri',
  'form-action',
  'require-trusted-types-for',
  'trusted-types',
] as const;

/** The key by which a line is explained; a line of another name is explained as such. */
export function explained(name: string): (typeof known)[number] | 'other' {
  return known.find((each) => each === name) ?? 'other';
}
