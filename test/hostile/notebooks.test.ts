// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { specs } from '../../src/analyses/registry';
import { renderMarkdown } from '../../src/notebook/cell/markdown';
import { cellTitle, headingsIn } from '../../src/notebook/cell-title';
import { damagesOf, firstLineOf, textOf, type NotebookDocument } from '../../src/notebook/document/document';
import { changeFront } from '../../src/notebook/document/front-matter';
import { namesIn } from '../../src/notebook/document/names-in';
import { parse } from '../../src/notebook/document/parse';
import { inlineValue, referencesIn } from '../../src/notebook/inline-values';
import { Interning } from '../../src/notebook/living/interning';
import { plan, type PlanInput } from '../../src/notebook/living/plan';
import { hostileNotebooks } from './corpus';

/**
 * Nothing here is timed: what grows faster than its text would not come to an end, since the long ones are as long as a file
 * that somebody might send.
 */

const dataset: PlanInput['dataset'] = {
  kind: 'purchases',
  rolesPresent: ['customer', 'time', 'amount'],
  attributes: [{ name: 'city', distinct: 2 }],
  from: '2024-01-01',
  asOf: '2024-12-31',
};

/** Names as the engine finds them in the short queries of the corpus. */
const names = (sql: string) => ({
  tables: [...sql.matchAll(/FROM (\w+)|, (\w+) AS/g)].map(([, first, second]) => first ?? second),
  parameters: [...sql.matchAll(/\$(\w+)/g)].map(([, name]) => name),
});

function planOf({ blocks }: NotebookDocument) {
  const usual = { specs, filters: [], dataset, dataKey: 'one', names, keys: new Interning() };
  return plan({ blocks, ...usual, isAgreed: true, isHeavy: () => false });
}

/** What the page asks of a document beside its blocks. */
function useAll(document: NotebookDocument): void {
  for (const block of document.blocks) {
    cellTitle(
      block,
      () => '',
      (key) => key,
    );
    namesIn(block);
    if (block.kind === 'text') headingsIn(block.markdown);
  }
}

/** Each element, and each of its attributes, that prose is made of. */
const mayStand =
  /^(P|H[1-6]|UL|OL|LI|EM|STRONG|DEL|CODE|PRE|BLOCKQUOTE|A|TABLE|THEAD|TBODY|TR|TH|TD|HR|BR|SPAN|SUB|SUP)$/;
const mayBeSaid = /^(href|title|dir|lang|align|start|data-value)$/;

it('is of a hundred notebooks at least, each of its own name', () => {
  expect(hostileNotebooks.length).toBeGreaterThanOrEqual(100);
  expect(new Set(hostileNotebooks.map(({ name }) => name)).size).toBe(hostileNotebooks.length);
});

describe.each(hostileNotebooks)('$name', ({ text, damages }) => {
  const document = parse(text, specs);

  it('is read without loss, and again', () => {
    expect(textOf(document) === text).toBe(true);
    const again = parse(text, specs, document);
    expect(textOf(again) === text).toBe(true);
    useAll(document);
    for (const block of document.blocks.slice(0, 20)) firstLineOf(document, block);
  });

  it('says what of it can’t be understood', () => {
    const found = damagesOf(document);
    if (damages) expect(found.map(({ code }) => code)).toEqual(damages);
    for (const { values } of found)
      for (const value of Object.values(values))
        expect(typeof value === 'object' ? value : typeof value).toSatisfy(
          (kind) => kind === null || ['string', 'number', 'boolean'].includes(kind as string),
        );
    expect(({} as Record<string, unknown>).title).toBeUndefined();
    expect(({} as Record<string, unknown>).orderByRow).toBeUndefined();
  });

  it('is changed above without a change below', () => {
    const { source } = changeFront(document.front, { title: 'Another' });
    const below = text.slice(document.front.source.length);
    const changed = parse(source + below, specs);
    expect(changed.front.title).toBe('Another');
    expect(textOf(changed) === source + below).toBe(true);
    // Front matter that is broken becomes text.
    expect(textOf(changed).endsWith(below)).toBe(true);
  });

  it('can be planned', () => {
    for (const { request, problem, id } of planOf(document)) {
      expect(id).not.toBe('');
      if (request.kind === 'sql') expect(problem === null || typeof problem.code === 'string').toBe(true);
    }
  });

  it('holds prose of known elements alone, with links that only lead somewhere', () => {
    for (const block of document.blocks.slice(0, 50)) {
      if (block.kind !== 'text') continue;
      const place = globalThis.document.createElement('template');
      place.innerHTML = renderMarkdown(block.markdown);
      for (const element of place.content.querySelectorAll('*')) {
        expect(element.tagName).toMatch(mayStand);
        for (const { name } of element.attributes) expect(name).toMatch(mayBeSaid);
        const href = element.getAttribute('href');
        if (href !== null) expect(href).toMatch(/^(https?:|mailto:|tel:|#)/i);
      }
    }
  });

  it('has no value but those of its cells', () => {
    for (const block of document.blocks.slice(0, 50)) {
      if (block.kind !== 'text') continue;
      for (const path of referencesIn(block.markdown)) expect(inlineValue(path, () => ({}))).toBeNull();
    }
  });
});
