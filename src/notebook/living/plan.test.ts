import { describe, expect, it } from 'vitest';
import type { AnalysisSpec, SqlNames } from '../../../workers/api';
import { parse } from '../document/parse';
import { below, cycleThrough } from './graph';
import { Interning } from './interning';
import { plan, type PlanInput, type PlannedCell } from './plan';

const cohort: AnalysisSpec = {
  id: 'cohort',
  position: 1,
  needs: [['customer', 'time']],
  kinds: ['purchases'],
  parameters: [
    { name: 'period', kind: 'choice', options: ['month', 'week'], default: 'month' },
    { name: 'groupBy', kind: 'attribute', default: null },
    { name: 'ages', kind: 'number', integer: true, min: 1, max: 12, default: 3 },
    { name: 'until', kind: 'date', default: null },
  ],
};
const value: AnalysisSpec = { ...cohort, id: 'value', needs: [['customer', 'amount']], parameters: [] };

/** Names as the engine would find them in these short texts. */
function names(sql: string): SqlNames | null {
  if (sql.includes('UNKNOWN')) return null;
  return {
    tables: [...sql.matchAll(/FROM (\w+)/g)].map(([, name]) => name),
    parameters: [...sql.matchAll(/\$(\w+)/g)].map(([, name]) => name),
  };
}

const dataset: PlanInput['dataset'] = {
  kind: 'purchases',
  rolesPresent: ['customer', 'time'],
  attributes: [{ name: 'city', distinct: 2 }],
  from: '2024-01-01',
  asOf: '2024-12-31',
};

const keys = new Interning();

function planned(body: string, more: Partial<PlanInput> = {}): Record<string, PlannedCell> {
  const { blocks } = parse(`---\nformat: 1\n---\n\n${body}`, [cohort, value]);
  const specs = [cohort, value];
  const usual = { specs, filters: [], dataset, dataKey: 'one', names, keys };
  const cells = plan({ blocks, ...usual, isAgreed: true, isHeavy: () => false, ...more });
  return Object.fromEntries(cells.map((cell) => [cell.id, cell]));
}

const sql = (id: string, text: string) => `\`\`\`sql id=${id}\n${text}\n\`\`\`\n\n`;
const yaml = (kind: string, id: string, text = '') => `\`\`\`${kind} id=${id}\n${text}\`\`\`\n\n`;

describe('plan', () => {
  it('finds what queries build on: cells of SQL by id, analyses by id and table', () => {
    const cells = planned(
      yaml('cohort', 'first') +
        yaml('cohort', 'first_weekly', 'period: week\n') +
        sql('a', 'FROM first_weekly_cells') +
        sql('b', 'FROM A JOIN (FROM orders)'),
    );
    expect(cells.a.after).toEqual(['first_weekly']);
    expect(cells.b.after).toEqual(['a']);
    expect(cells.b.request.kind === 'sql' && cells.b.request.request.sources).toEqual([
      {
        id: 'first_weekly',
        kind: 'analysis',
        request: { name: 'cohort', params: { period: 'week' }, filters: [] },
      },
      { id: 'a', kind: 'sql', sql: 'FROM first_weekly_cells' },
    ]);
  });

  it('leaves tables of the data alone, also where their name begins with that of an analysis', () => {
    const cells = planned(
      yaml('cohort', 'cohort') + sql('a', 'FROM cohort_activity JOIN (FROM cohort_cells)'),
    );
    expect(cells.a.after).toEqual(['cohort']);
    expect(planned(yaml('cohort', 'cohort') + sql('a', 'FROM cohort_activity')).a.after).toEqual([]);
  });

  it('fills inputs in, and misses those that are not there', () => {
    const inputs =
      yaml('input', 'unit', 'kind: choice\nvalue: week\n') +
      yaml('input', 'span', 'kind: dates\nvalue: 2024-01-01\n');
    const cells = planned(
      `${inputs}${yaml('cohort', 'c', 'period: $unit\n')}${yaml('cohort', 'd', 'period: $other\n')}${sql('q', 'SELECT $unit, $span_from, $span_to')}`,
    );
    expect(cells.c.request.request).toMatchObject({ params: { period: 'week' } });
    expect(cells.d.problem).toEqual({ code: 'noInput', name: 'other' });
    expect(cells.q.request.request).toMatchObject({
      parameters: { unit: 'week', span_from: '2024-01-01', span_to: null },
    });
  });

  it('tells an input’s value that a parameter can’t have, and what it could be', () => {
    const inputs =
      yaml('input', 'unit', 'kind: choice\nvalue: decade\n') +
      yaml('input', 'half', 'kind: number\nvalue: 2.5\n') +
      yaml('input', 'ten', 'kind: number\nvalue: 10\n') +
      yaml('input', 'span', 'kind: dates\nvalue: 2024-03-01\nto: 2025-01-01\n') +
      yaml('input', 'empty', 'kind: choice\n');
    const problemOf = (params: string) => planned(inputs + yaml('cohort', 'c', params)).c.problem;
    expect(problemOf('period: $unit\n')).toEqual({
      code: 'inputUnfit',
      parameter: 'period',
      input: 'unit',
      value: 'decade',
      fits: { options: ['month', 'week'] },
    });
    expect(problemOf('groupBy: $unit\n')).toMatchObject({ value: 'decade', fits: { options: ['city'] } });
    expect(problemOf('ages: $half\n')).toMatchObject({
      value: 2.5,
      fits: { from: 1, to: 12, isWhole: true },
    });
    expect(problemOf('until: $span_to\n')).toMatchObject({
      value: '2025-01-01',
      fits: { from: '2024-01-01', to: '2024-12-31' },
    });
    for (const fine of ['ages: $ten', 'until: $span_from', 'period: $empty', 'groupBy: country'])
      expect(problemOf(`${fine}\n`), fine).toBeNull();
  });

  it('names circles, at each of their cells only', () => {
    const cells = planned(
      sql('a', 'FROM b') + sql('b', 'FROM c') + sql('c', 'FROM a') + sql('d', 'FROM c') + sql('e', 'FROM e'),
    );
    expect(cells.a.problem).toEqual({ code: 'cycle', cells: ['a', 'b', 'c'] });
    expect(cells.e.problem).toEqual({ code: 'cycle', cells: ['e'] });
    expect(cells.d.problem).toBeNull();
    expect(cells.d.after).toEqual(['c']);
  });

  it('says what the data lacks, and that there is none', () => {
    expect(planned(yaml('value', 'v')).v.problem).toEqual({
      code: 'notPossible',
      missingRoles: ['amount'],
      kinds: ['purchases'],
    });
    expect(planned(yaml('value', 'v'), { dataset: null }).v.problem).toEqual({ code: 'noData' });
  });

  it('leaves a cell out as long as its names are not known', () => {
    expect(Object.keys(planned(sql('a', 'UNKNOWN') + sql('b', 'FROM a')))).toEqual(['b']);
  });

  it('drops an attribute that the data does not have', () => {
    expect(planned(yaml('cohort', 'c', 'groupBy: country\n')).c.request.request).toMatchObject({
      params: {},
    });
  });
});

describe('the key of a cell', () => {
  const body = (inner: string, limit = '') =>
    `${yaml('cohort', 'x', inner)}${sql('a', 'FROM x_cells')}\`\`\`sql id=b${limit}\nFROM a\n\`\`\`\n\n`;
  const keysOf = (text: string, more: Partial<PlanInput> = {}) => {
    const { a, b, x } = planned(text, more);
    return [x.key, a.key, b.key];
  };
  const base = keysOf(body('period: week\n'));

  it('is the same for the same content, however it is written', () => {
    expect(keysOf(body('# a comment\nperiod: week\n'))).toEqual(base);
  });

  it('changes with what it builds on, with the data and with the filters, and with nothing else', () => {
    const changes = (other: number[]) => other.map((key, place) => key !== base[place]);
    expect(changes(keysOf(body('period: month\n')))).toEqual([true, true, true]);
    expect(changes(keysOf(body('period: week\n', ' limit=5')))).toEqual([false, false, true]);
    expect(changes(keysOf(body('period: week\n'), { dataKey: 'two' }))).toEqual([true, true, true]);
    const filters: PlanInput['filters'] = [{ kind: 'segment', segments: ['loyal'] }];
    expect(changes(keysOf(body('period: week\n'), { filters }))).toEqual([true, true, true]);
    expect(changes(keysOf(`Words\n\n${body('period: week\n')}${sql('c', 'SELECT 1')}`))).toEqual([
      false,
      false,
      false,
    ]);
  });
});

describe('graphs', () => {
  const graph = new Map([
    ['a', ['b', 'c']],
    ['b', ['d']],
    ['c', ['d']],
    ['d', []],
  ]);

  it('give what a node builds on, each after what it builds on itself', () => {
    expect(below(graph, 'a')).toEqual(['d', 'b', 'c']);
    expect(below(graph, 'd')).toEqual([]);
  });

  it('have circles or not', () => {
    expect(cycleThrough(graph, 'a')).toBeNull();
    expect(cycleThrough(new Map([...graph, ['d', ['a']]]), 'd')).toEqual(['d', 'a', 'b']);
  });
});
