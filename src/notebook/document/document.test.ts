import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AnalysisSpec } from '../../../workers/api';
import { damagesOf, textOf, type AnalysisBlock, type InputBlock, type SqlBlock } from './document';
import { duplicateBlock, freshId, insertBlock, moveBlock, removeBlock, replaceBlock } from './edits';
import { changeFront } from './front-matter';
import { parse } from './parse';
import { changeCell, changeSql, writeCell, writeSql, writeText } from './write';

const cohort: Pick<AnalysisSpec, 'id' | 'parameters'> = {
  id: 'cohort',
  parameters: [
    { name: 'period', kind: 'choice', options: ['month', 'week'], default: 'month' },
    { name: 'bracketLength', kind: 'number', integer: true, min: 1, max: 60, default: 3 },
    { name: 'groupBy', kind: 'attribute', default: null },
  ],
};
const read = (text: string) => parse(text, [cohort]);

const whole = `---
format: 1
title: A year of the store
language: en
# Our fiscal year ends in June.
tables:
  - name: store
    columns:
      - name: customer_id
        role: customer
        type: text
    rows: 19795
filters:
  - segment:
      - loyal
---

# Retention

We keep {{ rate.retentionRate }} of them.

\`\`\`cohort id=cohort
period: $unit  # as chosen above
bracketLength: 6
\`\`\`

\`\`\`sql id=monthly limit=50 show=chart mark=line
SELECT 1 AS month
\`\`\`

Some code that is no cell:

\`\`\`sql
SELECT 2
\`\`\`
`;

describe('a notebook as a file', () => {
  it('is read into its cells', () => {
    const { front, blocks } = read(whole);
    expect(front).toMatchObject({ title: 'A year of the store', language: 'en' });
    expect(front.tables).toEqual([
      {
        name: 'store',
        columns: [{ name: 'customer_id', role: 'customer', type: 'text' }],
        rows: 19795,
        hash: null,
      },
    ]);
    expect(front.filters).toEqual([{ kind: 'segment', segments: ['loyal'] }]);
    expect(blocks.map(({ kind }) => kind)).toEqual(['text', 'analysis', 'sql', 'text']);
    expect((blocks[1] as AnalysisBlock).params).toEqual({ period: { input: 'unit' }, bracketLength: 6 });
    expect(blocks[2]).toMatchObject({ id: 'monthly', sql: 'SELECT 1 AS month', limit: 50 });
    expect((blocks[2] as SqlBlock).chart?.mark).toBe('line');
    expect(damagesOf(read(whole))).toEqual([]);
  });

  it('is written again byte for byte, whatever it holds', () => {
    const pieces = fc.constantFrom(
      '---\n',
      '```',
      '````',
      '~~~',
      'sql id=a',
      'cohort id=b\n',
      'heatmap id=c\n',
      'period: week\n',
      '  : [',
      '<!-- text -->\n',
      '<!-- text collapsed -->\n',
      'words',
      '\n',
      '\r\n',
      '\n\n',
      'format: 1\n',
      'ا',
      '\t',
      '\u2028',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(pieces, fc.string()), { maxLength: 40 }), (parts) => {
        const text = parts.join('');
        expect(textOf(read(text))).toBe(text);
      }),
      { numRuns: 2000 },
    );
  });

  it('gives the same blocks when it is read again, as the same objects where they are unchanged', () => {
    const first = read(whole);
    const second = parse(whole.replace('of them', 'of all'), [cohort], first);
    expect(second.blocks[0]).not.toBe(first.blocks[0]);
    expect(second.blocks.slice(1).map((block, place) => block === first.blocks[place + 1])).toEqual([
      true,
      true,
      true,
    ]);
    expect(second.front).toBe(first.front);
  });
});

describe('damages', () => {
  const codes = (text: string) => damagesOf(read(text)).map(({ code, fileLine }) => [code, fileLine]);
  const front = '---\nformat: 1\n---\n';

  it('are named at their line and lose nothing', () => {
    const cases: [string, [string, number][]][] = [
      ['# No front matter\n', [['formatMissing', 1]]],
      ['---\nformat: 2\n---\n', [['formatNewer', 2]]],
      ['---\nformat: 1\ntitle: [a\n---\nText\n', [['yamlBroken', 3]]],
      [`${front}\`\`\`cohort id=a\nperiod: decade\n\`\`\`\n`, [['badValue', 5]]],
      [`${front}\`\`\`cohort id=a\n\nperoid: week\n\`\`\`\n`, [['unknownKey', 6]]],
      [`${front}\`\`\`cohort id=a\nperiod: [\n\`\`\`\n`, [['yamlBroken', 5]]],
      [`${front}\`\`\`cohort\nperiod: week\n\`\`\`\n`, [['idMissing', 4]]],
      [`${front}\`\`\`cohort id=2nd\n\`\`\`\n`, [['idInvalid', 4]]],
      [`${front}\`\`\`cohort id=a\n\`\`\`\n\n\`\`\`sql id=A\n\`\`\`\n`, [['idTaken', 7]]],
      [`${front}\`\`\`sql id=orders\nSELECT 1\n\`\`\`\n`, [['idTaken', 4]]],
      [`${front}\`\`\`sql id=a\nSELECT 1\n\n\`\`\`sql id=b\nSELECT 2\n\`\`\`\n`, [['fenceOpen', 4]]],
      [`${front}\`\`\`chart id=a\nfrom: &a x\ny: *a\n\`\`\`\n`, [['yamlBroken', 5]]],
      [`${front}\`\`\`heatmap id=a\nx: 1\n\`\`\`\n`, [['unknownKind', 4]]],
      [`${front}\`\`\`chart id=a\n\`\`\`\n`, [['missingKey', 5]]],
    ];
    for (const [text, expected] of cases) {
      expect.soft(codes(text), text).toEqual(expected);
      expect(textOf(read(text))).toBe(text);
    }
  });

  it('stay with their cell: the next ones are read', () => {
    const { blocks } = read(`${front}\`\`\`sql id=a\nSELECT 1\n\n\`\`\`sql id=b\nSELECT 2\n\`\`\`\n`);
    expect(blocks.map(({ kind }) => kind)).toEqual(['opaque', 'sql']);
  });
});

describe('writing', () => {
  it('has keys in their order and only what is needed', () => {
    expect(writeCell({ kind: 'chart', id: 'c' }, { y: 'rate', from: 'monthly' })).toBe(
      '```chart id=c\nfrom: monthly\ny: rate\n```\n\n',
    );
    expect(writeSql({ id: 'q', attributes: { limit: 10 } }, 'SELECT 1')).toBe(
      '```sql id=q limit=10\nSELECT 1\n```\n\n',
    );
    expect(writeText('')).toBe('<!-- text -->\n\n');
  });

  it('leaves the comments of a changed cell, and of the front matter', () => {
    const document = read(whole);
    expect(changeCell(document.blocks[1].source, 'cohort', { bracketLength: null })).toBe(
      '```cohort id=cohort\nperiod: $unit # as chosen above\n```\n\n',
    );
    expect(changeCell('```chart id=c\n# why\n```\n', 'chart', { x: 'month' })).toBe(
      '```chart id=c\n# why\nx: month\n```\n',
    );
    const front = changeFront(document.front, { filters: [], title: 'Another' });
    expect(front.source).toContain('# Our fiscal year ends in June.');
    expect(front.filters).toEqual([]);
    expect(front.title).toBe('Another');
  });

  it('keeps any SQL and any words in their own cell', () => {
    const nasty = fc.array(
      fc.oneof(fc.constantFrom('```', '````\n', '\n', '~~~', 'SELECT', "'a", '$x', 'ا'), fc.string()),
    );
    fc.assert(
      fc.property(nasty, nasty, (one, other) => {
        const sql = one.join('').replaceAll('\r', '').replace(/\n+$/, '');
        const source = changeSql(
          writeSql({ id: 'q' }, other.join('').replaceAll('\r', '')),
          { id: 'q' },
          sql,
        );
        const document = read(
          `${front()}${source}${writeCell({ kind: 'input', id: 'after' }, { kind: 'text' })}`,
        );
        expect(document.blocks.map(({ kind }) => kind)).toEqual(['sql', 'input']);
        expect((document.blocks[0] as SqlBlock).sql).toBe(sql);
      }),
    );
  });

  it('keeps values of inputs', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.string()), (value, options) => {
        const source = writeCell({ kind: 'input', id: 'i' }, { kind: 'choice', value, options });
        const [block] = read(front() + source).blocks as InputBlock[];
        expect(block.value).toBe(value);
        expect(block.options).toEqual(options);
      }),
    );
  });
});

const front = () => '---\nformat: 1\n---\n\n';

describe('editing', () => {
  type Step = {
    what: 'insert' | 'remove' | 'move' | 'duplicate' | 'replace';
    at: number;
    to: number;
    new: number;
  };
  const sources = [
    'Words\n\n',
    '<!-- text -->\n\n',
    '# A title',
    '```cohort id=cohort\nperiod: week\n```\n',
    '```sql id=query\nSELECT 1\n```',
    '```heatmap id=unknown\nwhat: ever\n```\n\n',
    '```sql id=open\nSELECT 1\n',
  ];
  const step: fc.Arbitrary<Step> = fc.record({
    what: fc.constantFrom('insert', 'remove', 'move', 'duplicate', 'replace'),
    at: fc.nat(),
    to: fc.nat(),
    new: fc.nat(sources.length - 1),
  });

  it('changes the one block and leaves the others as they were', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        let document = read(front());
        for (const each of steps) {
          const { blocks } = document;
          const before = blocks.map(contentOf);
          const at = blocks.length === 0 ? 0 : each.at % blocks.length;
          const place = each.to % (blocks.length + 1);
          if (each.what === 'insert') {
            const text = insertBlock(document, place, sources[each.new]);
            document = read(text);
            const rest = document.blocks.map(contentOf).filter((_, index) => index !== place);
            expect(rest.map(kindOf)).toEqual(before.map(kindOf));
          } else if (blocks.length > 0) {
            const to = each.to % blocks.length;
            const expected = [...before];
            if (each.what === 'remove') expected.splice(at, 1);
            if (each.what === 'move') expected.splice(to, 0, ...expected.splice(at, 1));
            if (each.what === 'duplicate') expected.splice(at + 1, 0, before[at]);
            if (each.what === 'replace') expected[at] = contentOf(blocks[at]);
            const text = {
              remove: () => removeBlock(document, at),
              move: () => moveBlock(document, at, to),
              duplicate: () => duplicateBlock(document, at),
              replace: () => replaceBlock(document, at, blocks[at].source),
            }[each.what]();
            document = read(text);
            expect(document.blocks.map(contentOf).map(kindOf)).toEqual(expected.map(kindOf));
          }
          expect(textOf(document)).toBe(textOf(read(textOf(document))));
        }
      }),
      { numRuns: 500 },
    );
  });

  it('finds ids that are free', () => {
    const document = read(`${front()}\`\`\`cohort id=cohort\n\`\`\`\n\n\`\`\`sql id=cohort_2\n\`\`\`\n`);
    expect(freshId(document, 'Cohort')).toBe('cohort_3');
    expect(freshId(document, 'cohort_2')).toBe('cohort_3');
    expect(freshId(document, 'Orders')).toBe('orders_2');
    expect(freshId(document, '90 days')).toBe('cell_90_days');
    expect(freshId(document, 'أفواج')).toBe('أفواج');
  });
});

/** What a reader sees of a block: its words, or what its fence holds, whatever its id. */
function contentOf(block: ReturnType<typeof read>['blocks'][number]): string {
  if (block.kind === 'text') return block.markdown;
  return block.source.replace(/\bid=\S+/, '').trim();
}

/** An open fence is closed where that is needed, and ids that met are told as damages; the words stay. */
function kindOf(content: string): string {
  return content.replace(/\n*```$/, '').trim();
}
