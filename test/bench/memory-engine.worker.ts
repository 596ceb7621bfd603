// The product's engine in a browser without a private file system: everything stays in memory.
Object.defineProperty(navigator.storage, 'getDirectory', { value: undefined });
void import('../../workers/engine.worker');
export {};
