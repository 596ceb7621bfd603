import { fetchUnpacked } from './fetch-unpacked';

/** What the engine's worker says of its start, besides its answers. */
export interface StartMessage {
  /** The part of the engine that is fetched, 0 to 1; null where the host does not say how long it is. */
  fetched?: number | null;
  /** Why it can't be had. The engine itself would wait for ever. */
  startFailed?: string;
}

const scope = globalThis as unknown as { postMessage(message: StartMessage): void };

/**
 * Begins to fetch the engine, and answers with it, unpacked, when the engine's own script asks for that address.
 */
export function fetchEngine(address: string): void {
  const { fetch } = globalThis;
  const engine = fetchUnpacked(address, (fetched) => scope.postMessage({ fetched }));
  engine.catch(() => undefined);
  const { href } = new URL(address, globalThis.location.href);
  globalThis.fetch = (input, options) =>
    new Request(input, options).url === href ? engine : fetch(input, options);
  tellWhenFailed();
}

function tellWhenFailed(): void {
  const instantiate = WebAssembly.instantiateStreaming;
  WebAssembly.instantiateStreaming = (source, imports) =>
    instantiate(source, imports).catch((thrown: unknown) => {
      scope.postMessage({ startFailed: String(thrown) });
      throw thrown;
    });
}
