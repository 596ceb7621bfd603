import type { BuiltFile } from '../api/offline';
import { FileFailure } from './file-failure';

/**
 * Reads a file of the build to its end and makes sure that it is the one that was built: a host may answer with a page of
 * its own, or with the file of another version.
 * @param onBytes how many have come since it was called last
 * @throws FileFailure
 */
export async function readChecked(
  file: BuiltFile,
  response: Response,
  onBytes: (bytes: number) => void,
): Promise<Response> {
  if (!response.ok) throw new FileFailure('missing', file.url);
  const content = await readAll(response, onBytes).catch(() => {
    throw new FileFailure('connection', file.url);
  });
  if (file.sha256.length > 0 && !file.sha256.includes(await hashOf(content)))
    throw new FileFailure('changed', file.url);
  const headers = {
    'content-type': response.headers.get('content-type') ?? 'application/octet-stream',
    'content-length': String(content.byteLength),
  };
  return new Response(content, { headers });
}

async function readAll(response: Response, onBytes: (bytes: number) => void): Promise<ArrayBuffer> {
  const reader = response.body?.getReader();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  for (;;) {
    const chunk = await reader?.read();
    if (!chunk?.value) return new Blob(chunks).arrayBuffer();
    chunks.push(chunk.value);
    onBytes(chunk.value.length);
  }
}

async function hashOf(content: ArrayBuffer): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', content));
  return [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
