// @vitest-environment jsdom
import { describe, expect, test } from 'vitest';
import type { Figure } from '../figure';
import { drawAll, inputOf, type FixtureOptions, type Rows } from '../figure-test-data';
import { draw } from './figure';

/** Renewals of customers of whom fewer and fewer leave; without a model the fitted columns are empty. */
function subscriptionRows(observed: number, beyond: number, modelled = true): Rows {
  let [survival, observedSurvival, atRisk] = [1, 1, 900];
  const retention = Array.from({ length: observed + beyond }, (_, index) => {
    const projected = index >= observed;
    const fitted = (4 + index) / (4.7 + index);
    survival *= fitted;
    const [came, churned] = [atRisk, Math.round(atRisk * (1 - fitted))];
    observedSurvival *= 1 - churned / came;
    atRisk -= churned + Math.round(atRisk * 0.2);
    const seen = <Value>(value: Value) => (projected ? null : value);
    const model = <Value>(value: Value) => (modelled ? value : null);
    return {
      period: index + 1,
      observed: seen(1 - churned / came),
      observedLower: seen(0.97 * (1 - churned / came)),
      observedUpper: seen(1),
      observedSurvival: seen(observedSurvival),
      atRisk: seen(came),
      churned: seen(churned),
      small: seen(came < 20),
      projected,
      fitted: model(fitted),
      survival: model(survival),
      survivalLower: model(0.95 * survival),
      survivalUpper: model(Math.min(1, 1.04 * survival)),
    };
  });
  const remaining = Array.from({ length: modelled ? observed + 1 : 0 }, (_, renewals) => {
    const periods = 4 + renewals / 3;
    return { renewals, customers: 10, discountedPeriods: periods, expectedPeriods: null, value: periods };
  });
  return { retention, remaining };
}

const drawn = (rows: Rows, options: Partial<FixtureOptions> = {}): Figure[] =>
  drawAll(draw, inputOf('subscription', rows, { language: 'en', width: 700, ...options }));

function expectSound({ element, description, points }: Figure): void {
  expect(element.outerHTML).not.toMatch(/NaN|undefined|Infinity|(width|height|r)="-/);
  expect(element.textContent).not.toMatch(/figure\.|[{}⚠]/u);
  expect(description).not.toMatch(/figure\.|[{}]/);
  const [width, height] = ['width', 'height'].map((name) => Number(element.getAttribute(name)));
  expect(points.length).toBeGreaterThan(0);
  for (const { x, y, title, lines } of points) {
    expect([x >= 0, x <= width, y >= 0, y <= height]).toEqual([true, true, true, true]);
    expect([title, ...lines].join()).not.toMatch(/figure\.|[{}]|NaN/);
  }
}

describe('the figures of subscription', () => {
  for (const language of ['en', 'ar'] as const) {
    test.each([280, 360, 1100])(`are drawn in ${language} at %d pixels`, (width) => {
      for (const rows of [subscriptionRows(7, 5), subscriptionRows(1, 1), subscriptionRows(120, 240)]) {
        const figures = drawn(rows, { language, width });
        expect(figures.map(({ id }) => id)).toEqual(['projection', 'retention', 'remaining']);
        figures.forEach(expectSound);
      }
    });
  }

  test('show the observed renewals alone where there is no model, and nothing where there is nothing', () => {
    const figures = drawn(subscriptionRows(7, 0, false));
    expect(figures.map(({ id }) => id)).toEqual(['retention']);
    figures.forEach(expectSound);
    expect(figures[0].element.textContent).not.toContain('Model');
    expect(drawn({ retention: [], remaining: [] })).toEqual([]);
    expect(drawn({})).toEqual([]);
  });

  test('dash the projection only, from the last observed renewal on', () => {
    const [projection] = drawn(subscriptionRows(7, 5));
    const dashed = projection.element.querySelectorAll('[stroke-dasharray="7 3"] path');
    expect(dashed).toHaveLength(1);
    const from = Number(/^M([\d.]+)/.exec(dashed[0].getAttribute('d') ?? '')?.[1]);
    expect(Math.abs(from - projection.points[6].x)).toBeLessThan(1);
    expect(projection.points.filter(({ lines }) => lines.includes('Beyond the data'))).toHaveLength(5);
    expect(projection.element.textContent).toContain('Projected');
  });

  test('run from right to left in Arabic', () => {
    for (const figure of drawn(subscriptionRows(7, 5), { language: 'ar' })) {
      expect(figure.points[0].x).toBeGreaterThan(figure.points[figure.points.length - 1].x);
    }
  });

  test('count periods until a margin is entered', () => {
    const title = (params: Record<string, number>) =>
      drawn(subscriptionRows(7, 5), { params })[2].element.textContent ?? '';
    expect(title({ marginPerPeriod: 1 })).toContain('Months still to come');
    expect(title({ marginPerPeriod: 20 })).toContain('Margin still to come');
  });
});
