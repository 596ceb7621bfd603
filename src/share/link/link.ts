import { fromBase64Url, toBase64Url } from './base64url';
import { checksum } from '../checksum';
import { packText, unpackText } from './pack-text';
import { asSealedNow, ivBytes, mostIterations, saltBytes, seal, tagBytes, unseal, type Sealed } from './seal';

/**
 * A notebook's text in the fragment of an address, which browsers don't send to the server.
 *
 * `#n=1.` and in base64url: the text in UTF-8, packed by raw deflate, and the checksum.
 * `#s=1.` and in base64url: iterations (4 bytes), salt (16), vector (12), the packed text encrypted with its tag, and the checksum.
 * The checksum is the CRC-32 of the four letters before and of all bytes before it; numbers have their highest byte first.
 */
export type Fragment = `#${'n' | 's'}=1.${string}`;

/** Why a link can't be opened. `newer`: made by a later Wafa. */
export type LinkProblem = 'damaged' | 'newer' | 'tooLarge';

export type ReadLink =
  | { kind: 'text'; text: string }
  /** Opens with its passphrase, and gives null for a wrong one. */
  | { kind: 'sealed'; open: (passphrase: string) => Promise<OpenedLink | null> }
  | { kind: 'problem'; problem: LinkProblem };
export type OpenedLink = { text: string } | { reason: 'damaged' | 'tooLarge' };

const checksumBytes = 4;
const countBytes = 4;
const headBytes = countBytes + saltBytes + ivBytes;

/** Whether the end of an address is one of our links, whole or not. */
export const isLink = (fragment: string): boolean => /^#[ns]=/.test(fragment);

/** @param passphrase null leaves it open to everybody who has it */
export async function writeLink(
  text: string,
  passphrase: string | null,
  how = asSealedNow,
): Promise<Fragment> {
  const packed = packText(text);
  if (passphrase === null) return asFragment('n', packed);
  return asFragment('s', bytesOf(await seal(packed, passphrase, how)));
}

/** Takes a link apart; never throws, and never gives another text than the one that was put in. */
export function readLink(fragment: string): ReadLink {
  const [, kind, version, letters] = /^#([ns])=(\d+)\.(.*)$/s.exec(fragment) ?? [];
  if (kind === undefined) return problem('damaged');
  if (version !== '1') return problem('newer');
  const all = fromBase64Url(letters);
  if (!all || all.length <= checksumBytes) return problem('damaged');
  const content = all.slice(0, -checksumBytes);
  if (numberAt(all, content.length) !== checksumOf(kind, content)) return problem('damaged');
  return kind === 'n' ? openedAs(unpackText(content)) : sealedAs(content);
}

const problem = (code: LinkProblem): ReadLink => ({ kind: 'problem', problem: code });

function openedAs(opened: OpenedLink): ReadLink {
  return 'text' in opened ? { kind: 'text', ...opened } : problem(opened.reason);
}

function sealedAs(content: Uint8Array<ArrayBuffer>): ReadLink {
  const iterations = content.length > headBytes + tagBytes ? numberAt(content, 0) : 0;
  if (iterations < 1 || iterations > mostIterations) return problem('damaged');
  const sealed: Sealed = {
    iterations,
    salt: content.slice(countBytes, countBytes + saltBytes),
    iv: content.slice(countBytes + saltBytes, headBytes),
    ciphertext: content.slice(headBytes),
  };
  const open = async (passphrase: string): Promise<OpenedLink | null> => {
    const packed = await unseal(sealed, passphrase);
    return packed && unpackText(packed);
  };
  return { kind: 'sealed', open };
}

function bytesOf({ iterations, salt, iv, ciphertext }: Sealed): Uint8Array {
  return joined(asBytes(iterations), salt, iv, ciphertext);
}

function asFragment(kind: 'n' | 's', content: Uint8Array): Fragment {
  return `#${kind}=1.${toBase64Url(joined(content, asBytes(checksumOf(kind, content))))}`;
}

function checksumOf(kind: string, content: Uint8Array): number {
  return checksum(joined(new TextEncoder().encode(`${kind}=1.`), content));
}

function numberAt(bytes: Uint8Array, place: number): number {
  return new DataView(bytes.buffer, bytes.byteOffset).getUint32(place);
}

function asBytes(number: number): Uint8Array {
  const bytes = new Uint8Array(countBytes);
  new DataView(bytes.buffer).setUint32(0, number);
  return bytes;
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let place = 0;
  for (const part of parts) {
    all.set(part, place);
    place += part.length;
  }
  return all;
}
