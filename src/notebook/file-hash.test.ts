import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { fileHash } from './file-hash';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();

it('is the SHA-256 of a small file', async () => {
  // The first test vector of FIPS 180-2.
  const expected = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
  expect(await fileHash(new Blob(['abc']))).toBe(`sha256:${expected}`);
});

it('is made of the pieces of a large one', async () => {
  const bytes = new Uint8Array(16 * 2 ** 20 + 5).map((_, place) => place % 251);
  const pieces = [bytes.subarray(0, 16 * 2 ** 20), bytes.subarray(16 * 2 ** 20)];
  const expected = sha256(Buffer.concat(pieces.map(sha256))).toString('hex');
  expect(await fileHash(new Blob([bytes]))).toBe(`sha256-16m:${expected}`);
});
