// @vitest-environment jsdom
import { describe, expect, test } from 'vitest';
import type { Figure } from '../figure';
import { drawAll, inputOf, type Rows } from '../figure-test-data';
import { draw } from './figure';

type Row = Rows[string][number];

const names = ['safe', 'slowingDown', 'aboutToLeave', 'gone'];

function stateRows(changes: Row = {}): Row[] {
  return names.map((state, index) => {
    const money = { valueAtRisk: 4000 * index, revenue: 90_000, revenueShare: 0.25 };
    const counts = { customers: 300 - 70 * index, share: 0.25, expectedAlive: 120, expectedPurchases: 60 };
    return { state, ...counts, purchasesAtRisk: 20 * index, ...money, ...changes };
  });
}

function firstRows(changes: Row = {}): Row[] {
  return ['C-17', 'عميل 4', 'C-3'].map((customer, index) => {
    const chances = { probabilityAlive: 0.4, expectedPurchases: 1.5, valueAtRisk: 90 - index, revenue: 900 };
    const days = { lastPurchase: '2011-10-05', silenceDays: 65, usualGapDays: 20, frequency: 4 };
    return { customer, state: 'aboutToLeave', ...chances, ...days, ...changes };
  });
}

/** Classes 1, 2–3 and 4 or more; the last column has no customers. */
function mapRows(columns = 4): Row[] {
  return [1, 2, 4].flatMap((purchasesFrom) =>
    Array.from({ length: columns }, (_, column) => {
      const customers = column === columns - 1 ? 0 : 12 + column;
      return {
        purchasesFrom,
        purchasesTo: purchasesFrom === 4 ? null : purchasesFrom === 1 ? 1 : 3,
        silenceFrom: column * 30,
        silenceTo: column * 30 + 29,
        customers,
        probabilityAlive: customers === 0 ? null : 1 / (1 + column),
      };
    }),
  );
}

function drawn(rows: Rows, language: 'en' | 'ar' = 'en', width = 700): Figure[] {
  return drawAll(draw, inputOf('alive', rows, { language, width, params: { currency: 'none' } }));
}

const all = { states: stateRows(), first: firstRows(), map: mapRows() };

describe.each(['en', 'ar'] as const)('figures of alive in %s', (language) => {
  test.each([320, 360, 1100])('keep within %d pixels', (width) => {
    const figures = drawn(all, language, width);
    expect(figures.map(({ id }) => id)).toEqual(['states', 'first', 'map']);
    for (const { element, points } of figures) {
      expect(element.outerHTML).not.toMatch(/NaN|undefined|Infinity|figure\.|choice\./);
      for (const { x, y, title, lines } of points) {
        expect(x >= 0 && x <= width && y >= 0 && y <= Number(element.getAttribute('height'))).toBe(true);
        expect([title, ...lines].join()).not.toMatch(/figure\.|choice\.|[{}]|NaN/);
      }
    }
  });
});

test('the map runs with the reading direction, most purchases at the top', () => {
  const [english, arabic] = (['en', 'ar'] as const).map((language) => drawn(all, language)[2].points);
  expect(english[1].x).toBeGreaterThan(english[0].x);
  expect(arabic[1].x).toBeLessThan(arabic[0].x);
  expect(english[0].title).toBe('Purchases: 4+. Silent for 0 to 29 days');
  expect(english[english.length - 1].y).toBeGreaterThan(english[0].y);
});

test('a cell without customers is hatched and says so', () => {
  const map = drawn(all)[2];
  expect(map.element.querySelectorAll('pattern')).toHaveLength(1);
  expect(map.element.outerHTML.match(/url\(#hatch-alive-map/g)).not.toBeNull();
  expect(map.points[3].lines).toEqual(['No customers']);
  expect(map.points[1].lines).toEqual(['13 customers, on average 50% likely to be there still']);
});

test('without probabilities there is no map, and the bars show revenue', () => {
  const none = { expectedAlive: null, expectedPurchases: null, purchasesAtRisk: null, valueAtRisk: null };
  const figures = drawn({
    states: stateRows(none),
    first: firstRows({ probabilityAlive: null, expectedPurchases: null, valueAtRisk: null }),
    map: mapRows().map((cell) => ({ ...cell, probabilityAlive: null })),
  });
  expect(figures.map(({ id }) => id)).toEqual(['states', 'first']);
  expect(figures[0].element.textContent).toContain('Revenue so far');
  expect(figures[1].element.textContent).toContain('Call first: revenue');
});

test('nothing is drawn from nothing', () => {
  expect(drawn({ states: [], first: [], map: [] })).toEqual([]);
  expect(drawn({})).toEqual([]);
});
