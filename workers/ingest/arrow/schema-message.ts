import { Footer } from 'apache-arrow/fb/footer';
import { MessageHeader } from 'apache-arrow/fb/message-header';
import { MetadataVersion } from 'apache-arrow/fb/metadata-version';
import { ByteBuffer } from 'flatbuffers';

/** Bytes of the message that is put before the footer. */
const headLength = 32;

/**
 * The schema message of an Arrow file, made from its footer: not every file has one at its beginning too. In a flatbuffer places are
 * counted from where they stand, so a message can point into the footer that is laid behind it, untouched.
 */
export function schemaMessage(footer: Uint8Array): Uint8Array {
  const schema = Footer.getRootAsFooter(new ByteBuffer(footer)).schema();
  if (!schema) throw new RangeError('The footer lacks a schema');
  const bytes = new Uint8Array(headLength + Math.ceil(footer.length / 8) * 8);
  bytes.set(footer, headLength);
  const view = new DataView(bytes.buffer);
  const [fields, table] = [4, 16];
  view.setUint32(0, table, true);
  // The table of fields: its length, the message's length, then where version, kind, header and body length stand.
  [12, 12, 8, 10, 4, 0].forEach((value, index) => view.setUint16(fields + 2 * index, value, true));
  view.setInt32(table, table - fields, true);
  view.setUint32(table + 4, headLength + schema.bb_pos - (table + 4), true);
  view.setInt16(table + 8, MetadataVersion.V5, true);
  view.setUint8(table + 10, MessageHeader.Schema);
  return bytes;
}
