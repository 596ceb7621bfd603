import { describe, expect, it } from 'vitest';
import { EngineError } from '../duckdb/engine-error';
import { checkFits, neededMemory, type TableEstimate } from './fits';

const orders = (rows: number): TableEstimate => ({
  rows,
  letters: { customer: 8, date: 10, amount: 6, note: 80 },
});
const needed = ['customer', 'date', 'amount'];
const kept = { isKept: true, freeBytes: null };
const inMemory = { isKept: false, freeBytes: null };

function refusal(work: () => void): EngineError {
  try {
    work();
  } catch (thrown) {
    if (thrown instanceof EngineError) return thrown;
  }
  throw new Error('Nothing was refused.');
}

describe('checkFits', () => {
  it('lets ten million rows in, in memory and kept', () => {
    const lines = { rows: 10e6, letters: { customer: 8, date: 10, amount: 6, channel: 5, product: 4 } };
    expect(() => checkFits(lines, 1, inMemory, needed)).not.toThrow();
    expect(() => checkFits(lines, 1, kept, needed)).not.toThrow();
  });

  it('lets fifty million kept rows in', () => {
    expect(() => checkFits(orders(50e6), 1, kept, needed)).not.toThrow();
  });

  it('refuses what memory can’t hold, and knows that fewer columns would fit', () => {
    // 20 million × (48 + 16 + 16 + 16 + 96) bytes is 3.8 GB; without the note 1.9 GB.
    const { code, details } = refusal(() => checkFits(orders(20e6), 1, inMemory, needed));
    expect(code).toBe('fileTooLarge');
    expect(details.values).toMatchObject({ rows: 20e6, fewerColumns: true });
  });

  it('names the largest share of customers that fits', () => {
    // Kept, 200 million rows need 9.6 GB for the model; a quarter of the customers 2.4 GB.
    const { details } = refusal(() => checkFits(orders(200e6), 1, kept, needed));
    expect(details.values).toMatchObject({ fewerColumns: false, customerShare: 0.25 });
    expect(() => checkFits(orders(200e6), 0.25, kept, needed)).not.toThrow();
  });

  it('refuses what the browser’s storage can’t hold', () => {
    const { code } = refusal(() => checkFits(orders(1e6), 1, { isKept: true, freeBytes: 1e6 }, needed));
    expect(code).toBe('storageFull');
  });

  it('needs less for fewer rows and for a smaller share', () => {
    expect(neededMemory(orders(1e6), 1, false)).toBeLessThan(neededMemory(orders(2e6), 1, false));
    expect(neededMemory(orders(1e6), 0.5, true)).toBeLessThan(neededMemory(orders(1e6), 1, true));
  });
});
