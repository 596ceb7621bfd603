import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AnalysisSpec } from '../../../workers/api';
import { parse } from './parse';
import { renameCell, type RenameRefusal } from './rename';

const cohort: Pick<AnalysisSpec, 'id' | 'parameters'> = {
  id: 'cohort',
  parameters: [
    { name: 'period', kind: 'choice', options: ['month', 'week'], default: 'month' },
    { name: 'bracketLength', kind: 'number', integer: true, min: 1, max: 60, default: 3 },
    { name: 'until', kind: 'date', default: null },
  ],
};
const catalogue = [cohort];
const front = '---\nformat: 1\n---\n\n';

/** Renames the cell of an id in a document without front matter. */
function rename(body: string, from: string, to: string, tables: string[] = []): string | RenameRefusal {
  const document = parse(front + body, catalogue);
  const place = document.blocks.findIndex((block) => block.kind !== 'text' && block.id === from);
  const renamed = renameCell(document, place, to, { catalogue, tables });
  return typeof renamed === 'string' ? renamed.slice(front.length) : renamed;
}

const sql = (id: string, text: string) => `\`\`\`sql id=${id}\n${text}\n\`\`\`\n\n`;
const yaml = (kind: string, id: string, text = '') => `\`\`\`${kind} id=${id}\n${text}\`\`\`\n\n`;

describe('renaming a cell', () => {
  it('renames a query in queries, charts and prose, and nothing else', () => {
    const body = (id: string) =>
      [
        `Of {{ ${id}.total }} query; {{ queries.total }}, {{${id}}}\n\n`,
        `\`\`\`sql id=${id} limit=5 show=chart x=query\nSELECT 1 AS query\n\`\`\`\n\n`,
        sql(
          'b',
          `SELECT ${id}.query, t.query, 'query' AS query -- query\nFROM ${id} JOIN query_2 AS t USING (query)`,
        ),
        sql('c', 'SELECT query.x FROM b AS query'),
        yaml('chart', 'd', `# query\nfrom:   "${id}"   # as above\nx: query\n`),
      ].join('');
    expect(rename(body('query'), 'query', 'sales')).toBe(body('sales'));
  });

  it('renames the tables of an analysis, but not those of one whose name is longer', () => {
    const body = (id: string) =>
      yaml('cohort', id) +
      yaml('cohort', 'first_weekly') +
      sql('a', `SELECT ${id}_cells.rate FROM ${id}_cells JOIN first_weekly_cells USING (age)`) +
      yaml('chart', 'c', `from: ${id}_average\n`) +
      `{{ ${id}.retention }} {{ first_weekly.retention }}\n`;
    expect(rename(body('first'), 'first', 'later')).toBe(body('later'));
    expect(rename(body('first'), 'first_weekly', 'third')).toBe(
      body('first').replaceAll('first_weekly', 'third'),
    );
  });

  it('renames inputs, of dates both their values', () => {
    const body = (unit: string, span: string) =>
      yaml('input', unit, 'kind: choice\nlabel: $unit\n') +
      yaml('input', span, 'kind: dates\n') +
      yaml('cohort', 'c', `period:  $${unit} # $unit\nuntil: '$${span}_to'\n`) +
      sql('q', `SELECT '$unit', $${unit}, $${span}_from, $span, $unit_2 -- $unit`) +
      `{{ ${unit} }} {{ ${span}_to }} {{ span }}\n`;
    expect(rename(body('unit', 'span'), 'unit', 'grain')).toBe(body('grain', 'span'));
    expect(rename(body('unit', 'span'), 'span', 'فترة')).toBe(body('unit', 'فترة'));
  });

  it('writes a value that was written in a roundabout way anew', () => {
    const body = yaml('input', 'unit', 'kind: choice\n') + yaml('cohort', 'c', 'period: "\\u0024unit"\n');
    expect(rename(body, 'unit', 'grain')).toContain('period: $grain\n');
  });

  it('puts names in quotes where SQL needs them, and keeps those of the person', () => {
    const both = sql('a', 'SELECT 1') + sql('b', 'SELECT a.x, "a".y FROM a');
    const quoted = both
      .replace('id=a', 'id=order')
      .replace('a.x, "a".y FROM a', '"order".x, "order".y FROM "order"');
    expect(rename(both, 'a', 'order')).toBe(quoted);
    expect(rename(quoted, 'order', 'ب')).toContain('SELECT ب.x, ب.y FROM ب');
    expect(rename(both, 'a', 'ب')).toContain('SELECT ب.x, "ب".y FROM ب');
  });

  it('keeps the line ends and the quotes of the first line', () => {
    const body = '```sql id="a" limit=3\r\nSELECT 1\r\n```\r\n\r\n```sql id=b\r\nFROM a\r\n```\r\n';
    expect(rename(body, 'a', 'c')).toBe(body.replace('"a"', '"c"').replace('FROM a', 'FROM c'));
  });

  it('may give a name that another cell has asked for in vain', () => {
    const body = sql('a', 'SELECT 1') + sql('b', 'FROM monthly');
    expect(rename(body, 'a', 'monthly')).toBe(body.replace('id=a', 'id=monthly'));
  });

  it.each<[string, string, string, string, RenameRefusal]>([
    ['no word', sql('a', ''), 'a', '2nd', { code: 'form' }],
    ['two words', sql('a', ''), 'a', 'two words', { code: 'form' }],
    ['nothing', sql('a', ''), 'a', '', { code: 'form' }],
    ['a hyphen, in SQL a minus', sql('a', ''), 'a', 'a-b', { code: 'form' }],
    ['another cell', sql('a', '') + sql('b', ''), 'a', 'B', { code: 'taken' }],
    ['a table of all notebooks', sql('a', ''), 'a', 'orders', { code: 'taken' }],
    ['a table of the data', sql('a', ''), 'a', 'Store', { code: 'taken' }],
    [
      'the value of another input',
      yaml('input', 'a', 'kind: number\n') + yaml('input', 'b', 'kind: dates\n'),
      'a',
      'b_from',
      { code: 'taken' },
    ],
    [
      'a name that the query gives itself',
      sql('a', '') + sql('b', 'WITH c AS (SELECT 1) FROM c JOIN a ON true'),
      'a',
      'c',
      { code: 'mixed', cell: 'b' },
    ],
    [
      'a table of another analysis',
      yaml('cohort', 'a') + sql('b', '') + sql('c', 'FROM a_cells'),
      'b',
      'a_cells',
      { code: 'mixed', cell: 'c' },
    ],
    ['what the cell asks for itself', sql('a', 'FROM b'), 'a', 'b', { code: 'mixed', cell: 'a' }],
    [
      'the beginning of a table of the data',
      yaml('cohort', 'a') + sql('b', 'FROM store_2024'),
      'a',
      'store',
      { code: 'mixed', cell: 'b' },
    ],
    [
      'the value of an input that prose names',
      sql('a', '') + yaml('input', 'b', 'kind: dates\n') + '{{ b_to }}, a\n\nb\n',
      'a',
      'b_to',
      { code: 'mixed', cell: '{{ b_to }}, a' },
    ],
  ])('is refused: %s', (_, body, from, to, refusal) => {
    expect(rename(body, from, to, ['store', 'store_2024'])).toEqual(refusal);
  });

  it('leaves what the cell calls by its own name, which can’t be the cell', () => {
    const body = sql('store', 'SELECT store.x FROM store') + sql('b', 'FROM store');
    const renamed = sql('new', 'SELECT store.x FROM store') + sql('b', 'FROM new');
    expect(rename(body, 'store', 'new', ['store'])).toBe(renamed);
  });

  it('is no change when the name stays, and can change its letters’ size', () => {
    const body = sql('a', '') + sql('b', 'FROM a');
    expect(rename(body, 'a', 'a')).toBe(body);
    expect(rename(body, 'a', 'A')).toBe(body.replace('id=a', 'id=A').replace('FROM a', 'FROM A'));
  });
});

describe('renaming in documents made at random', () => {
  const kinds = ['sql', 'analysis', 'choice', 'dates', 'chart', 'text'] as const;
  const pool = ['query', 'sales', 'مبيعات', 'first', 'order', 'q_1', 'Mixed', 'span'];
  const fresh = ['other_name', 'table', 'طلبات', '_x', 'New_2'];

  interface Cell {
    kind: (typeof kinds)[number];
    form: number;
    /** What it names, as places in the document. */
    of: number[];
  }
  const cell: fc.Arbitrary<Cell> = fc.record({
    kind: fc.constantFrom(...kinds),
    form: fc.nat(5),
    of: fc.array(fc.nat(), { minLength: 1, maxLength: 3 }),
  });

  const written = (name: string) => (['order', 'table'].includes(name) ? `"${name}"` : name);

  /** Queries of a table, with its name in `was` wherever it means something else. */
  const queries = (table: string, was: string) => [
    `SELECT * FROM ${table}`,
    `SELECT ${table}.n, t.${was} AS ${was}, other.${was} FROM other AS t JOIN ${table} ON ${table}.n = t.n`,
    `SELECT '${was} FROM ${was}', "a ${was}" -- FROM ${was}\nFROM ${table} /* ${was}.n, $${was} */`,
    `WITH ${was} AS (SELECT ${table}.* FROM ${table}) SELECT ${was}.* FROM ${was}`,
    `SELECT ${was}.n FROM orders AS ${was}, (SELECT max(n) FROM ${table}) AS s`,
    `SELECT (SELECT count(*) FROM orders WHERE orders.n = ${table}.n) FROM ${table} ORDER BY ${was}`,
  ];

  /** The document when its cells are called so; `was` are the names that do not follow. */
  function render(cells: readonly Cell[], ids: readonly string[], was: readonly string[]): string {
    const one = ({ kind, form, of }: Cell, place: number): string => {
      // No cell names itself: what that means is not the cell.
      const targets = of.map((each) => each % cells.length).filter((target) => target !== place);
      const named = <Name>(names: (target: number, kind: Cell['kind']) => Name | null): Name[] =>
        targets.flatMap((target) => names(target, cells[target].kind) ?? []);
      const inputs = named((target, each) =>
        each === 'choice'
          ? ids[target]
          : each === 'dates'
            ? `${ids[target]}_${form % 2 ? 'to' : 'from'}`
            : null,
      );
      const tables = named((target, each) =>
        each === 'sql' || each === 'analysis' ? { target, suffix: each === 'sql' ? '' : '_cells' } : null,
      );
      switch (kind) {
        case 'sql': {
          const selects = tables.map(
            ({ target, suffix }) =>
              queries(written(ids[target] + suffix), written(was[target] + suffix))[form],
          );
          const blanks = inputs.map((name) => `SELECT $${name} = '$${was[0]}'`);
          return sql(
            ids[place],
            [...selects, ...blanks, 'SELECT 1'].map((each) => `(${each})`).join('\nUNION ALL\n'),
          );
        }
        case 'analysis':
          return yaml(
            'cohort',
            ids[place],
            inputs
              .slice(0, 1)
              .map((name) => `# $${was[0]}\nperiod:  $${name}\n`)
              .join(''),
          );
        case 'chart':
          return yaml(
            'chart',
            ids[place],
            tables
              .slice(0, 1)
              .map(({ target, suffix }) => `from: ${ids[target]}${suffix}\nx: ${was[target]}\n`)
              .join(''),
          );
        case 'choice':
        case 'dates':
          return yaml('input', ids[place], `kind: ${kind}\nlabel: ${was[place]}\n`);
        case 'text': {
          const values = tables.map(({ target }) => `{{ ${ids[target]}.total }}, not ${was[target]}.total`);
          return `<!-- text -->\n${[...values, ...inputs.map((name) => `{{${name}}}`)].join(' and ')}.\n\n`;
        }
      }
    };
    return cells.map(one).join('');
  }

  it('gives the document as it were with the other name from the start, and back again', () => {
    const document = fc.record({
      cells: fc.array(cell, { minLength: 2, maxLength: pool.length }),
      ids: fc.shuffledSubarray(pool, { minLength: pool.length }),
      place: fc.nat(),
      name: fc.constantFrom(...fresh),
    });
    let renamings = 0;
    fc.assert(
      fc.property(document, ({ cells, ids, place: at, name }) => {
        const place = at % cells.length;
        if (cells[place].kind === 'text') return;
        renamings += 1;
        const before = render(cells, ids, ids);
        const after = render(cells, ids.with(place, name), ids);
        expect(rename(before, ids[place], name)).toBe(after);
        expect(rename(after, name, ids[place])).toBe(before);
      }),
      { numRuns: 400 },
    );
    expect(renamings).toBeGreaterThan(200);
  });
});
