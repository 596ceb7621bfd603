/** What gzip begins with; WebAssembly begins with 0. */
const firstByteOfGzip = 0x1f;

/**
 * Fetches WebAssembly that is shipped packed, and unpacks it as it comes. A host may have unpacked it on the way, or it
 * was never packed: its first byte tells.
 * @param onProgress the part of the download that is there, 0 to 1; null where the host does not say how long it is
 * @returns an answer that can be compiled while it comes
 * @throws TypeError without connection, Error when the host has no such file
 */
export async function fetchUnpacked(
  address: string,
  onProgress: (fraction: number | null) => void = () => undefined,
): Promise<Response> {
  const response = await fetch(address);
  if (!response.ok || !response.body) throw new Error(`${address}: ${response.status}`);
  const bytes = Number(response.headers.get('content-length'));
  const read = counted(response.body, (received) =>
    // A host that compresses announces the compressed length, which the bytes received then exceed.
    onProgress(bytes > 0 ? Math.min(1, received / bytes) : null),
  );
  return new Response(await unpack(read), { headers: { 'content-type': 'application/wasm' } });
}

function counted(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  onReceived: (bytes: number) => void,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  let received = 0;
  return body.pipeThrough(
    new TransformStream({
      transform(chunk: Uint8Array<ArrayBuffer>, controller) {
        onReceived((received += chunk.length));
        controller.enqueue(chunk);
      },
    }),
  );
}

async function unpack(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  const reader = body.getReader();
  const first = await reader.read();
  let next: typeof first | null = first;
  const whole = new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller) {
      const { done, value } = next ?? (await reader.read());
      next = null;
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: (reason) => reader.cancel(reason),
  });
  const isPacked = first.value?.[0] === firstByteOfGzip;
  return isPacked ? whole.pipeThrough(new DecompressionStream('gzip')) : whole;
}
