// @vitest-environment jsdom
import { existsSync, readdirSync } from 'node:fs';
import { tableFromIPC } from 'apache-arrow';
import { IntlMessageFormat } from 'intl-messageformat';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawAll } from '../../src/analyses/figure-test-data';
import { loadDraw } from '../../src/analyses/registry';
import { analysisTexts, formatsFor } from '../../src/analyses/wording-test-data';
import { summaryValues } from '../../src/cells/fill-values';
import { specs } from '../../workers/analyses/registry';
import type { AnalysisResult, Dataset } from '../../workers/api';
import type { RetentionEngine } from '../../workers/engine';
import { analyse, openFile, startEngine } from '../helpers/engine';
import { fixtures, variants } from './variants';

/**
 * What every analysis says and draws, on every kind of data and under every choice: each statement has a text in both
 * languages with all its blanks filled, each table and control its words, and the figures draw.
 */

const languages = ['en', 'ar'] as const;
const folders = (path: string) =>
  readdirSync(path, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));

describe('the folders of analyses', () => {
  it('are the same on both sides, named as the analysis', () => {
    const names = specs.map(({ id }) => id).sort();
    expect(folders('workers/analyses').sort()).toEqual(names);
    expect(folders('src/analyses').sort()).toEqual(names);
  });
  it.each(specs)('$id has SQL, a test and a figure', ({ id }) => {
    const files = readdirSync(`workers/analyses/${id}`);
    expect(files).toEqual(expect.arrayContaining(['spec.ts', 'compute.ts', `${id}.test.ts`]));
    expect(files.some((file) => file.endsWith('.sql'))).toBe(true);
    expect(existsSync(`src/analyses/${id}/figure.ts`)).toBe(true);
  });
  it.each(specs)('$id names its controls and choices', ({ id, parameters }) => {
    for (const language of languages) {
      const texts = analysisTexts(id, language);
      for (const parameter of parameters) {
        expect(texts).toHaveProperty([`parameter.${parameter.name}`]);
        if (parameter.kind !== 'choice' || parameter.options.length === 1) continue;
        for (const option of parameter.options)
          expect(texts).toHaveProperty([`choice.${parameter.name}.${option}`]);
      }
      for (const key of ['title', 'short', 'definition']) expect(texts).toHaveProperty([key]);
    }
  });
});

/** Fails for a blank that the statement leaves empty, as the formatter throws for it. */
function expectSaid(result: AnalysisResult) {
  for (const language of languages) {
    const texts = analysisTexts(result.analysis, language);
    const statements = [
      ...result.findings.map((finding) => ({ ...finding, key: `finding.${finding.code}` })),
      ...result.warnings.map((warning) => ({ ...warning, key: `warning.${warning.code}` })),
    ];
    for (const { key, values } of statements) {
      expect(texts).toHaveProperty([key]);
      const text = String(
        new IntlMessageFormat(texts[key], language, undefined, { ignoreTag: true }).format(values),
      );
      expect([key, text]).toEqual([key, expect.not.stringMatching(/NaN|undefined|null|Infinity/)]);
    }
    for (const key of ['how.owner', 'how.statistician'].filter((name) => name in texts)) {
      const message = new IntlMessageFormat(texts[key], language, undefined, { ignoreTag: true });
      const text = String(message.format(summaryValues(result.summary)));
      expect([key, text]).toEqual([key, expect.not.stringMatching(/NaN|undefined|null|Infinity/)]);
    }
    for (const [table, bytes] of Object.entries(result.tables)) {
      expect(texts).toHaveProperty([`table.${table}`]);
      for (const { name } of tableFromIPC(bytes).schema.fields)
        expect(texts).toHaveProperty([`column.${name}`]);
    }
  }
}

async function expectDrawn({ analysis, params, summary, tables }: AnalysisResult) {
  const draw = await loadDraw(analysis);
  const decoded = Object.fromEntries(
    Object.entries(tables).map(([name, bytes]) => [name, tableFromIPC(bytes)]),
  );
  for (const language of languages) {
    for (const width of [320, 1000]) {
      const wording = formatsFor(analysis, language);
      const figures = drawAll(draw, { params, summary, tables: decoded, width, wording });
      expect(new Set(figures.map(({ id }) => id)).size).toBe(figures.length);
      for (const { id, element, points, description } of figures) {
        expect([id, element.outerHTML]).toEqual([id, expect.not.stringMatching(/NaN|undefined|Infinity/)]);
        expect(points.length).toBeGreaterThan(0);
        expect(description).not.toBe('');
      }
    }
  }
}

describe.each(fixtures)('on $kind', ({ kind, path }) => {
  let engine: RetentionEngine;
  let dataset: Dataset;
  beforeAll(async () => {
    engine = await startEngine();
    dataset = await openFile(engine, path);
  });
  afterAll(() => engine.stop());

  it.each(specs.filter(({ kinds }) => kinds.includes(kind)))('$id is said and drawn', async (spec) => {
    for (const params of variants(spec, dataset)) {
      const result = await analyse(engine, spec.id, params);
      expectSaid(result);
      await expectDrawn(result);
    }
  });
});
