/**
 * The whole contract between the page and the engine. The page imports the types of this file (and the specs of
 * analyses) and nothing else from workers/. Everything here can be structured-cloned.
 */

export * from './api/files';
export * from './api/dataset';
export * from './api/filters';
export * from './api/analysis';
export * from './api/errors';
export * from './api/tables';
export * from './api/storage';
export * from './api/sql';
export * from './api/requests';
export * from './api/engine';
export * from './api/own-value';
