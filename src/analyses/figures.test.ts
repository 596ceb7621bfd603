// @vitest-environment jsdom
import { describe, expect, test } from 'vitest';
import type { DrawFigures, Figure } from './figure';
import {
  drawAll,
  cohortRows,
  inputOf,
  rateRows,
  rfmRows,
  survivalRows,
  valueRows,
  type Rows,
} from './figure-test-data';
import { draw as cohort } from './cohort/figure';
import { draw as rate } from './rate/figure';
import { draw as rfm } from './rfm/figure';
import { draw as survival } from './survival/figure';
import { draw as value } from './value/figure';

const analyses: Record<string, { draw: DrawFigures; rows: Rows; figures: string[] }> = {
  rate: { draw: rate, rows: rateRows(13), figures: ['trend', 'movement'] },
  cohort: { draw: cohort, rows: cohortRows(13), figures: ['triangle', 'curves'] },
  survival: { draw: survival, rows: survivalRows(['Web', 'متجر'], 30), figures: ['curve', 'hazard'] },
  value: {
    draw: value,
    rows: valueRows(),
    figures: ['methods', 'deciles', 'by-segment', 'by-cohort', 'by-group', 'tracking', 'by-frequency'],
  },
  rfm: { draw: rfm, rows: rfmRows(), figures: ['segments'] },
};

function expectSound(figure: Figure): void {
  const svg = figure.element.outerHTML;
  expect(svg).not.toMatch(/NaN|undefined|Infinity/);
  expect(svg).not.toMatch(/(width|height|r)="-/);
  // A text that is a key has no text, a brace is a message that could not be filled, and ⚠ is a warning of Plot's.
  expect(figure.element.textContent).not.toMatch(/figure\.|choice\.|[{}⚠]/u);
  expect(figure.description).not.toMatch(/figure\.|[{}]/);
  const [width, height] = ['width', 'height'].map((name) => Number(figure.element.getAttribute(name)));
  expect(figure.points.length).toBeGreaterThan(0);
  for (const point of figure.points) {
    expect(point.x).toBeGreaterThanOrEqual(0);
    expect(point.x).toBeLessThanOrEqual(width);
    expect(point.y).toBeGreaterThanOrEqual(0);
    expect(point.y).toBeLessThanOrEqual(height);
    expect([point.title, ...point.lines].join()).not.toMatch(/figure\.|choice\.|[{}]|NaN/);
    expect(point.lines.length).toBeGreaterThan(0);
  }
}

describe.each(Object.entries(analyses))('%s', (name, { draw, rows, figures }) => {
  for (const language of ['en', 'ar'] as const) {
    test.each([360, 1100])(`draws in ${language} at %d pixels`, (width) => {
      const drawn = drawAll(draw, inputOf(name, rows, { language, width }));
      expect(drawn.map((figure) => figure.id)).toEqual(figures);
      drawn.forEach(expectSound);
      drawn.forEach((figure) => expect(figure.element.getAttribute('width')).toBe(String(width)));
    });
  }

  test('runs from right to left in Arabic, and from left to right in English', () => {
    const [first, last] = (['en', 'ar'] as const).map((language) => {
      const figures = drawAll(draw, inputOf(name, rows, { language, width: 700 }));
      // The first figure whose points stand beside each other.
      const rowsOfPoints = figures.map((figure) => figure.points.filter((point) => point.row === 0));
      const row = rowsOfPoints.find((points) => points.length > 1) ?? [];
      return row[row.length - 1].x - row[0].x;
    });
    expect(first).toBeGreaterThan(0);
    expect(last).toBeLessThan(0);
  });

  test('draws nothing from nothing', () => {
    const empty = Object.fromEntries(Object.keys(rows).map((table) => [table, []]));
    expect(drawAll(draw, inputOf(name, empty, { language: 'en', width: 700 }))).toEqual([]);
    expect(drawAll(draw, inputOf(name, {}, { language: 'en', width: 700 }))).toEqual([]);
  });
});

const noRates = rateRows(5).periods.map((row) => ({
  ...row,
  retentionRate: null,
  churnRate: null,
  lower: null,
  upper: null,
}));
const manyGroups = Array.from({ length: 200 }, (_, index) => `Group number ${index} with a long name`);
const unusual: [string, DrawFigures, Rows][] = [
  ['one period', rate, rateRows(1)],
  ['two periods', rate, rateRows(2)],
  ['200 periods', rate, rateRows(200)],
  ['no rates', rate, { periods: noRates }],
  ['a thousand million customers', rate, rateRows(13, 1e7)],
  ['one cohort', cohort, cohortRows(1)],
  ['two cohorts', cohort, cohortRows(2)],
  ['100 cohorts', cohort, cohortRows(100)],
  ['cohorts of a thousand million', cohort, cohortRows(8, 1e6)],
  ['one step of a curve', survival, survivalRows(['all'], 1)],
  ['200 groups', survival, survivalRows(manyGroups, 4)],
  ['thousands of steps', survival, survivalRows(['all'], 3000)],
  ['groups of a thousand million', survival, survivalRows(['a', 'b'], 20, 1e6)],
  ['large amounts', value, valueRows(1e6)],
  ['large segments', rfm, rfmRows(1e7)],
];
const nameOf = new Map([...Object.entries(analyses)].map(([name, { draw }]) => [draw, name]));

test.each(unusual)('unusual input: %s', (_, draw, rows) => {
  for (const language of ['en', 'ar'] as const) {
    for (const width of [280, 360, 1100]) {
      drawAll(draw, inputOf(nameOf.get(draw) ?? '', rows, { language, width })).forEach(expectSound);
    }
  }
});

test('a hundred cohorts show the newest and say so', () => {
  const [triangle] = drawAll(cohort, inputOf('cohort', cohortRows(100), { language: 'en', width: 1100 }));
  expect(Math.max(...triangle.points.map((point) => point.row))).toBe(23);
  expect(triangle.element.textContent).toContain('newest 24 of 100');
});

test('Arabic words are isolated in a drawing that keeps numbers in their order', () => {
  const [figure] = drawAll(rate, inputOf('rate', rateRows(13), { language: 'ar', width: 700 }));
  expect(figure.element.getAttribute('direction')).toBe('ltr');
  const texts = [...figure.element.querySelectorAll('text')].map((text) => text.textContent ?? '');
  expect(
    texts.filter((text) => /[\u0620-\u064a]/.test(text)).every((text) => text.startsWith('\u2067')),
  ).toBe(true);
});

test('no two drawings share a pattern', () => {
  const ids = [1, 2].flatMap(() =>
    drawAll(rate, inputOf('rate', rateRows(13), { language: 'en', width: 700 })).flatMap((figure) =>
      [...figure.element.querySelectorAll('pattern')].map((pattern) => pattern.id),
    ),
  );
  expect(new Set(ids).size).toBe(ids.length);
});
