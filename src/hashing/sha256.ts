/** A piece that is hashed in a few milliseconds, so that the page answers in between. */
const pieceBytes = 2 ** 20;

/** SHA-256 (FIPS 180-4), 32 bytes. Browsers hash only on a protected line or this computer itself; else a library does. */
export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const { subtle } = crypto as { subtle?: SubtleCrypto };
  return subtle ? new Uint8Array(await subtle.digest('SHA-256', bytes)) : sha256WithoutBrowser(bytes);
}

/** For a browser that refuses. */
export async function sha256WithoutBrowser(bytes: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const { sha256: algorithm } = await import('@noble/hashes/sha2.js');
  const hash = algorithm.create();
  for (let start = 0; start < bytes.length; start += pieceBytes) {
    hash.update(bytes.subarray(start, start + pieceBytes));
    await new Promise((resolve) => setTimeout(resolve));
  }
  return Uint8Array.from(hash.digest());
}

/** Two digits a byte, small letters. */
export const hexadecimal = (bytes: Uint8Array): string =>
  [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
