import type { Timeline } from '../../workers/api';

/** A request that the page or one of its workers has made. */
export interface MadeRequest {
  /** Without the origin where it is the page's own. */
  address: string;
  isOwn: boolean;
  /** Milliseconds since 1970. */
  at: number;
  /** Size of what came, as it was sent. */
  bytes: number;
  /** It was answered by this device: from the browser's cache, or by the app's own service worker. */
  isFromDevice: boolean;
}

/** What the page itself has fetched, its own document included. */
export function pageTimeline(): Timeline {
  const entries = ['navigation', 'resource'].flatMap((type) => performance.getEntriesByType(type));
  return { startedAt: performance.timeOrigin, fetched: entries as PerformanceResourceTiming[] };
}

/**
 * All requests of some timelines, the first one first. What never leaves the page (an image from its memory) is none.
 * @param origin of the page
 */
export function requestsOf(timelines: readonly Timeline[], origin: string): MadeRequest[] {
  const all = timelines.flatMap(({ startedAt, fetched }) =>
    fetched
      .filter(({ name }) => /^(https?|wss?):/.test(name))
      .map(({ name, startTime, transferSize, encodedBodySize, workerStart }) => {
        const isOwn = new URL(name).origin === origin;
        return {
          address: isOwn ? name.slice(origin.length) : name,
          isOwn,
          at: startedAt + startTime,
          bytes: encodedBodySize,
          isFromDevice: workerStart > 0 || (transferSize === 0 && encodedBodySize > 0),
        };
      }),
  );
  return all.sort((one, other) => one.at - other.at);
}

export interface RequestSummary {
  own: MadeRequest[];
  foreign: MadeRequest[];
  /** Bytes that came over the network from the page's own origin. */
  networkBytes: number;
  fromDevice: number;
  last: MadeRequest | null;
}

export function summarise(requests: readonly MadeRequest[]): RequestSummary {
  const own = requests.filter(({ isOwn }) => isOwn);
  const fromNetwork = own.filter(({ isFromDevice }) => !isFromDevice);
  return {
    own,
    foreign: requests.filter(({ isOwn }) => !isOwn),
    networkBytes: fromNetwork.reduce((sum, { bytes }) => sum + bytes, 0),
    fromDevice: own.length - fromNetwork.length,
    last: requests.at(-1) ?? null,
  };
}
