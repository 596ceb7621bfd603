// @vitest-environment jsdom
import { describe, expect, test } from 'vitest';
import type { Scalar } from '../../../workers/api';
import type { Figure } from '../../analyses/figure';
import type { ChartChoices } from '../../notebook/document/document';
import { marks } from '../../notebook/document/document';
import { chartInput, monthAt } from './chart-test-data';
import { drawChart } from './draw-chart';

type Rows = Record<string, Scalar>[];
type Options = Parameters<typeof chartInput>[2];

function range<Value>(count: number, make: (index: number) => Value): Value[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

function draw(rows: Rows, choices: Partial<ChartChoices> = {}, options: Options = {}): Figure {
  const figure = drawChart(chartInput(rows, choices, options));
  if (!figure) throw new Error('Nothing was drawn');
  return figure;
}

const plain = (text: string): string => text.replace(/[\u2066-\u2069\u200e\u200f]/g, '');
const textOf = ({ element }: Figure): string => plain(element.textContent ?? '');
const labelsOf = ({ element }: Figure): string[] =>
  [...element.querySelectorAll('text')].map((text) => plain(text.textContent ?? ''));
const barsOf = ({
  element,
}: Figure): { x: number; y: number; width: number; height: number; fill: string }[] =>
  [...element.querySelectorAll('rect')].map((bar) => {
    const [x, y, width, height] = ['x', 'y', 'width', 'height'].map((name) => Number(bar.getAttribute(name)));
    return { x, y, width, height, fill: bar.getAttribute('fill') ?? '' };
  });
const wordsOf = (figure: Figure, index: number): string[] => {
  const { title, lines } = figure.points[index];
  return [title, ...lines].map(plain);
};

function expectSound(figure: Figure): void {
  const svg = figure.element.outerHTML;
  expect(svg).not.toMatch(/NaN|undefined|Infinity/);
  expect(svg).not.toMatch(/(width|height|r)="-/);
  expect(figure.element.textContent).not.toMatch(/chart\.|[{}⚠]/u);
  expect(figure.description).not.toMatch(/chart\.|[{}]|NaN|Infinity/);
  const [width, height] = ['width', 'height'].map((name) => Number(figure.element.getAttribute(name)));
  expect(figure.points.length).toBeGreaterThan(0);
  for (const { x, y, title, lines } of figure.points) {
    expect(x >= 0 && x <= width && y >= 0 && y <= height).toBe(true);
    expect([title, ...lines].join()).not.toMatch(/chart\.|[{}]|NaN|undefined/);
    expect(lines.length).toBeGreaterThan(0);
  }
  const places = figure.points.map(({ column, row }) => `${column} ${row}`);
  expect(new Set(places).size).toBe(places.length);
}

const months: Rows = range(5, (index) => ({ month: monthAt(index), orders: [4, 10, 6, 8, 2][index] }));
const channels = (count: number, length = 4): Rows =>
  range(count * length, (index) => {
    const channel = index % count;
    const month = monthAt(Math.floor(index / count));
    return { month, channel: `C${channel}`, revenue: (count - channel) * 10 };
  });
const tiers: Rows = ['gold', 'silver', null].map((tier, index) => ({ tier, customers: [5, 3, 2][index] }));
const cloud = (count: number): Rows =>
  range(count, (index) => ({ recency: (index * 37) % 101, revenue: (index * 53) % 97, index }));
const samples: [string, Rows, Partial<ChartChoices>][] = [
  ['months', months, {}],
  ['colours', channels(3), { colour: 'channel' }],
  ['nine colours', channels(9), { colour: 'channel' }],
  ['panels', channels(3), { facet: 'channel' }],
  ['colours and panels', channels(3), { facet: 'channel', colour: 'channel' }],
  ['names', tiers, {}],
  ['long names', range(40, (index) => ({ name: `A rather long name ${index}`, n: index - 20 })), {}],
  ['numbers', cloud(50), { x: 'recency', y: 'revenue' }],
  ['one number', cloud(50), { x: 'revenue', y: 'count' }],
  ['rates', channels(3).map((row) => ({ ...row, rate: 0.4 })), { y: 'rate', colour: 'channel' }],
  ['names in panels', channels(5).map((row) => ({ ...row })), { x: 'channel', facet: 'month' }],
  ['yes and no', range(6, (index) => ({ returned: index % 2 === 0, n: index })), {}],
  ['one row', [{ month: '2024-03-01', orders: 12 }], {}],
  ['a zero', [{ tier: 'gold', n: 0 }], {}],
  [
    'instants',
    range(30, (index) => ({ at: `2024-03-01 ${10 + (index % 9)}:0${index % 7}:00`, n: index })),
    {},
  ],
  [
    'huge',
    [
      { tier: 'a', n: 1e21 },
      { tier: 'b', n: -1e21 },
    ],
    {},
  ],
];

describe.each(samples)('%s', (_, rows, choices) => {
  test.each(marks)('as %s, in both languages and widths', (mark) => {
    for (const language of ['en', 'ar'] as const) {
      for (const width of [280, 1100]) {
        const figure = draw(rows, { ...choices, mark }, { language, width });
        expectSound(figure);
        expect(figure.element.getAttribute('width')).toBe(String(width));
      }
    }
  });
});

test('nothing is drawn of nothing', () => {
  expect(drawChart(chartInput([]))).toBeNull();
  expect(drawChart(chartInput([{ tier: 'gold', n: null }], { y: 'n' }))).toBeNull();
  expect(drawChart(chartInput([{ day: 'x', n: 1 }].map((row) => ({ ...row, n: Infinity }))))).toBeNull();
});

test('time runs with the reading direction, as in every figure', () => {
  const [english, arabic] = (['en', 'ar'] as const).map((language) => draw(months, {}, { language }).points);
  expect(english[4].x).toBeGreaterThan(english[0].x);
  expect(arabic[4].x).toBeLessThan(arabic[0].x);
  // Distances in time are distances in pixels: 31 days of December, 28 of February.
  const [december, , february] = english.map(({ x }, index) => (english[index + 1]?.x ?? 0) - x);
  expect(december / february).toBeCloseTo(31 / 28, 5);
});

test('a line: one point a row, its last value at its end', () => {
  const figure = draw(months);
  expect(figure.points.map(({ column, row }) => [column, row])).toEqual(range(5, (index) => [index, 0]));
  expect(wordsOf(figure, 1)).toEqual(['Jan 2011', 'ORDERS: 10']);
  expect(labelsOf(figure)).toContain('2');
  expect(plain(figure.description)).toBe('Lines: ORDERS by MONTH. 5 values are drawn, from 2 to 10.');
});

test('bars are as high as their values and stand on 0', () => {
  const bars = barsOf(draw(months, { mark: 'bar' }));
  // 4, 10, 6, 8, 2 in the order of time.
  expect(bars.map(({ height }) => Math.round((height / bars[1].height) * 10))).toEqual([4, 10, 6, 8, 2]);
  const feet = bars.map(({ y, height }) => y + height);
  expect(new Set(feet.map((foot) => foot.toFixed(6))).size).toBe(1);
});

test('negative bars hang from 0', () => {
  const [up, down] = barsOf(draw([3, -6].map((n, index) => ({ tier: `T${index}`, n }))));
  expect(down.y).toBeCloseTo(up.y + up.height, 6);
  expect(down.height).toBeCloseTo(2 * up.height, 6);
});

test('bars add up the rows of one place and say so; lines show them as they are', () => {
  const rows: Rows = [1, 2, 4].map((n, index) => ({ tier: ['a', 'b', 'a'][index], n }));
  const bars = draw(rows);
  expect(bars.points.map((_, index) => wordsOf(bars, index))).toEqual([
    ['a', 'N: 5'],
    ['b', 'N: 2'],
  ]);
  expect(textOf(bars)).toContain('Rows with the same TIER are added up.');
  const line = draw(rows, { mark: 'line' });
  expect(line.points).toHaveLength(3);
  expect(textOf(line)).not.toContain('added up');
});

test('rates are averaged, and stand beside each other', () => {
  const rows: Rows = [0.2, 0.4, 0.5].map((churn_rate, index) => ({
    tier: ['a', 'a', 'b'][index],
    channel: ['Web', 'Web', 'Shop'][index],
    churn_rate,
  }));
  const figure = draw(rows, { colour: 'none' });
  expect(wordsOf(figure, 0)).toEqual(['a', 'CHURN_RATE: 30.0%']);
  expect(textOf(figure)).toContain('Rows with the same TIER are averaged.');
  const split = draw([...rows, { tier: 'b', channel: 'Web', churn_rate: 0.1 }], { colour: 'channel' });
  const bars = barsOf(split);
  const feet = new Set(bars.map(({ y, height }) => (y + height).toFixed(6)));
  expect([bars.length, feet.size, new Set(bars.map(({ x }) => x)).size]).toEqual([3, 1, 3]);
});

test('rows are counted where there is no number', () => {
  const figure = draw(['a', 'b', 'a', null].map((reason) => ({ reason })));
  expect(figure.points.map((_, index) => wordsOf(figure, index).join(' '))).toEqual([
    'a Number of rows: 2',
    'b Number of rows: 1',
    'no value Number of rows: 1',
  ]);
});

test('bars of several colours lie on each other', () => {
  const figure = draw(channels(3, 1), { mark: 'bar', colour: 'channel' });
  const bars = barsOf(figure);
  expect(new Set(bars.map(({ fill }) => fill)).size).toBe(3);
  expect(bars[0].y).toBeCloseTo(bars[1].y + bars[1].height, 6);
  expect(bars[1].y).toBeCloseTo(bars[2].y + bars[2].height, 6);
  expect(wordsOf(figure, 0)).toEqual(['1 Dec 2010', 'CHANNEL: C0', 'REVENUE: 30']);
  expect(labelsOf(figure)).toEqual(expect.arrayContaining(['C0', 'C1', 'C2']));
});

test('six colours, the others grey', () => {
  const bars = draw(channels(9, 1), { mark: 'bar', colour: 'channel' });
  const fills = barsOf(bars).map(({ fill }) => fill);
  expect(fills.filter((fill) => fill === 'var(--category-other)')).toHaveLength(1);
  expect(new Set(fills).size).toBe(7);
  // 30 + 20 + 10 of the three smallest.
  expect(wordsOf(bars, 6)).toEqual(['1 Dec 2010', 'CHANNEL: Others', 'REVENUE: 60']);
  expect(bars.description).toContain('3 more values of');
  const lines = draw(channels(9), { mark: 'line', colour: 'channel' });
  expect(lines.points).toHaveLength(36);
  expect(wordsOf(lines, 35)).toEqual(['Mar 2011', 'CHANNEL: C8', 'REVENUE: 10']);
  expect(labelsOf(lines).filter((label) => label === 'Others')).toHaveLength(1);
});

test('a missing value is a gap in a line, and a place between two gaps a dot', () => {
  const values = range(70, (index) => (index === 3 || index === 5 ? null : index + 1));
  const rows = values.map((n, index) => ({ month: monthAt(index), n }));
  const figure = draw(rows);
  const [line] = [...figure.element.querySelectorAll('path')]
    .map((path) => path.getAttribute('d') ?? '')
    .sort((one, other) => other.length - one.length);
  // Before, between and after the two gaps; what stands alone there is drawn as a dot.
  expect(line.match(/M/g)).toHaveLength(3);
  expect(figure.element.querySelectorAll('circle')).toHaveLength(1);
  expect(figure.points).toHaveLength(68);
});

test('rows without a place, and dots without a value, are left out and counted', () => {
  const rows: Rows = range(9, (index) => ({
    a: index < 2 ? null : (index * 5) % 9,
    b: index === 4 ? null : index,
  }));
  const figure = draw(rows, { mark: 'dot', x: 'a', y: 'b' });
  expect(figure.points).toHaveLength(6);
  expect(textOf(figure)).toContain('2 rows without A are left out. One row without B is left out.');
});

test('long names and many of them lie, the largest thirty', () => {
  const rows = range(40, (index) => ({ name: `Number ${index}`, n: index }));
  const figure = draw(rows);
  const bars = barsOf(figure);
  expect(bars).toHaveLength(30);
  expect(new Set(bars.map(({ height }) => height)).size).toBe(1);
  expect(figure.points.map(({ column, row }) => [column, row])).toEqual(range(30, (index) => [0, index]));
  expect(wordsOf(figure, 0)).toEqual(['Number 10', 'N: 10']);
  expect(textOf(figure)).toContain('Of 40 values of NAME, the 30 largest are drawn.');
  const few = barsOf(draw(rows.slice(0, 4), {}, { width: 1100 }));
  expect(new Set(few.map(({ width }) => width)).size).toBe(1);
  const narrow = barsOf(draw(rows.slice(0, 4), {}, { width: 200 }));
  expect(new Set(narrow.map(({ height }) => height)).size).toBe(1);
});

test('lying bars grow in the reading direction', () => {
  const rows = range(13, (index) => ({ name: `N${index}`, n: index === 0 ? -4 : 8 }));
  for (const [language, sign] of [
    ['en', 1],
    ['ar', -1],
  ] as const) {
    const { points } = draw(rows, {}, { language });
    expect(Math.sign(points[1].x - points[0].x)).toBe(sign);
  }
});

test('nine panels of a common scale, the others left out and said', () => {
  const rows = range(12, (index) => ({ region: `R${index}`, month: monthAt(index % 2), n: index }));
  const figure = draw([...rows, ...rows.map((row) => ({ ...row, month: monthAt(2) }))], { facet: 'region' });
  const names = labelsOf(figure).filter((label) => /^R\d+$/.test(label));
  expect(names).toEqual(range(9, (index) => `R${index + 3}`));
  expect(textOf(figure)).toContain('Of 12 values of REGION, the 9 largest have a panel.');
  // R3 has January and February.
  expect(wordsOf(figure, 0)).toEqual(['Jan 2011', 'REGION: R3', 'N: 3']);
  const [left, right] = [figure.points[2], figure.points[4]];
  // Two panels beside each other at 700 pixels: the second row begins lower.
  expect(figure.points[0].x).toBeLessThan(left.x);
  expect(right.y).toBeGreaterThan(figure.points[0].y);
});

describe('no more than 2,000 marks', () => {
  const many = range(5000, (index) => ({
    day: new Date(Date.UTC(2001, 0, 1 + index)).toISOString().slice(0, 10),
    n: index === 2345 ? 500 : index % 7,
  }));

  test('a line keeps its ends and its peak', () => {
    const figure = draw(many);
    expect(figure.points.length).toBeLessThanOrEqual(2000);
    expect(wordsOf(figure, 0)[0]).toBe('1 Jan 2001');
    // 4,999 days after 1 January 2001; 4,999 % 7 = 1.
    expect(wordsOf(figure, figure.points.length - 1)).toEqual(['9 Sept 2014', 'N: 1']);
    expect(figure.points.map((_, index) => wordsOf(figure, index)[1])).toContain('N: 500');
    expect(textOf(figure)).toMatch(/Of 5,000 places, [12],\d{3} are drawn/);
  });

  test('bars add up months', () => {
    const figure = draw(many, { mark: 'bar' }, { width: 1100 });
    // January 2001 to September 2014.
    expect(figure.points).toHaveLength(13 * 12 + 9);
    // 31 days of 0 to 6 over and over: 4 weeks of 21, then 0, 1 and 2.
    expect(wordsOf(figure, 0)).toEqual(['Jan 2001', 'N: 87']);
    expect(textOf(figure)).toContain('Each mark adds up one month.');
  });

  test('of dots every so many', () => {
    const figure = draw(
      many.map(({ n }, index) => ({ a: (index * 7919) % 5003, n })),
      { x: 'a', mark: 'dot' },
    );
    expect(figure.points).toHaveLength(1667);
    expect(textOf(figure)).toContain('Of 5,000 rows, 1,667 are drawn, chosen evenly.');
  });

  test('of many lines, bars and areas', () => {
    const rows = range(40, (group) =>
      range(100, (index) => ({
        month: monthAt(index),
        group: `G${group}`,
        panel: `P${group % 9}`,
        n: group,
      })),
    ).flat();
    for (const mark of marks) {
      for (const facet of ['panel', 'none'])
        expect(draw(rows, { mark, colour: 'group', facet }).points.length).toBeLessThanOrEqual(2000);
    }
  });
});

test('a single column of numbers becomes intervals', () => {
  const figure = draw(
    range(400, (index) => ({ spend: index / 4 })),
    {},
    { width: 360 },
  );
  // 0 to 99.75 in steps of 5: twenty of twenty rows each.
  expect(figure.points).toHaveLength(20);
  expect(wordsOf(figure, 1)).toEqual(['5–10', 'Number of rows: 20']);
  expect(textOf(figure)).toContain('Each bar adds up an interval of 5.');
});

test('shares are in per cent while they are parts of one', () => {
  const rows = (factor: number): Rows => range(3, (index) => ({ tier: `T${index}`, share: factor * index }));
  expect(wordsOf(draw(rows(0.25)), 1)).toEqual(['T1', 'SHARE: 25.0%']);
  expect(labelsOf(draw(rows(0.25)))).toContain('40%');
  expect(wordsOf(draw(rows(25)), 1)).toEqual(['T1', 'SHARE: 25']);
});

test('a line far from 0 has an axis of its own; bars never do', () => {
  const rows = range(4, (index) => ({ month: monthAt(index), price: 1000 + index }));
  const [line, bars] = [draw(rows), draw(rows, { mark: 'bar' })].map(labelsOf);
  expect(line).not.toContain('0');
  expect(line).toContain('1,001');
  expect(bars).toContain('0');
});

test('yes and no, and an empty name, are words of the language', () => {
  const rows: Rows = [true, false, null].map((returned, index) => ({ returned, n: index + 1 }));
  expect(draw(rows).points.map(({ title }) => title)).toEqual(['yes', 'no', 'no value']);
  const arabic = draw(rows, {}, { language: 'ar' });
  expect(arabic.points.map(({ title }) => title)).toEqual(['نعم', 'لا', 'بلا قيمة']);
});

test('instants have their time of day', () => {
  const rows = range(4, (index) => ({ at: `2024-03-01 0${index * 2}:30:00`, n: index }));
  const figure = draw(rows);
  expect(wordsOf(figure, 1)).toEqual(['1 Mar 2024 02:30', 'N: 1']);
  expect(labelsOf(figure)).toContain('03:00');
});
