import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { BuiltFile } from '../api/offline';
import { readChecked } from './read-checked';

const text = 'export const version = 1;\n';
const hash = (content: string) => createHash('sha256').update(content).digest('hex');
const built: BuiltFile = { url: 'page.js', revision: null, bytes: text.length, sha256: [hash(text)] };
const ignore = () => undefined;

describe('readChecked', () => {
  it('gives the file with its type and length, and counts what has come', async () => {
    let counted = 0;
    const sent = new Response(text, { headers: { 'content-type': 'text/javascript', 'x-more': '1' } });
    const response = await readChecked(built, sent, (bytes) => (counted += bytes));
    expect(await response.text()).toBe(text);
    expect(counted).toBe(text.length);
    expect([...response.headers]).toEqual([
      ['content-length', String(text.length)],
      ['content-type', 'text/javascript'],
    ]);
  });

  it('takes any of the forms in which it may arrive', async () => {
    const either = { ...built, sha256: [hash('packed'), hash(text)] };
    await expect(readChecked(either, new Response(text), ignore)).resolves.toBeInstanceOf(Response);
  });

  it('takes the word of the host where no hash is known', async () => {
    const unknown = { ...built, sha256: [] };
    await expect(readChecked(unknown, new Response('anything'), ignore)).resolves.toBeInstanceOf(Response);
  });

  it('refuses another content, as a page of a host or the file of another version', async () => {
    const other = readChecked(built, new Response('<!doctype html>'), ignore);
    await expect(other).rejects.toMatchObject({ reason: 'changed', file: 'page.js' });
  });

  it('says whether the host or the connection failed', async () => {
    const refused = readChecked(built, new Response(text, { status: 503 }), ignore);
    await expect(refused).rejects.toMatchObject({ reason: 'missing', file: 'page.js' });
    const broken = new ReadableStream({ pull: (controller) => controller.error(new TypeError('reset')) });
    const cut = readChecked(built, new Response(broken), ignore);
    await expect(cut).rejects.toMatchObject({ reason: 'connection', file: 'page.js' });
  });
});
