// @vitest-environment jsdom
import { CompletionContext, type Completion } from '@codemirror/autocomplete';
import { EditorState } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { expect, test } from 'vitest';
import { sqlCompletion } from './sql-completion';

const otherTables = () => [{ name: 'two words', columns: [{ name: 'order', type: 'BIGINT' }] }];
const vocabulary = {
  keywords: ['select', 'from', 'left', 'trim'],
  functions: ['sum', 'left', 'trim', '||', '__internal'],
  tables: [
    {
      name: 'orders',
      detail: 'one row per order',
      columns: [
        { name: 'customer', type: 'VARCHAR' },
        { name: 'المدينة', type: 'VARCHAR' },
      ],
    },
  ],
};
const source = sqlCompletion(vocabulary, otherTables);

/** The options offered where the bar stands, and the text they would replace. */
function offered(
  marked: string,
  explicit = false,
): { options: readonly Completion[]; replaced: string } | null {
  const place = marked.indexOf('|');
  const text = marked.replace('|', '');
  const result = source(new CompletionContext(EditorState.create({ doc: text }), place, explicit));
  if (!result || result instanceof Promise) return null;
  return { options: result.options, replaced: text.slice(result.from, result.to ?? place) };
}

const labels = (marked: string, explicit = false): string[] =>
  offered(marked, explicit)?.options.map((option) => option.label) ?? [];

const option = (marked: string, label: string): Completion | undefined =>
  offered(marked)?.options.find((other) => other.label === label);

test('the columns of what is read come with tables, functions and keywords', () => {
  const found = labels('select cu| from orders');
  expect(found).toEqual(expect.arrayContaining(['customer', 'المدينة', 'orders', 'sum', 'select', 'bigint']));
  expect(found).not.toContain('order');
  expect(offered('select cu| from orders')?.replaced).toBe('cu');
});

test('before FROM all columns are offered, with their tables', () => {
  expect(labels('select cu|')).toEqual(expect.arrayContaining(['customer', 'order']));
  expect(option('select cu|', 'customer')?.detail).toBe('varchar · orders');
});

test('after a dot there are only the columns of that alias', () => {
  expect(labels('select o.| from orders o').sort()).toEqual(['customer', 'المدينة']);
  expect(labels('select o.cu| from orders o').sort()).toEqual(['customer', 'المدينة']);
  expect(labels('select x.| from orders o')).toEqual([]);
});

test('names that need quotes are written in quotes', () => {
  expect(option('select cu| from orders', 'المدينة')?.apply).toBe('"المدينة"');
  expect(option('select cu| from orders', 'customer')?.apply).toBe('customer');
  expect(option('select or| from "two words"', 'order')?.apply).toBe('"order"');
  expect(option('select or| from orders', 'two words')?.apply).toBe('"two words"');
});

test('within quotes the closing one is added only where it is missing', () => {
  expect(offered('select "ال| from orders')).toMatchObject({ replaced: 'ال' });
  expect(option('select "ال| from orders', 'المدينة')?.apply).toBe('المدينة"');
  expect(option('select "ال|" from orders', 'المدينة')?.apply).toBe('المدينة');
  expect(offered('select "المدينة"| from orders', true)).toBeNull();
});

test('a list opens by itself from the second letter on, never where a name is given', () => {
  expect(offered('select c|')).toBeNull();
  expect(labels('select c|', true)).toContain('customer');
  expect(labels('select |', true)).toContain('customer');
  expect(offered('select 1 as to|')).toBeNull();
  expect(labels('select 1 as to|', true)).toContain('sum');
});

test.each(["'cu|'", '-- cu|', '/* cu| */', '12|', '$cu|'])('nothing is offered in %s', (marked) => {
  expect(offered(`select ${marked}`, true)).toBeNull();
});

test('keywords follow the case of what is typed', () => {
  expect(labels('SE|')).toContain('SELECT');
  expect(labels('se|')).toContain('select');
});

test('a word that is keyword and function is offered once; operators and inner functions are not', () => {
  const found = labels('select xx| from orders');
  expect(found.filter((label) => label === 'left' || label === 'trim')).toHaveLength(2);
  expect(option('xx|', 'left')?.type).toBe('keyword');
  expect(option('xx|', 'trim')?.type).toBe('function');
  expect(found).not.toContain('||');
  expect(found).not.toContain('__internal');
});

test.each([
  ['su', 'sum('],
  ['su(x)', 'sum(x)'],
])('a function picked for %s opens its parenthesis once', (before, after) => {
  const view = new EditorView({ doc: before });
  const { apply, ...rest } = option('su|', 'sum')!;
  if (typeof apply !== 'function') throw new Error('no function');
  apply(view, rest, 0, 2);
  expect(view.state.doc.toString()).toBe(after);
  view.destroy();
});
