import { crc32, deflateRawSync } from 'node:zlib';

/** The end of an address that says it holds a notebook. */
export interface HostileLink {
  name: string;
  fragment: string;
  /** What is read in it. */
  ends: 'damaged' | 'newer' | 'tooLarge' | 'text' | 'sealed' | 'no link';
}

/** A fragment with a right checksum, whatever is in it. */
function fragmentOf(packed: Uint8Array, kind: 'n' | 's' = 'n'): string {
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(Buffer.concat([Buffer.from(`${kind}=1.`), packed])));
  return `#${kind}=1.${Buffer.concat([packed, sum]).toString('base64url')}`;
}

const packed = (text: string | Uint8Array) => deflateRawSync(text, { level: 9 });
const hacking =
  '---\nformat: 1\ntitle: "<img src=x onerror=window.hacked=1>"\n---\n\n<script>window.hacked=1</script>\n\n```sql id=a\nSELECT 1\n```\n';

export const hostileLinks: HostileLink[] = [
  { name: 'a notebook of HTML', fragment: fragmentOf(packed(hacking)), ends: 'text' },
  { name: 'cut short', fragment: fragmentOf(packed(hacking)).slice(0, -9), ends: 'damaged' },
  { name: 'one letter changed', fragment: fragmentOf(packed(hacking)).replace(/.$/, '-'), ends: 'damaged' },
  { name: 'not base64', fragment: '#n=1.<script>window.hacked=1</script>', ends: 'damaged' },
  { name: 'nothing in it', fragment: '#n=1.', ends: 'damaged' },
  { name: 'no version', fragment: '#n=', ends: 'damaged' },
  { name: 'a version to come', fragment: '#n=99999999999999999999.AAAA', ends: 'newer' },
  { name: 'a version below nothing', fragment: '#n=-1.AAAA', ends: 'damaged' },
  {
    name: 'a bomb of a hundred megabytes',
    fragment: fragmentOf(packed(new Uint8Array(100 * 2 ** 20))),
    ends: 'tooLarge',
  },
  {
    name: 'what is not packed at all',
    fragment: fragmentOf(Buffer.from('window.hacked=1 '.repeat(20))),
    ends: 'damaged',
  },
  {
    name: 'bytes that are no UTF-8',
    fragment: fragmentOf(packed(Uint8Array.of(0xff, 0xfe, 0xc0, 0x80))),
    ends: 'damaged',
  },
  {
    name: 'sealed by as many turns as a number holds',
    fragment: fragmentOf(Buffer.alloc(100, 0xff), 's'),
    ends: 'damaged',
  },
  { name: 'sealed, with nothing in it', fragment: fragmentOf(Buffer.alloc(4, 1), 's'), ends: 'damaged' },
  { name: 'the name of an element', fragment: '#queries-from-elsewhere', ends: 'no link' },
  { name: 'a script', fragment: '#javascript:window.hacked=1', ends: 'no link' },
];
