import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { fetchUnpacked } from './fetch-unpacked';

afterEach(() => vi.unstubAllGlobals());

/** A host that sends bytes in pieces, and says how many there are where it knows. */
function host(pieces: readonly Uint8Array[], announced: number | null, status = 200): void {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const piece of pieces) controller.enqueue(piece);
      controller.close();
    },
  });
  const headers: Record<string, string> = announced === null ? {} : { 'content-length': String(announced) };
  vi.stubGlobal('fetch', () => Promise.resolve(new Response(body, { status, headers })));
}

const wasm = (more: Uint8Array) => Uint8Array.of(0, 0x61, 0x73, 0x6d, ...more);
const bytesOf = async (response: Response) => new Uint8Array(await response.arrayBuffer());

/** In pieces of the given length. */
function cut(bytes: Uint8Array, length: number): Uint8Array[] {
  const starts = Array.from({ length: Math.ceil(bytes.length / length) }, (_, index) => index * length);
  return starts.map((start) => bytes.slice(start, start + length));
}

const content = fc.uint8Array({ maxLength: 2000 }).map(wasm);
const pieceLength = fc.integer({ min: 1, max: 700 });

describe('fetchUnpacked', () => {
  it('gives the same bytes whether they come packed or plain, in whatever pieces', async () => {
    await fc.assert(
      fc.asyncProperty(content, pieceLength, fc.boolean(), async (bytes, length, isPacked) => {
        host(cut(isPacked ? gzipSync(bytes) : bytes, length), null);
        const response = await fetchUnpacked('engine.bin');
        expect(response.headers.get('content-type')).toBe('application/wasm');
        expect(await bytesOf(response)).toEqual(bytes);
      }),
    );
  });

  it('tells how much of what is sent has come', async () => {
    const sent = gzipSync(wasm(new Uint8Array(5000)));
    const half = Math.ceil(sent.length / 2);
    host(cut(sent, half), sent.length);
    const told: (number | null)[] = [];
    await bytesOf(await fetchUnpacked('engine.bin', (fraction) => told.push(fraction)));
    expect(told).toEqual([half / sent.length, 1]);
  });

  it('never tells more than all, where a host announces what it packed once more', async () => {
    const plain = wasm(new Uint8Array(5000));
    host([plain], gzipSync(plain).length);
    const told: (number | null)[] = [];
    expect(await bytesOf(await fetchUnpacked('engine.bin', (fraction) => told.push(fraction)))).toEqual(
      plain,
    );
    expect(told).toEqual([1]);
  });

  it('knows no part where the length is not known', async () => {
    host([wasm(new Uint8Array(10))], null);
    const told: (number | null)[] = [];
    await bytesOf(await fetchUnpacked('engine.bin', (fraction) => told.push(fraction)));
    expect(told).toEqual([null]);
  });

  it('fails where the host has no such file, and where it breaks off', async () => {
    host([new TextEncoder().encode('Not found')], null, 404);
    await expect(fetchUnpacked('engine.bin')).rejects.toThrow('404');
    const sent = gzipSync(wasm(new Uint8Array(5000)));
    expect(gunzipSync(sent)).toHaveLength(5004);
    host([sent.subarray(0, sent.length - 12)], null);
    await expect(fetchUnpacked('engine.bin').then(bytesOf)).rejects.toThrow();
  });
});
