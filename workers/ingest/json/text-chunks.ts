/** A piece of a file's text and how many bytes of the file have been read with it. */
export interface TextChunk {
  text: string;
  bytes: number;
}

/** Decodes a file of UTF-8 (or UTF-16 with a byte-order mark), packed with gzip or not, piece by piece. */
export async function* textChunks(blob: Blob): AsyncGenerator<TextChunk> {
  const head = new Uint8Array(await blob.slice(0, 2).arrayBuffer());
  const isPacked = head[0] === 0x1f && head[1] === 0x8b;
  let decoder: TextDecoder | null = null;
  for await (const { bytes, read } of isPacked ? unpacked(blob) : slices(blob)) {
    decoder ??= new TextDecoder(encodingOf(bytes));
    yield { text: decoder.decode(bytes, { stream: true }), bytes: read };
  }
  yield { text: decoder?.decode() ?? '', bytes: blob.size };
}

const sliceBytes = 1024 * 1024;

interface Slice {
  bytes: Uint8Array;
  read: number;
}

async function* slices(blob: Blob): AsyncGenerator<Slice> {
  for (let at = 0; at < blob.size; at += sliceBytes) {
    const bytes = new Uint8Array(await blob.slice(at, at + sliceBytes).arrayBuffer());
    yield { bytes, read: at + bytes.length };
  }
}

async function* unpacked(blob: Blob): AsyncGenerator<Slice> {
  let read = 0;
  const counter = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform(chunk, controller) {
      read += chunk.length;
      controller.enqueue(chunk);
    },
  });
  const reader = blob.stream().pipeThrough(counter).pipeThrough(new DecompressionStream('gzip')).getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read())
      yield { bytes: next.value, read };
  } finally {
    // A reader that is no longer needed must not hold the rest of the file.
    await reader.cancel().catch(() => undefined);
  }
}

function encodingOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
}
