// @vitest-environment jsdom
import { describe, expect, test } from 'vitest';
import { drawAll, inputOf, survivalRows, type FixtureOptions, type Rows } from '../figure-test-data';
import type { Figure } from '../figure';
import { formatsFor } from '../wording-test-data';
import { draw } from './figure';

function drawn(rows: Rows, options: Partial<FixtureOptions> = {}): Figure[] {
  return drawAll(draw, inputOf('survival', rows, { language: 'en', width: 360, ...options }));
}

function texts({ element }: Figure): { text: string; x: number }[] {
  return Array.from(element.querySelectorAll('text'), (node) => ({
    text: node.textContent.replace(/[\u2066-\u2069]/g, ''),
    x: Number(/translate\(([-\d.]+)/.exec(node.getAttribute('transform') ?? '')?.[1] ?? NaN),
  }));
}

const groups = ['North', 'South', 'East'];

describe('the at-risk table under the curve', () => {
  // At each age: those whose time is at least as long, as R's n.risk; the fixture starts with 1200, 1070 and 940.
  test.each(['en', 'ar'] as const)('has each group’s counts under the ages of the axis in %s', (language) => {
    const rows = survivalRows(groups, 30);
    const [curve] = drawn(rows, { language });
    const labels = texts(curve);
    const atStart = ['1,200', '1,070', '940'].map((text) => labels.find((label) => label.text === text));
    expect(atStart.every(Boolean)).toBe(true);
    const later = rows.curve.find(({ group, time }) => group === 'South' && time === 12);
    const count = labels.find(({ text }) => text === Number(later?.atRisk).toLocaleString('en'));
    const age = labels.find(({ text }) => text === '12');
    expect(count?.x).toBeCloseTo(age?.x ?? NaN, 6);
    // Age 0 stands where reading begins.
    const earlier = (atStart[1]?.x ?? NaN) < (count?.x ?? NaN);
    expect(earlier).toBe(language === 'en');
  });

  test.each(['en', 'ar'] as const)(
    'stays inside a narrow drawing, with all names of groups, in %s',
    (language) => {
      const [curve] = drawn(survivalRows(groups, 30), { language });
      const labels = texts(curve);
      for (const name of groups) expect(labels.filter(({ text }) => text === name).length).toBeGreaterThan(0);
      for (const { text, x } of labels) {
        expect([text, x >= 0 && x <= 360]).toEqual([text, true]);
      }
    },
  );
});

describe('the curve', () => {
  test('names the interval that was asked for', () => {
    const rows = survivalRows(['all'], 30);
    for (const [interval, word] of [
      ['log-log', 'log-log'],
      ['plain', 'plain'],
    ]) {
      const [curve] = drawn(rows, { width: 700, params: { interval } });
      expect(curve.element.textContent).toContain(`95% ${word} interval`);
    }
  });

  test('of a group with few customers is faint, and says so', () => {
    const note = 'fewer than 20 customers';
    const [firm] = drawn(survivalRows(groups, 30), { width: 900 });
    expect(firm.element.textContent).not.toContain(note);
    const few = survivalRows(['Few'], 10, 0.01).curve;
    const rows = survivalRows(['Many'], 30);
    const [mixed] = drawn({ ...rows, curve: [...rows.curve, ...few] }, { width: 900 });
    expect(mixed.element.textContent).toContain(note);
    const opacities = Array.from(mixed.element.querySelectorAll('[stroke-opacity]'), (node) =>
      Number(node.getAttribute('stroke-opacity')),
    );
    expect(Math.min(...opacities)).toBeLessThan(0.5);
  });
});

describe('drop-off peaks', () => {
  function withPeaks(ages: readonly number[], names: readonly string[]): Rows {
    const rows = survivalRows(names, 40);
    const hazard = rows.hazard.map((row) => {
      const peak = ages.includes(Number(row.time));
      const height = peak ? 0.1 + Number(row.time) / 1000 : 0.01;
      return { ...row, atRisk: 500, hazard: height, lower: height / 2, upper: height * 1.5, peak };
    });
    return { ...rows, hazard };
  }
  const triangles = (figure: Figure): number =>
    Array.from(figure.element.querySelectorAll('path')).filter((path) =>
      (path.getAttribute('transform') ?? '').includes('rotate(180)'),
    ).length;

  test('are all marked for everybody, and the three clearest of each group', () => {
    const ages = [3, 8, 13, 18, 23];
    expect(triangles(drawn(withPeaks(ages, ['all']))[1])).toBe(5);
    expect(triangles(drawn(withPeaks(ages, ['North', 'South']))[1])).toBe(6);
  });

  test('are told by their tooltip, with the interval', () => {
    const [, hazard] = drawn(withPeaks([8], ['all']), { width: 900 });
    const lines = hazard.points.filter((point) => point.lines.includes('Drop-off peak'));
    expect(lines).toHaveLength(1);
    expect(lines[0].lines.join()).toContain('95% interval');
  });
});

describe.each(['en', 'ar'] as const)('how it works, in %s', (language) => {
  const { text } = formatsFor('survival', language);
  const kinds = ['purchases', 'contracts', 'durations'];
  const told = (key: string, kind: string, interval = 'log-log') =>
    text(key, { kind, interval, lapseWindowDays: kind === 'purchases' ? 61 : null });

  test('is three sentences for whoever runs a shop, and tells of the silence where it is the rule', () => {
    for (const kind of kinds) {
      const owner = told('how.owner', kind);
      expect([kind, owner.match(/[.?؟](\s|$)/g)]).toEqual([kind, expect.objectContaining({ length: 3 })]);
      expect(owner.includes('61')).toBe(kind === 'purchases');
      expect(owner).not.toMatch(/[∑∏=≤{}]/);
    }
  });

  test('names papers, interval and assumption for a statistician', () => {
    for (const kind of kinds) {
      const statistician = told('how.statistician', kind);
      for (const paper of ['1958', '1966', '1982', '1995']) expect(statistician).toContain(paper);
      expect(statistician).toContain('log-log');
      expect(statistician.includes('61')).toBe(kind === 'purchases');
      expect(statistician).not.toMatch(/[{}]/);
    }
    const [log, plain] = ['log', 'plain'].map((interval) => told('how.statistician', 'contracts', interval));
    expect(log).not.toBe(plain);
    expect(plain).toContain('1.96');
  });
});
