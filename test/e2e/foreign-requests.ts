import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BrowserContext } from '@playwright/test';

/** Everything that was asked of an origin other than the page's own. */
export interface ForeignRequests {
  readonly addresses: string[];
  /** For the one test that asks on purpose. */
  forget(): void;
}

const inner = ['blob:', 'data:', 'about:'];

/** Notes the requests that Playwright sees, and refuses those to other origins. */
export async function watchContext(
  context: BrowserContext,
  home: string,
  addresses: string[],
): Promise<void> {
  const own = new URL(home).origin;
  const isForeign = (address: string) =>
    !inner.some((scheme) => address.startsWith(scheme)) && new URL(address).origin !== own;
  context.on('request', (request) => {
    if (isForeign(request.url())) addresses.push(request.url());
  });
  await context.route(
    ({ href }) => isForeign(href),
    (route) => route.abort(),
  );
}

/** Chromium asks this about the forms of every page, and no flag of its own turns just that off. */
const askedByChromium = ['content-autofill.googleapis.com:443'];

/**
 * A proxy that notes and refuses. Chromium sends it whatever does not go to this machine, also from workers started
 * by workers, which Playwright does not show.
 */
export async function startRefusingProxy(addresses: string[]): Promise<{ server: Server; address: string }> {
  const server = createServer((request, response) => {
    addresses.push(`proxy ${request.url}`);
    response.writeHead(403).end();
  });
  server.on('connect', (request, socket) => {
    if (!askedByChromium.includes(request.url ?? '')) addresses.push(`proxy ${request.url}`);
    socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, address: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}
