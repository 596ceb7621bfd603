import { readFileSync } from 'node:fs';
import { tableFromIPC } from 'apache-arrow';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { languages, type LanguageCode } from '../../src/i18n/keys';
import {
  damagesOf,
  type AnalysisBlock,
  type Block,
  type ChartChoices,
  type NotebookDocument,
} from '../../src/notebook/document/document';
import { parse } from '../../src/notebook/document/parse';
import { referencesIn } from '../../src/notebook/inline-values';
import { inputNames } from '../../src/notebook/living/inputs';
import { Interning } from '../../src/notebook/living/interning';
import { plan, type CellRequest } from '../../src/notebook/living/plan';
import { isPossible } from '../../src/notebook/possible';
import { templates, type Template } from '../../src/notebook/templates';
import { specs } from '../../workers/analyses/registry';
import type { AnalysisResult, CountedDataset, SqlNames, SqlRequest } from '../../workers/api';
import type { RetentionEngine } from '../../workers/engine';
import { analyse, openFile, openText, startEngine } from '../helpers/engine';
import { contractsCsv } from '../helpers/small-data';

/** What stands in the templates: the same notebook in both languages, made of what there is. */

const industries = templates.filter((name) => name !== 'empty' && name !== 'retention-review');
const textOf = (name: Template, language: LanguageCode) =>
  readFileSync(`public/templates/${name}.${language}.md`, 'utf8');
const read = (name: Template, language: LanguageCode) => parse(textOf(name, language), specs);

const proseOf = ({ blocks }: NotebookDocument) =>
  blocks.flatMap((block) => (block.kind === 'text' ? [block.markdown] : []));
const withoutReferences = (words: string) => words.replace(/`[^`]*`|\{\{[^}]*\}\}/g, '');
const headingsOf = (document: NotebookDocument) => proseOf(document).join('\n').match(/^## /gm) ?? [];

/** A cell without the words in it, which are the language's own. */
function wordless(block: Block): unknown {
  if (block.kind === 'text') return { kind: 'text', references: referencesIn(block.markdown) };
  const { source: _source, ...cell } = block;
  return { ...cell, ...('label' in cell && { label: cell.label !== null }) };
}

describe.each(templates)('the template %s', (name) => {
  it.each(languages)('can be read in %s', (language) => {
    const document = read(name, language);
    expect(damagesOf(document)).toEqual([]);
    expect(document.front.language).toBe(language);
    expect(document.front.title).not.toBe('');
    expect(textOf(name, language)).not.toContain('\r');
  });

  it('is the same notebook in both languages', () => {
    const [english, arabic] = [read(name, 'en'), read(name, 'ar')];
    expect(arabic.blocks.map(wordless)).toEqual(english.blocks.map(wordless));
    expect(headingsOf(arabic).length).toBe(headingsOf(english).length);
  });

  it('has no words of the other language', () => {
    expect(textOf(name, 'en')).not.toMatch(/\p{Script=Arabic}/u);
    const { front, blocks } = read(name, 'ar');
    const labels = blocks.flatMap((block) => (block.kind === 'input' ? [block.label] : []));
    for (const words of [front.title, ...labels, ...proseOf({ front, blocks }).map(withoutReferences)]) {
      expect(words).toMatch(/\p{Script=Arabic}/u);
      expect(words).not.toMatch(/\p{Script=Latin}/u);
    }
  });

  it('writes only parameters that differ from the defaults', () => {
    for (const { analysis, params } of analysesOf(read(name, 'en'))) {
      const { parameters } = specs.find(({ id }) => id === analysis)!;
      for (const { name: parameter, default: usual } of parameters)
        expect(params[parameter], `${analysis}.${parameter}`).not.toBe(usual);
    }
  });
});

const analysesOf = ({ blocks }: NotebookDocument) =>
  blocks.filter((block): block is AnalysisBlock => block.kind === 'analysis');

describe.each(industries)('the industry template %s', (name) => {
  const document = read(name, 'en');

  it('asks four to seven questions, with three analyses or more, a chart and at most one input', () => {
    expect(headingsOf(document).length).toBeGreaterThanOrEqual(4);
    expect(headingsOf(document).length).toBeLessThanOrEqual(7);
    expect(new Set(analysesOf(document).map(({ analysis }) => analysis)).size).toBeGreaterThanOrEqual(3);
    expect(chartsOf(document).length).toBeGreaterThanOrEqual(1);
    expect(document.blocks.filter(({ kind }) => kind === 'input').length).toBeLessThanOrEqual(1);
  });
});

/** What is drawn, and of which table. */
function chartsOf({ blocks }: NotebookDocument): { from: string; choices: ChartChoices }[] {
  return blocks.flatMap((block) => {
    if (block.kind === 'sql' && block.chart) return { from: block.id, choices: block.chart };
    return block.kind === 'chart' ? { from: block.from ?? '', choices: block } : [];
  });
}

describe('with the sample store', () => {
  let engine: RetentionEngine;
  let store: CountedDataset;
  /** Of each analysis that the store allows; of the others, of a small file of contracts. */
  const results = new Map<string, AnalysisResult>();
  /** What a cell offers to prose and charts, by template and cell. */
  const columns = new Map<string, string[]>();

  beforeAll(async () => {
    engine = await startEngine();
    store = await openFile(engine, 'public/samples/store.csv');
    const [possible, others] = [true, false].map((is) =>
      specs.filter((spec) => isPossible(spec, store) === is),
    );
    for (const { id } of possible) results.set(id, await analyse(engine, id));
    for (const name of industries)
      for (const [id, request] of await queriesOf(name)) columns.set(`${name} ${id}`, await run(request));
    await openText(engine, contractsCsv(7));
    for (const { id } of others) results.set(id, await analyse(engine, id));
  });
  afterAll(() => engine.stop());

  async function queriesOf(name: Template): Promise<[string, SqlRequest][]> {
    const { blocks } = read(name, 'en');
    const known = new Map<string, SqlNames>();
    for (const block of blocks)
      if (block.kind === 'sql') known.set(block.sql, await engine.sqlNames(block.sql));
    const names = (sql: string) => known.get(sql) ?? null;
    const keys = new Interning();
    const usual = { filters: [], dataKey: 'store', isAgreed: true, isHeavy: () => false };
    const cells = plan({ blocks, specs, dataset: store, names, keys, ...usual });
    return cells.flatMap(({ id, request, problem }): [string, SqlRequest][] => {
      if (!isSql(request)) return [];
      expect(problem, `${name} ${id}`).toBeNull();
      return [[id, request.request]];
    });
  }

  async function run(request: SqlRequest): Promise<string[]> {
    const result = await engine.runQuery(request, new AbortController().signal, () => undefined);
    expect(tableFromIPC(result.table).numRows, request.sql).toBeGreaterThan(0);
    return result.columns.map((column) => column.name);
  }

  it.each(industries)('%s names only values and columns that there are', (name) => {
    const document = read(name, 'en');
    for (const path of proseOf(document).flatMap(referencesIn))
      expect(offeredBy(name, document, path.split('.')[0]), path).toContain(path);
    for (const { from, choices } of chartsOf(document)) {
      const { x, y, colour, facet } = choices;
      for (const column of [x, y, colour, facet].filter((each) => each !== null))
        expect(columns.get(`${name} ${from}`), from).toContain(column);
      expect([choices.mark, x, y]).not.toContain(null);
    }
  });

  /** The paths under which a cell's values can be named. */
  function offeredBy(name: Template, { blocks }: NotebookDocument, id: string): string[] {
    const block = blocks.find((each) => each.kind !== 'text' && each.id === id);
    if (block?.kind === 'input') return inputNames(block);
    const names =
      block?.kind === 'analysis'
        ? Object.keys(results.get(block.analysis)?.summary ?? {})
        : (columns.get(`${name} ${id}`) ?? []);
    return names.map((each) => `${id}.${each}`);
  }
});

const isSql = (request: CellRequest): request is Extract<CellRequest, { kind: 'sql' }> =>
  request.kind === 'sql';
