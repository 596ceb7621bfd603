import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { hexadecimal, sha256, sha256WithoutBrowser } from './sha256';

const lengths = [0, 1, 55, 56, 63, 64, 65, 2 ** 20, 2 ** 20 + 1];

describe.each([
  ['the browser', sha256],
  ['the library', sha256WithoutBrowser],
])('a hash by %s', (_, hash) => {
  it('is that of the test vectors of FIPS 180', async () => {
    const message = new TextEncoder().encode('abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq');
    expect(hexadecimal(await hash(message))).toBe(
      '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
    );
  });

  it.each(lengths)('is the same as by another hand, for %i bytes', async (length) => {
    const bytes = Uint8Array.from({ length }, (__, place) => (place * 31) % 256);
    expect(hexadecimal(await hash(bytes))).toBe(createHash('sha256').update(bytes).digest('hex'));
  });
});
