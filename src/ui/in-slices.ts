/** Work at a time; a frame has 16 milliseconds, and the page needs some of it. */
const sliceMilliseconds = 8;

/** Lets the page do what is waiting: input, painting. */
export function pause(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

/** Runs steps to their end without holding up the page; null when it was aborted. */
export async function inSlices<Result>(
  steps: Generator<void, Result>,
  signal: AbortSignal,
): Promise<Result | null> {
  let sliceEnd = performance.now() + sliceMilliseconds;
  while (!signal.aborted) {
    const step = steps.next();
    if (step.done) return step.value;
    if (performance.now() < sliceEnd) continue;
    await pause();
    sliceEnd = performance.now() + sliceMilliseconds;
  }
  return null;
}
