import { form, type RecordScanner } from './record-scanner';

const decoder = new TextDecoder();
const backslashByte = 0x5c;

/** The bytes of a field of the scanner's record as they are meant: quotes, escapes and NUL bytes undone. */
export function fieldBytes(scanner: RecordScanner, field: number): Uint8Array {
  const bytes = scanner.bytes.subarray(scanner.starts[field], scanner.ends[field]);
  const forms = scanner.forms[field];
  const hasBackslash = scanner.dialect.escape === 'backslash';
  // What databases write for a missing value beside backslash escapes.
  if (hasBackslash && forms === 0 && bytes.length === 2 && bytes[0] === backslashByte && bytes[1] === 0x4e) {
    return bytes.subarray(2);
  }
  if ((forms & ~form.quoted) === 0) return bytes;
  const quote = scanner.dialect.quote.charCodeAt(0);
  const output = new Uint8Array(bytes.length);
  let length = 0;
  for (let place = 0; place < bytes.length; place += 1) {
    let byte = bytes[place];
    if (byte === 0) continue;
    const next = bytes[place + 1];
    if (byte === quote && next === quote && forms & form.quoted) place += 1;
    else if (hasBackslash && byte === backslashByte && isEscapable(scanner, next)) {
      byte = next;
      place += 1;
    }
    output[length++] = byte;
  }
  return output.subarray(0, length);
}

function isEscapable(scanner: RecordScanner, byte: number): boolean {
  const { delimiter, quote } = scanner.dialect;
  return (
    byte === backslashByte ||
    byte === 10 ||
    byte === quote.charCodeAt(0) ||
    // The first byte of the delimiter in UTF-8.
    (delimiter !== '' && byte === new TextEncoder().encode(delimiter)[0])
  );
}

export function fieldText(scanner: RecordScanner, field: number): string {
  return decoder.decode(fieldBytes(scanner, field));
}

export function recordTexts(scanner: RecordScanner): string[] {
  return Array.from({ length: scanner.count }, (_, field) => fieldText(scanner, field));
}

/** Nothing but blanks stands in the field. */
export function isFieldBlank(scanner: RecordScanner, field: number): boolean {
  const { bytes, starts, ends } = scanner;
  for (let place = starts[field]; place < ends[field]; place += 1) {
    const byte = bytes[place];
    if (byte !== 0x20 && byte !== 9 && byte !== 0 && byte !== 10 && byte !== 13) return false;
  }
  return true;
}

/** Every field is blank, so that the record is no row. */
export function isRecordBlank(scanner: RecordScanner): boolean {
  for (let field = 0; field < scanner.count; field += 1) if (!isFieldBlank(scanner, field)) return false;
  return true;
}
