import { bareEngine } from './bare-engine';
import { ourEngine } from './our-engine';
import type { StatisticsReport } from './results';

function statistics(): Promise<StatisticsReport> {
  const worker = new Worker(new URL('./statistics.worker.ts', import.meta.url), { type: 'module' });
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<StatisticsReport>) => resolve(data);
    worker.onerror = ({ message }) => reject(new Error(message));
  });
}

window.bench = { ours: ourEngine, bare: bareEngine, statistics };
