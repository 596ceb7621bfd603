import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { mediaTypes } from '../e2e/media-types';

const pieceBytes = 16 * 1024;

export interface Line {
  bitsPerSecond: number;
  /** Before each answer begins. */
  latencyMilliseconds: number;
}

/**
 * A host at the end of a slow line, which compresses nothing: the limit holds for page, workers and service worker
 * together, which the browser's own throttling does not do.
 */
export class SlowHost {
  /** What has been sent since it was last set to nothing. */
  bytes = 0;
  requests = 0;
  address = '';
  close: () => Promise<void> = () => Promise.resolve();
  /** When the line is free again. */
  #freeAt = 0;

  private constructor(
    private readonly folder: string,
    private readonly line: Line,
  ) {}

  static async open(folder: string, line: Line): Promise<SlowHost> {
    const host = new SlowHost(folder, line);
    const server = createServer((request, response) => void host.#answer(request.url ?? '/', response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    host.address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    host.close = () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    };
    return host;
  }

  forget(): void {
    this.bytes = 0;
    this.requests = 0;
  }

  async #answer(url: string, response: ServerResponse): Promise<void> {
    this.requests += 1;
    const path = normalize(decodeURIComponent(new URL(url, 'http://host').pathname).slice(1) || 'index.html');
    const file = join(this.folder, path);
    await waitUntil(performance.now() + this.line.latencyMilliseconds);
    if (path.startsWith('..') || !existsSync(file) || !statSync(file).isFile())
      return void response.writeHead(404).end();
    const content = readFileSync(file);
    const isFixed = path.startsWith('assets/');
    response.writeHead(200, {
      'content-type': mediaTypes[extname(file)] ?? 'application/octet-stream',
      'content-length': content.length,
      'cache-control': isFixed ? 'public, max-age=31536000, immutable' : 'no-cache',
    });
    for (let start = 0; start < content.length && !response.destroyed; start += pieceBytes) {
      const piece = content.subarray(start, start + pieceBytes);
      await this.#takeLine(piece.length);
      this.bytes += piece.length;
      response.write(piece);
    }
    response.end();
  }

  /** One piece after the other, whoever asked for it. */
  async #takeLine(bytes: number): Promise<void> {
    const milliseconds = (bytes * 8 * 1000) / this.line.bitsPerSecond;
    this.#freeAt = Math.max(this.#freeAt, performance.now()) + milliseconds;
    await waitUntil(this.#freeAt);
  }
}

function waitUntil(moment: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.max(0, moment - performance.now())));
}
