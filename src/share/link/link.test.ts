import { createCipheriv, pbkdf2Sync } from 'node:crypto';
import { crc32, deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromBase64Url, toBase64Url } from './base64url';
import { checksum } from '../checksum';
import { readLink, writeLink } from './link';
import { makePassphrase, isShort } from './passphrase';
import { asSealedNow, seal, tidyPassphrase, unseal } from './seal';

/** Many are sealed here; how often the key is stretched makes no difference to what is tested. */
const quickly = { ...asSealedNow, iterations: 3 };

/** Any text that can stand in a file: all of Unicode but halves of pairs. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc.string({
    unit: fc.constantFrom('محل', 'وفاء ', '```sql id=a\n', 'SELECT 1\n', '\u202e', '😀', '\ufeff'),
  }),
);
const anyPassphrase = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }).filter((each) => {
  return tidyPassphrase(each) !== '';
});

async function sealed(fragment: string, passphrase: string) {
  const read = readLink(fragment);
  return read.kind === 'sealed' ? read.open(passphrase) : read;
}

/** The same fragment with one letter made another, or cut short. */
const damage = fc.record({ at: fc.nat(), by: fc.integer({ min: 1, max: 127 }), isCut: fc.boolean() });
type Damage = typeof damage extends fc.Arbitrary<infer Value> ? Value : never;

function damaged(fragment: string, { at, by, isCut }: Damage): string {
  // The sharp is no part of what travels: without it there is no fragment.
  const place = 1 + (at % (fragment.length - 1));
  if (isCut) return fragment.slice(0, place);
  const letter = String.fromCharCode((fragment.charCodeAt(place) + by) % 128);
  return fragment.slice(0, place) + letter + fragment.slice(place + 1);
}

describe('a link', () => {
  it('gives back the very text', async () => {
    await fc.assert(
      fc.asyncProperty(anyText, async (text) => {
        expect(readLink(await writeLink(text, null))).toEqual({ kind: 'text', text });
      }),
    );
  });

  it('with a passphrase gives back the very text, however the passphrase was typed', async () => {
    await fc.assert(
      fc.asyncProperty(anyText, anyPassphrase, async (text, passphrase) => {
        const fragment = await writeLink(text, passphrase, quickly);
        expect(await sealed(fragment, passphrase)).toEqual({ text });
        expect(await sealed(fragment, ` ${passphrase.normalize('NFD')}\n`)).toEqual({ text });
      }),
    );
  });

  it('does not open with another passphrase', async () => {
    await fc.assert(
      fc.asyncProperty(anyText, anyPassphrase, anyPassphrase, async (text, passphrase, other) => {
        fc.pre(tidyPassphrase(passphrase) !== tidyPassphrase(other));
        expect(await sealed(await writeLink(text, passphrase, quickly), other)).toBeNull();
      }),
    );
  });

  it('that was damaged in any place has a reason, never a text', async () => {
    const open = await writeLink('```sql id=a\nSELECT count(*) FROM orders\n```\n# وفاء\n', null);
    const closed = await writeLink('```sql id=a\nSELECT 1\n```\n', 'several words', quickly);
    fc.assert(
      fc.property(fc.constantFrom(open, closed), damage, (fragment, how) => {
        const wrong = damaged(fragment, how);
        fc.pre(wrong !== fragment);
        expect(readLink(wrong).kind).toBe('problem');
      }),
      { numRuns: 2000 },
    );
  });

  it('that is no link at all has a reason', () => {
    fc.assert(
      fc.property(fc.constantFrom('#n=1.', '#s=1.', '#n=', '#', ''), fc.string(), (start, rest) => {
        expect(readLink(start + rest).kind).toBe('problem');
      }),
    );
  });

  it('of a later version is told from a damaged one', () => {
    expect(readLink('#n=2.AAAA')).toEqual({ kind: 'problem', problem: 'newer' });
    expect(readLink('#n=1.AAAA')).toEqual({ kind: 'problem', problem: 'damaged' });
  });
});

/** A fragment made by hand, whatever stands in it, with a checksum that is right. */
function fragmentOf(kind: 'n' | 's', content: Uint8Array): string {
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(Buffer.concat([Buffer.from(`${kind}=1.`), content])));
  return `#${kind}=1.${Buffer.concat([content, sum]).toString('base64url')}`;
}

describe('a link that was made to do harm', () => {
  it('does not unpack to more than the memory holds', () => {
    // 40 MB of zeros are 40 kB packed.
    const bomb = deflateRawSync(Buffer.alloc(40 * 2 ** 20), { level: 9 });
    expect(readLink(fragmentOf('n', bomb))).toEqual({ kind: 'problem', problem: 'tooLarge' });
  });

  it('can’t ask for a key that takes for ever', () => {
    const asking = (iterations: number) => {
      const content = Buffer.alloc(4 + 16 + 12 + 16 + 8);
      content.writeUInt32BE(iterations);
      return readLink(fragmentOf('s', content)).kind;
    };
    expect([0, 1, 600_000, 5_000_000, 5_000_001, 0xffffffff].map(asking)).toEqual([
      'problem',
      'sealed',
      'sealed',
      'sealed',
      'problem',
      'problem',
    ]);
  });

  it('does not open when any byte that was sealed is another, though its checksum is right', async () => {
    const text = 'a notebook';
    const fragment = await writeLink(text, 'several words', quickly);
    const content = Buffer.from(fragment.slice('#s=1.'.length), 'base64url').subarray(0, -4);
    await fc.assert(
      fc.asyncProperty(fc.nat(content.length - 1), fc.integer({ min: 1, max: 255 }), async (at, by) => {
        // Of the number of iterations only the last byte: another one would take its time.
        fc.pre(at > 2);
        const changed = Uint8Array.from(content);
        changed[at] ^= by;
        const opened = await sealed(fragmentOf('s', changed), 'several words');
        expect(opened ?? 'refused').not.toHaveProperty('text');
      }),
    );
    expect(await sealed(fragmentOf('s', content), 'several words')).toEqual({ text });
  });

  it('is refused when it holds what is no text', () => {
    const notUtf8 = deflateRawSync(Buffer.from([0x61, 0xff, 0xfe]));
    expect(readLink(fragmentOf('n', notUtf8))).toEqual({ kind: 'problem', problem: 'damaged' });
  });
});

describe('what a link is made of', () => {
  it('is CRC-32, by its check value', () => {
    // The check value that every catalogue of CRCs gives for CRC-32/ISO-HDLC.
    expect(checksum(new TextEncoder().encode('123456789'))).toBe(0xcbf43926);
  });

  it('is base64url in one form only', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 50 }), (bytes) => {
        const text = Buffer.from(bytes).toString('base64url');
        expect(toBase64Url(bytes)).toBe(text);
        expect([...(fromBase64Url(text) ?? [])]).toEqual([...bytes]);
      }),
    );
    // Both are the byte 0 to a lenient reader.
    expect([fromBase64Url('AA')?.length, fromBase64Url('AB')]).toEqual([1, null]);
  });

  it('is PBKDF2 and AES-GCM as Node has them, bound to version and parameters', async () => {
    const [salt, iv] = [
      Buffer.from('000102030405060708090a0b0c0d0e0f', 'hex'),
      Buffer.from('a1'.repeat(12), 'hex'),
    ];
    const given = [salt, iv].map((bytes) => new Uint8Array(bytes));
    const content = new TextEncoder().encode('وفاء');
    const made = await seal(content, 'كلمة سر طويلة', { ...asSealedNow, random: () => given.shift()! });
    const key = pbkdf2Sync('كلمة سر طويلة', salt, 600_000, 32, 'sha256');
    const cipher = createCipheriv('aes-256-gcm', key, iv);
    cipher.setAAD(Buffer.concat([Buffer.from('wafa s=1.600000.'), salt, iv]));
    const expected = Buffer.concat([cipher.update(content), cipher.final(), cipher.getAuthTag()]);
    expect(made.iterations).toBe(600_000);
    expect(Buffer.from(made.ciphertext).toString('hex')).toBe(expected.toString('hex'));
    expect(await unseal({ ...made, iterations: 599_999 }, 'كلمة سر طويلة')).toBeNull();
  });

  it('has a salt and a vector of its own each time', async () => {
    const [one, other] = await Promise.all([writeLink('a', 'b', quickly), writeLink('a', 'b', quickly)]);
    expect(one).not.toBe(other);
  });
});

describe('a passphrase made by chance', () => {
  it('is twenty letters in groups, each as likely as another', () => {
    // Bytes in their order: each of the 31 letters comes up once in 32, and one byte in 32 is passed over.
    let next = 0;
    const counting = <Values extends ArrayBufferView | null>(values: Values): Values => {
      (values as unknown as Uint8Array)[0] = next++ % 256;
      return values;
    };
    expect(makePassphrase(counting)).toBe('abcd-efgh-jkmn-pqrs-tuvw');
    expect(makePassphrase(counting)).toBe('xyz2-3456-789a-bcde-fghj');
    expect(makePassphrase()).toMatch(/^([a-z2-9]{4}-){4}[a-z2-9]{4}$/);
    expect(isShort(makePassphrase())).toBe(false);
  });

  it.each([
    ['', false],
    ['secret', true],
    ['aaaaaaaaaaaaaaaaaaaa', true],
    ['four words of mine', false],
    ['أربع كلمات من عندي', false],
  ])('%j is called short: %j', (passphrase, short) => {
    expect(isShort(passphrase)).toBe(short);
  });
});
