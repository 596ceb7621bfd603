import { dayOf } from './calendar';
import { chooseWeighted, happens } from './choose';
import type { Draws } from './random';

export type Channel = 'Online' | 'App' | 'Riyadh branch' | 'Jeddah branch' | 'Khobar branch';

export interface City {
  name: string;
  weight: number;
  branch?: Channel;
}

const cities: readonly City[] = [
  { name: 'Riyadh', weight: 38, branch: 'Riyadh branch' },
  { name: 'Jeddah', weight: 21, branch: 'Jeddah branch' },
  { name: 'Makkah', weight: 6, branch: 'Jeddah branch' },
  { name: 'Madinah', weight: 5 },
  { name: 'Khobar', weight: 9, branch: 'Khobar branch' },
  { name: 'Dammam', weight: 8, branch: 'Khobar branch' },
  { name: 'Abha', weight: 4 },
  { name: 'Kuwait', weight: 4 },
  { name: 'Manama', weight: 3 },
  { name: 'Doha', weight: 2 },
];

export const branches: readonly { channel: Channel; city: string }[] = [
  { channel: 'Riyadh branch', city: 'Riyadh' },
  { channel: 'Jeddah branch', city: 'Jeddah' },
  { channel: 'Khobar branch', city: 'Khobar' },
];

const appLaunchDay = dayOf('2025-02-01');

/** The app grows at the expense of the web shop after its launch. */
export function drawMainChannel(draws: Draws, city: City, day: number): Channel {
  if (city.branch !== undefined && happens(draws, 0.55)) return city.branch;
  const appShare = day < appLaunchDay ? 0 : 0.35 + (0.25 * (day - appLaunchDay)) / 590;
  return happens(draws, appShare) ? 'App' : 'Online';
}

/** Mostly the customer's own channel; some web customers move to the app for good as time goes by. */
export function drawChannel(draws: Draws, main: Channel, city: City, day: number): Channel {
  if (main === 'Online' && day >= appLaunchDay && happens(draws, 0.3)) return 'App';
  if (happens(draws, 0.84)) return main;
  const others: readonly Channel[] = ['Online', ...(day >= appLaunchDay ? (['App'] as const) : [])];
  const reachable = city.branch === undefined ? others : [...others, city.branch];
  return chooseWeighted(draws, reachable, (channel) => (channel === 'App' ? 2 : 1));
}

export function drawCity(draws: Draws): City {
  return chooseWeighted(draws, cities, ({ weight }) => weight);
}
