import '../../workers/engine.worker';

// The product's engine in a browser without a private file system: everything stays in memory. It looks for one when it
// starts, and no message is heard before this module has run.
Object.defineProperty(navigator.storage, 'getDirectory', { value: undefined });
