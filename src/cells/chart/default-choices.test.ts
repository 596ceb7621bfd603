import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ChartChoices } from '../../notebook/document/document';
import { defaultChoices, type ChartColumn } from './default-choices';

const automatic: ChartChoices = { mark: null, x: null, y: null, colour: null, facet: null };

/** `month:date:13 channel:text:4` as columns; a + behind the number repeats, a < is ordered. */
function columnsOf(text: string): ChartColumn[] {
  return text
    .split(' ')
    .filter(Boolean)
    .map((part) => {
      const [name, kind, size] = part.split(':');
      const distinct = parseInt(size, 10);
      return {
        name,
        kind: kind as ChartColumn['kind'],
        distinct,
        repeats: size.includes('+'),
        isOrdered: size.includes('<'),
      };
    });
}

function taken(columns: string, choices: Partial<ChartChoices> = {}): string {
  const { mark, x, y, colour, facet } = defaultChoices(columnsOf(columns), { ...automatic, ...choices });
  return [mark, x, y, colour, facet].map((each) => each ?? '-').join(' ');
}

describe('without any choice', () => {
  test.each([
    ['a date and a number', 'orders:number:9 month:date:13<', 'line month orders - -'],
    ['one day only', 'day:date:1 orders:number:1', 'bar day orders - -'],
    ['a name and a number', 'tier:text:4 customers:number:4', 'bar tier customers - -'],
    ['yes and no', 'returned:boolean:2 customers:number:2', 'bar returned customers - -'],
    ['two numbers', 'recency:number:80+ revenue:number:99', 'dot recency revenue - -'],
    ['a number that rises', 'week:number:39< actual:number:39', 'line week actual - -'],
    ['one number', 'revenue:number:99+', 'bar revenue - - -'],
    ['one name: rows are counted', 'reason:text:5+', 'bar reason - - -'],
    ['dates alone', 'day:date:40+', 'line day - - -'],
    [
      'a date before a name',
      'channel:text:4+ month:date:13+ orders:number:52',
      'line month orders channel -',
    ],
    ['a day that never changes', 'asOf:date:1+ segment:text:5 n:number:5', 'bar segment n - -'],
    ['a name that never changes', 'currency:text:1+ tier:text:4 n:number:4', 'bar tier n - -'],
    ['many names, one number', 'customer:text:900 revenue:number:800', 'bar customer revenue - -'],
    ['many names, two numbers', 'customer:text:900 a:number:800 b:number:800', 'dot a b - -'],
    ['several rows of one day', 'day:date:40+ amount:number:900', 'bar day amount - -'],
    ['nothing', '', 'bar - - - -'],
  ])('%s', (_, columns, expected) => {
    expect(taken(columns)).toBe(expected);
  });

  test.each([
    ['a further name of few values', 'month:date:13+ channel:text:4+ n:number:52', 'channel'],
    ['none where places don’t repeat', 'month:date:13 channel:text:4+ n:number:13', '-'],
    ['none of two names', 'month:date:13+ channel:text:4+ tier:text:3+ n:number:99', '-'],
    ['none of seven values', 'month:date:13+ country:text:7+ n:number:91', '-'],
    ['none of one value', 'month:date:13+ currency:text:1+ n:number:13', '-'],
    ['the one of a cloud', 'customer:text:900 a:number:900 b:number:800 tier:text:40+', '-'],
  ])('colour: %s', (_, columns, expected) => {
    expect(taken(columns).split(' ')[3]).toBe(expected);
  });
});

describe('what was chosen', () => {
  const columns = 'month:date:13+ channel:text:4+ orders:number:52 revenue:number:52';

  test.each<[string, Partial<ChartChoices>, string]>([
    ['a mark', { mark: 'area' }, 'area month orders channel -'],
    ['the values', { y: 'revenue' }, 'line month revenue channel -'],
    ['a place', { x: 'channel' }, 'bar channel orders - -'],
    ['a place that is a number', { x: 'orders' }, 'dot orders revenue channel -'],
    ['a colour', { colour: 'channel' }, 'line month orders channel -'],
    ['no colour', { colour: 'none' }, 'bar month orders - -'],
    ['rows that are counted', { y: 'count' }, 'line month - channel -'],
    ['panels', { facet: 'channel' }, 'line month orders - channel'],
    ['the colour leaves another place', { colour: 'month' }, 'bar channel orders month -'],
    ['no panels', { facet: 'none' }, 'line month orders channel -'],
  ])('%s', (_, choices, expected) => {
    expect(taken(columns, choices)).toBe(expected);
  });

  test('values that were chosen are not the place as well', () => {
    expect(taken('a:number:9 b:number:9', { y: 'a' })).toBe('dot b a - -');
  });

  test('a column of the name of a word is meant', () => {
    expect(taken('reason:text:5 count:number:5', { y: 'count' })).toBe('bar reason count - -');
    expect(taken('reason:text:5 none:text:3 n:number:5', { colour: 'none' })).toBe('bar reason n none -');
  });

  test('what is not there falls back and is named, once', () => {
    const choices = { ...automatic, x: 'week', y: 'profit', colour: 'profit', facet: 'region' };
    const { missing, ...rest } = defaultChoices(columnsOf(columns), choices);
    expect(missing).toEqual(['week', 'profit', 'region']);
    expect(rest).toEqual({ mark: 'line', x: 'month', y: 'orders', colour: 'channel', facet: null });
  });

  test('names can’t be values', () => {
    const { y, missing } = defaultChoices(columnsOf(columns), { ...automatic, y: 'channel' });
    expect([y, missing]).toEqual(['orders', ['channel']]);
  });
});

test('never a column that is not there, and always the same again', () => {
  const name = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'none', 'count');
  const column = fc.record({
    name,
    kind: fc.constantFrom('number', 'date', 'text', 'boolean'),
    distinct: fc.nat(50),
    isOrdered: fc.boolean(),
    repeats: fc.boolean(),
  }) as fc.Arbitrary<ChartColumn>;
  const choice = fc.option(name);
  const choices = fc.record({
    mark: fc.constantFrom(null, 'bar', 'line', 'area', 'dot'),
    x: choice,
    y: choice,
    colour: choice,
    facet: choice,
  }) as fc.Arbitrary<ChartChoices>;
  const columns = fc.uniqueArray(column, { selector: (each) => each.name });
  fc.assert(
    fc.property(columns, choices, (all, chosen) => {
      const { missing, mark, ...places } = defaultChoices(all, chosen);
      const names = all.map((each) => each.name);
      for (const place of Object.values(places)) if (place !== null) expect(names).toContain(place);
      expect(places.x === null).toBe(all.length === 0);
      if (places.y !== null) expect(all.find((each) => each.name === places.y)?.kind).toBe('number');
      if (chosen.x !== null && names.includes(chosen.x)) expect(places.x).toBe(chosen.x);
      if (chosen.mark !== null) expect(mark).toBe(chosen.mark);
      const again = defaultChoices(all, { mark, ...places });
      expect([again.x, again.facet, again.mark]).toEqual([places.x, places.facet, mark]);
      expect(new Set(missing).size).toBe(missing.length);
    }),
  );
});
