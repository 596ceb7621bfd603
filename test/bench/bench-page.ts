import { bareEngine } from './bare-engine';
import { ourEngine } from './our-engine';

window.bench = { ours: ourEngine, bare: bareEngine };
