import { expose } from 'comlink';
import { browserFile, browserPlatform } from './duckdb/browser';
import { createEngineApi } from './engine-api';

expose(createEngineApi(browserPlatform, browserFile));
