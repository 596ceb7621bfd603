import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Portions } from './portions';

const groupsOf = (rows: readonly number[]) =>
  rows.map((each, index) => ({ rows: each, start: index, end: index + 1 }));

function all(portions: Portions) {
  const taken = [];
  for (let portion = portions.next(); portion; portion = portions.next()) taken.push(portion);
  return taken;
}

describe('portions of row groups', () => {
  it('takes small groups together and large ones in parts', () => {
    // 24 MB in rows of 2.4 kB are 10,485 at once.
    const portions = all(new Portions(groupsOf([5000, 5000, 5000, 0, 30_000]), 2400));
    expect(
      portions.map(({ groups, offset, limit }) => [groups.map(({ start }) => start), offset, limit]),
    ).toEqual([
      [[0, 1], 0, 10_000],
      [[2, 3], 0, 5000],
      [[4], 0, 10_485],
      [[4], 10_485, 10_485],
      [[4], 20_970, 9030],
    ]);
  });

  it('takes smaller portions once rows turn out to be wider', () => {
    const portions = new Portions(groupsOf([1_000_000]), 50);
    const first = portions.next()!;
    portions.learn(first.limit, first.limit * 24_000);
    expect(portions.next()!.limit).toBe(1048);
  });

  it('takes each row once, in order, whatever the groups', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(40_000), { maxLength: 30 }),
        fc.integer({ min: 1, max: 100_000 }),
        (rows, width) => {
          const seen = all(new Portions(groupsOf(rows), width)).flatMap(({ groups, offset, limit }) => {
            const places = groups.flatMap(({ start, rows: count }) => [[start, 0, count]]);
            return groups.length === 1 ? [[groups[0].start, offset, offset + limit]] : places;
          });
          const lengths = new Map<number, number>();
          for (const [group, from, to] of seen) {
            expect(from).toBe(lengths.get(group) ?? 0);
            lengths.set(group, to);
          }
          expect(rows.map((_, index) => lengths.get(index) ?? 0)).toEqual(rows);
        },
      ),
    );
  });
});
