import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { createGzip } from 'node:zlib';
import { headerRules, headersFor } from './header-rules';
import { mediaTypes } from './media-types';

const compressed = ['.html', '.js', '.css', '.json', '.svg', '.csv'];

export interface StaticServer {
  /** Address of the folder, with a slash at the end. */
  address: string;
  /** Paths that were asked for, one for each request. */
  readonly asked: string[];
  /** What pages and workers say that the policy of the headers refused them. */
  readonly refused: string[];
  close(): Promise<void>;
}

interface ServerOptions {
  /** Where the folder lies on the host, with a slash at both ends. */
  basePath?: string;
  /** Sends what the folder's `_headers` say. */
  withHeaders?: boolean;
}

const reportPath = '/policy-reports';

/** The policy as the host sends it, with an address that browsers tell what it refused, from workers too. */
function reported(headers: Record<string, string>): Record<string, string> {
  const policy = headers['Content-Security-Policy'];
  return policy ? { ...headers, 'Content-Security-Policy': `${policy}; report-uri ${reportPath}` } : headers;
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}

/** A plain static host: the files of a folder under a path, text compressed, anything else 404. */
export async function serveFolder(
  folder: string,
  { basePath = '/', withHeaders = false }: ServerOptions = {},
): Promise<StaticServer> {
  const asked: string[] = [];
  const refused: string[] = [];
  const rules = withHeaders ? headerRules(folder) : [];
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://host').pathname);
    if (path === reportPath) {
      void textOf(request).then((report) => refused.push(report));
      response.writeHead(204).end();
      return;
    }
    asked.push(path);
    const inside = path.startsWith(basePath) ? normalize(path.slice(basePath.length)) : '..';
    const file = join(folder, inside === '.' ? 'index.html' : inside);
    if (inside.startsWith('..') || !existsSync(file) || !statSync(file).isFile()) {
      response.writeHead(404).end();
      return;
    }
    const ending = extname(file);
    const type = {
      ...reported(headersFor(rules, `/${inside === '.' ? '' : inside}`)),
      'content-type': mediaTypes[ending] ?? 'application/octet-stream',
    };
    if (compressed.includes(ending)) {
      response.writeHead(200, { ...type, 'content-encoding': 'gzip' });
      createReadStream(file).pipe(createGzip()).pipe(response);
    } else {
      response.writeHead(200, { ...type, 'content-length': statSync(file).size });
      createReadStream(file).pipe(response);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}${basePath}`,
    asked,
    refused,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
