import { describe, expect, it } from 'vitest';
import { headerFiles } from '../../.ci/header-files';
import { explained, policyLines } from '../../src/privacy/policy-lines';
import { policy } from '../../workers/policy';

describe('the policy', () => {
  const lines = policyLines(policy);
  const value = (name: string) => lines.find((line) => line.name === name)?.value;

  it('allows no code but our own files, and no address but our own', () => {
    expect(value('default-src')).toBe("'none'");
    expect(value('script-src')).toBe("'self' 'wasm-unsafe-eval'");
    expect(value('connect-src')).toBe("'self'");
    expect(policy).not.toMatch(/'unsafe-(inline|eval|hashes)'|https?:|\*/);
  });

  it('is explained line by line on the page', () => {
    expect(lines.map(({ name }) => explained(name))).toEqual(lines.map(({ name }) => name));
    expect(explained('frame-src')).toBe('other');
  });
});

describe('the header files', () => {
  const files = headerFiles();
  const hosts = Object.entries(files).filter(([name]) => name !== 'headers/README.txt');

  it.each(hosts)('%s sends the whole policy, and forbids framing', (_name, content) => {
    expect(content).toContain(`${policy}; frame-ancestors 'none'`);
    for (const header of ['X-Content-Type-Options', 'Referrer-Policy', 'Cross-Origin-Opener-Policy'])
      expect(content).toContain(header);
    expect(content).toContain('camera=()');
    expect(content).toContain('immutable');
    expect(content).toContain('no-cache');
  });

  it('are each named in the note that lies beside them', () => {
    for (const [name] of hosts) expect(files['headers/README.txt']).toContain(name.replace('headers/', ''));
  });

  it('are well formed where their format can be read here', () => {
    for (const [name, content] of hosts) if (name.endsWith('.json')) JSON.parse(content);
    // Every element of the only XML file is closed.
    const open = [...files['headers/web.config'].matchAll(/<(\w+)(?:\s[^>]*[^/])?>/g)].map(([, tag]) => tag);
    const closed = [...files['headers/web.config'].matchAll(/<\/(\w+)>/g)].map(([, tag]) => tag);
    expect(closed.sort()).toEqual(open.sort());
  });
});
