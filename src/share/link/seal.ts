/** A text that only a passphrase opens: how the key is made of it, and what it was sealed with. */
export interface Sealed {
  iterations: number;
  salt: Uint8Array<ArrayBuffer>;
  iv: Uint8Array<ArrayBuffer>;
  /** With its tag of 16 bytes at the end. */
  ciphertext: Uint8Array<ArrayBuffer>;
}

export const saltBytes = 16;
/** What AES-GCM is made for (NIST SP 800-38D, section 8.2). */
export const ivBytes = 12;
export const tagBytes = 16;

/** What OWASP asks of PBKDF2 with HMAC-SHA-256 (Password Storage Cheat Sheet, 2023): a guess then costs a third of a second. */
const iterationsNow = 600_000;
/** A link says how often; one that would keep the page busy for minutes is refused. */
export const mostIterations = 5_000_000;

/** Browsers keep these tools from pages that came over an unprotected line. */
export function canSeal(): boolean {
  return (globalThis.crypto as Crypto | undefined)?.subtle !== undefined;
}

/** The same letters can be typed in several ways (RFC 8265, section 4.2), and what is pasted often brings a space along. */
export function tidyPassphrase(typed: string): string {
  return typed.normalize('NFC').trim();
}

async function keyOf(passphrase: string, salt: BufferSource, iterations: number): Promise<CryptoKey> {
  const secret = new TextEncoder().encode(tidyPassphrase(passphrase));
  const material = await crypto.subtle.importKey('raw', secret, 'PBKDF2', false, ['deriveKey']);
  return crypto.subtle.deriveKey(
    { name: 'PBKDF2', hash: 'SHA-256', salt, iterations },
    material,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  );
}

/** Version and parameters stand outside of what is encrypted; bound to it, they can't be exchanged. */
function boundTo({ iterations, salt, iv }: Omit<Sealed, 'ciphertext'>): Uint8Array<ArrayBuffer> {
  const head = new TextEncoder().encode(`wafa s=1.${iterations}.`);
  return new Uint8Array([...head, ...salt, ...iv]);
}

const algorithm = (parameters: Omit<Sealed, 'ciphertext'>): AesGcmParams => ({
  name: 'AES-GCM',
  iv: parameters.iv,
  additionalData: boundTo(parameters),
  tagLength: 8 * tagBytes,
});

/** How a text is sealed; only tests, which seal many, take anything else. */
export const asSealedNow = {
  iterations: iterationsNow,
  random: (length: number): Uint8Array<ArrayBuffer> => crypto.getRandomValues(new Uint8Array(length)),
};

export async function seal(
  content: Uint8Array<ArrayBuffer>,
  passphrase: string,
  { iterations, random } = asSealedNow,
): Promise<Sealed> {
  const parameters = { iterations, salt: random(saltBytes), iv: random(ivBytes) };
  const key = await keyOf(passphrase, parameters.salt, parameters.iterations);
  const encrypted = await crypto.subtle.encrypt(algorithm(parameters), key, content);
  return { ...parameters, ciphertext: new Uint8Array(encrypted) };
}

/** Null for another passphrase, or when anything of it was changed: the two can't be told apart. */
export async function unseal(
  { ciphertext, ...parameters }: Sealed,
  passphrase: string,
): Promise<Uint8Array | null> {
  try {
    const key = await keyOf(passphrase, parameters.salt, parameters.iterations);
    return new Uint8Array(await crypto.subtle.decrypt(algorithm(parameters), key, ciphertext));
  } catch {
    return null;
  }
}
