import { measureStatistics } from './statistics';

/** The estimators run where the product runs them: in a worker. */
const scope = self as unknown as { postMessage(message: unknown): void };
scope.postMessage(measureStatistics((text) => console.info(text)));
