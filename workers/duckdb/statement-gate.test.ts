import { describe, expect, it } from 'vitest';
import { catalogsIn, StatementGate } from './statement-gate';

const settled = () => new Promise((resolve) => setTimeout(resolve));

describe('the catalogs a statement names', () => {
  it('are found quoted and bare, once each', () => {
    expect(catalogsIn('SELECT * FROM store_1.main.a JOIN "store_12".main.b JOIN store_1.main.c')).toEqual([
      'store_1',
      'store_12',
    ]);
    expect(catalogsIn('SELECT store_name, my_store_1 FROM memory.main.orders')).toEqual([]);
  });
});

describe('work alone on a catalog', () => {
  it('waits for the statements on it, and holds back later ones, but not those of other catalogs', async () => {
    const gate = new StatementGate();
    const seen: string[] = [];
    const leave = await gate.enter(['store_1'], () => seen.push('interrupted'));
    const alone = gate.alone('store_1', false, async () => void seen.push('alone'));
    const later = gate
      .enter(['store_1', 'store_2'], () => undefined)
      .then((end) => {
        seen.push('later');
        return end;
      });
    (await gate.enter(['store_2'], () => undefined))();
    await settled();
    expect(seen).toEqual([]);
    expect(gate.isFree('store_1')).toBe(false);
    expect(gate.isFree('store_2')).toBe(true);
    leave();
    await alone;
    (await later)();
    expect(seen).toEqual(['alone', 'later']);
    expect(gate.isFree('store_1')).toBe(true);
  });

  it('can interrupt them', async () => {
    const gate = new StatementGate();
    let leave = () => {};
    leave = await gate.enter(['store_1'], () => leave());
    await gate.alone('store_1', true, async () => undefined);
    expect(gate.isFree('store_1')).toBe(true);
  });

  it('is done one after another, and opens the catalog again when it fails', async () => {
    const gate = new StatementGate();
    const seen: string[] = [];
    const first = gate.alone('store_1', false, async () => {
      await settled();
      seen.push('first');
      throw new Error('no room');
    });
    const second = gate.alone('store_1', false, async () => void seen.push('second'));
    await expect(first).rejects.toThrow('no room');
    await second;
    expect(seen).toEqual(['first', 'second']);
    (await gate.enter(['store_1'], () => undefined))();
  });
});
