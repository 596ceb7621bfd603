import type { Encoding } from './encoding-names';

/**
 * Turns bytes of an encoding into UTF-8, stretch by stretch. What is no character becomes the byte 0xFF, which no UTF-8 text
 * holds, so that whoever splits the rows can set the row apart.
 */
export type Transcoder = (bytes: Uint8Array, isLast: boolean) => Uint8Array;

const undecodable = 0xff;

/** 0x80 to 0x9F of windows-1252, which some decoders take for control characters; 0 is none. */
const western = '€\0‚ƒ„…†‡ˆ‰Š‹Œ\0Ž\0\0‘’“”•–—˜™š›œ\0žŸ';

export function transcoder(encoding: Encoding): Transcoder {
  if (encoding === 'utf-8') return (bytes) => bytes;
  if (encoding === 'utf-16le' || encoding === 'utf-16be') return utf16Transcoder(encoding === 'utf-16le');
  return singleByteTranscoder(encoding);
}

/** Every byte's character. */
export function charactersOf(encoding: Encoding): string[] {
  return Array.from({ length: 256 }, (_, byte) => {
    const isWestern = encoding === 'windows-1252' && byte >= 0x80 && byte < 0xa0;
    const character = isWestern
      ? western[byte - 0x80]
      : new TextDecoder(encoding).decode(Uint8Array.of(byte));
    return isWestern && character === '\0' ? '\ufffd' : character;
  });
}

function singleByteTranscoder(encoding: Encoding): Transcoder {
  const encoder = new TextEncoder();
  const sequences = charactersOf(encoding).map((character) =>
    character === '\ufffd' ? Uint8Array.of(undecodable) : encoder.encode(character),
  );
  const first = Uint8Array.from(sequences, (sequence) => sequence[0]);
  return (bytes) => {
    const output = new Uint8Array(bytes.length * 3);
    let length = 0;
    for (let place = 0; place < bytes.length; place += 1) {
      const byte = bytes[place];
      output[length++] = first[byte];
      if (byte < 0x80) continue;
      const sequence = sequences[byte];
      for (let more = 1; more < sequence.length; more += 1) output[length++] = sequence[more];
    }
    return output.subarray(0, length);
  };
}

function utf16Transcoder(isLittle: boolean): Transcoder {
  // At most a unit and a half wait for the rest: half a pair, and half a unit.
  let waiting = new Uint8Array();
  return (bytes, isLast) => {
    const input = new Uint8Array(waiting.length + bytes.length);
    input.set(waiting);
    input.set(bytes, waiting.length);
    const view = new DataView(input.buffer);
    const output = new Uint8Array(Math.ceil(input.length / 2) * 3);
    let length = 0;
    let place = 0;
    for (; place + 1 < input.length; place += 2) {
      const unit = view.getUint16(place, isLittle);
      if ((unit & 0xf800) !== 0xd800) {
        length = writeCharacter(output, length, unit);
        continue;
      }
      const isHigh = unit < 0xdc00;
      if (isHigh && place + 3 >= input.length && !isLast) break;
      const low = isHigh && place + 3 < input.length ? view.getUint16(place + 2, isLittle) : 0;
      if ((low & 0xfc00) === 0xdc00) {
        length = writeCharacter(output, length, 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00));
        place += 2;
      } else output[length++] = undecodable;
    }
    waiting = input.slice(place);
    if (isLast && waiting.length > 0) output[length++] = undecodable;
    return output.subarray(0, length);
  };
}

function writeCharacter(output: Uint8Array, at: number, code: number): number {
  let length = at;
  if (code < 0x80) output[length++] = code;
  else {
    if (code < 0x800) output[length++] = 0xc0 | (code >> 6);
    else {
      if (code < 0x10000) output[length++] = 0xe0 | (code >> 12);
      else {
        output[length++] = 0xf0 | (code >> 18);
        output[length++] = 0x80 | ((code >> 12) & 0x3f);
      }
      output[length++] = 0x80 | ((code >> 6) & 0x3f);
    }
    output[length++] = 0x80 | (code & 0x3f);
  }
  return length;
}
