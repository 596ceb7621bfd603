import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { mediaTypes } from './media-types';

const basePath = '/some/path/';

/** What becomes of a request: the file, an error of the host, or the host goes away in the middle of it. */
export type Fate = 'file' | 'error' | 'stop';

/** A host that can go away, come back at the same address, and change what it serves. Nothing of it may be cached. */
export class ChangingServer {
  /** Paths inside the folder that were asked for, one for each request. */
  readonly asked: string[] = [];
  /** Decides on each request; may keep it waiting. */
  fate: (path: string) => Fate | Promise<Fate> = () => 'file';
  address = '';
  #server: Server | null = null;

  private constructor(private folder: string) {}

  static async open(folder: string): Promise<ChangingServer> {
    const server = new ChangingServer(folder);
    await server.start();
    return server;
  }

  /** Serves another folder from now on, and nothing of the former. */
  deploy(folder: string): void {
    this.folder = folder;
  }

  async start(): Promise<void> {
    const port = this.address ? Number(new URL(this.address).port) : 0;
    const server = createServer((request, response) => void this.#answer(request.url ?? '/', response));
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    this.#server = server;
    this.address = `http://127.0.0.1:${(server.address() as AddressInfo).port}${basePath}`;
  }

  async stop(): Promise<void> {
    const server = this.#server;
    this.#server = null;
    if (!server) return;
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
  }

  async #answer(url: string, response: ServerResponse): Promise<void> {
    const path = decodeURIComponent(new URL(url, 'http://host').pathname);
    const inside = path.startsWith(basePath) ? normalize(path.slice(basePath.length)) : '..';
    const name = inside === '.' ? 'index.html' : inside;
    this.asked.push(name);
    const fate = await this.fate(name);
    if (fate === 'stop') return this.stop();
    const file = join(this.folder, name);
    const isThere = !name.startsWith('..') && existsSync(file) && statSync(file).isFile();
    if (fate === 'error' || !isThere) return void response.writeHead(isThere ? 500 : 404).end();
    const type = mediaTypes[extname(file)] ?? 'application/octet-stream';
    const length = statSync(file).size;
    response.writeHead(200, { 'content-type': type, 'content-length': length, 'cache-control': 'no-store' });
    response.end(readFileSync(file));
  }
}
