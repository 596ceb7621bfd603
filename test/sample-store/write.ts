import { mkdirSync, writeFileSync } from 'node:fs';
import { sampleStoreCsv, sampleStoreSeed } from './generate';

const folder = new URL('../../public/samples/', import.meta.url);
mkdirSync(folder, { recursive: true });
writeFileSync(new URL('store.csv', folder), sampleStoreCsv(sampleStoreSeed));
