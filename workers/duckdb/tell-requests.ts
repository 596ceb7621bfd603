import type { Timeline } from '../api';

interface RequestsQuestion {
  question: 'requests';
}

/** What this worker itself has fetched. */
export function ownTimeline(): Timeline {
  const fetched = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
  return {
    startedAt: performance.timeOrigin,
    fetched: fetched.map(({ name, startTime, transferSize, encodedBodySize, workerStart }) => ({
      name,
      startTime,
      transferSize,
      encodedBodySize,
      workerStart,
    })),
  };
}

/** Lets whoever started this worker ask for that, whatever else is spoken with it. Has to be called before that begins. */
export function tellRequests(): void {
  globalThis.addEventListener('message', (event: MessageEvent<Partial<RequestsQuestion> | null>) => {
    if (event.data?.question !== 'requests') return;
    event.stopImmediatePropagation();
    event.ports[0].postMessage(ownTimeline());
  });
}

/** Asks a worker that tells; one that is busy answers later. */
export function askRequests(worker: Worker): Promise<Timeline> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = ({ data }: MessageEvent<Timeline>) => {
      port1.close();
      resolve(data);
    };
    worker.postMessage({ question: 'requests' } satisfies RequestsQuestion, [port2]);
  });
}
