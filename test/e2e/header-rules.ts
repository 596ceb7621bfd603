import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface HeaderRule {
  path: string;
  headers: [name: string, value: string][];
}

/** The rules of the folder's `_headers`, as Netlify and Cloudflare Pages read them. */
export function headerRules(folder: string): HeaderRule[] {
  const blocks = readFileSync(join(folder, '_headers'), 'utf8')
    .trim()
    .split(/\n\s*\n/);
  return blocks.map((block) => {
    const [path, ...lines] = block.split('\n');
    const headers = lines.map((line) => /^\s+([\w-]+): (.+)$/.exec(line)!);
    return { path, headers: headers.map(([, name, value]) => [name, value]) };
  });
}

/** What the host sends with a path, which begins with a slash. */
export function headersFor(rules: readonly HeaderRule[], path: string): Record<string, string> {
  const fits = (rule: string) => (rule.endsWith('*') ? path.startsWith(rule.slice(0, -1)) : path === rule);
  return Object.fromEntries(rules.filter((rule) => fits(rule.path)).flatMap(({ headers }) => headers));
}
