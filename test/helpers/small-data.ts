import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRandom, drawBeta, drawExponential, drawGamma } from '../../workers/stats/random';

/** Small files of each kind of data, made up from a seed, for tests that need data rather than particular numbers. */

let folder: string | null = null;

/** Writes a file that lives until the machine tidies up. */
export function writeTemporary(name: string, text: string | Uint8Array): string {
  folder ??= mkdtempSync(join(tmpdir(), 'wafa-'));
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const isoDay = (day: number) => new Date(day * 86_400_000).toISOString().slice(0, 10);
const firstDay = 19_000; // 2022-01-08

export interface OrderLine {
  order: string;
  customer: string;
  day: number;
  amount: number;
  channel: string;
}

/** Order lines with several lines an order, several orders a day, returns, zero orders and missing customers. */
export function smallOrderLines(seed: number, customers = 60): OrderLine[] {
  const random = createRandom(seed);
  const pick = <T>(values: readonly T[]) => values[Math.floor(random() * values.length)];
  const lines: OrderLine[] = [];
  for (let customer = 0; customer < customers; customer += 1) {
    const start = firstDay + Math.floor(random() * 300);
    const channel = pick(['web', 'app', 'branch']);
    const usualAmount = 10 - Math.log(random()) * 60;
    for (let day = start; day < firstDay + 420; day += 1 + Math.floor(-Math.log(random()) * 45)) {
      const kind = random();
      const order = `O${lines.length}`;
      const amount = kind < 0.05 ? 0 : Math.round(usualAmount * (50 + random() * 100)) / 100;
      const signed = kind > 0.95 && day > start ? -amount : amount;
      const count = 1 + Math.floor(random() * 3);
      for (let line = 0; line < count; line += 1) {
        const name = random() < 0.02 ? '' : `c${customer}`;
        lines.push({ order, customer: name, day, amount: signed, channel });
      }
      if (random() < 0.1)
        lines.push({ order: `${order}b`, customer: `c${customer}`, day, amount: 5, channel });
      if (random() < 0.15) break;
    }
  }
  return lines;
}

/** Orders of customers who differ as BG/NBD and Gamma-Gamma have it, so that models of purchases have something to find. */
export function variedOrderLines(seed: number, customers = 300): OrderLine[] {
  const random = createRandom(seed);
  const lines: OrderLine[] = [];
  for (let customer = 0; customer < customers; customer += 1) {
    const [rate, dropout] = [drawGamma(random, 0.8, 40), drawBeta(random, 0.9, 2.2)];
    const spendRate = drawGamma(random, 4, 40);
    const channel = random() < 0.5 ? 'web' : 'app';
    for (let day = firstDay + Math.floor(random() * 180); day < firstDay + 540;) {
      const amount = Math.max(0.01, drawGamma(random, 6, spendRate));
      lines.push({ order: `O${lines.length}`, customer: `c${customer}`, day, amount, channel });
      if (random() < dropout) break;
      day += Math.ceil(drawExponential(random, rate));
    }
  }
  return lines;
}

export function ordersCsv(lines: readonly OrderLine[], withOrderId = true): string {
  const header = withOrderId
    ? 'order_id,customer_id,order_date,amount,channel'
    : 'customer_id,order_date,amount,channel';
  const rows = lines.map(({ order, customer, day, amount, channel }) =>
    [...(withOrderId ? [order] : []), customer, isoDay(day), amount.toFixed(2), channel].join(','),
  );
  return `${[header, ...rows].join('\n')}\n`;
}

export function contractsCsv(seed: number, customers = 80): string {
  const random = createRandom(seed);
  const rows = Array.from({ length: customers }, (_, index) => {
    const start = firstDay + Math.floor(random() * 500);
    const end = start + 20 + Math.floor(-Math.log(random()) * 300);
    const plan = random() < 0.5 ? 'basic' : 'plus';
    return `k${index},${isoDay(start)},${end < firstDay + 600 ? isoDay(end) : ''},${plan}`;
  });
  return `${['client_id,start_date,end_date,plan', ...rows].join('\n')}\n`;
}

export function durationsCsv(seed: number, customers = 80): string {
  const random = createRandom(seed);
  const rows = Array.from({ length: customers }, (_, index) => {
    const plan = random() < 0.5 ? 'basic' : 'plus';
    return `k${index},${Math.floor(random() * 40)},${random() < 0.4 ? 'Yes' : 'No'},${plan}`;
  });
  return `${['customerID,tenure,Churn,plan', ...rows].join('\n')}\n`;
}
