import fc from 'fast-check';
import { expect, test } from 'vitest';
import { extracted } from './extract-notebook';
import { embedded } from './notebook-source';

const fileOf = (content: string, type = 'text/html') => new Blob([content], { type });
const pageOf = async (text: string) =>
  `<!doctype html><html><body><p>Report</p>${(await embedded(text)).source}</body></html>`;

const difficult: [string, string][] = [
  ['nothing', ''],
  ['ends of scripts and templates', 'a </script> b </template> c <script>alert(1)</script>'],
  ['comments', '<!-- --> --!> <!--><script>'],
  ['entities', '&lt; &amp;amp; "quotes" \'more\''],
  ['line ends of all kinds', 'one\r\ntwo\rthree\nfour\u2028five\n\n'],
  ['characters that can’t be seen', '\0 \u0001 \u200f \ufeff \u2068x\u2069'],
  ['a byte order mark', '\ufeff---\nformat: 1\n---\n'],
  ['Arabic and others', 'كم يبقى من العملاء؟ ١٢٣ 👩🏽‍🔬 ✓'],
  ['a long line', 'x'.repeat(10_000)],
];

test.each(difficult)('a notebook comes out of its report as it went in: %s', async (_, text) => {
  expect(await extracted(fileOf(await pageOf(text)))).toEqual({ text });
});

test('any text comes back', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 300 }), async (text) => {
      expect(await extracted(fileOf(await pageOf(text)))).toEqual({ text });
    }),
  );
});

test('no text of the notebook is markup of the page', async () => {
  const page = await pageOf(difficult.map(([, text]) => text).join('\n'));
  expect(page.match(/<\/?(script|template)/gi)).toEqual(['<template', '</template']);
  expect(Math.max(...page.split('\n').map((line) => line.length))).toBeLessThan(300);
});

test.each<[string, (page: string) => string]>([
  ['line ends of another system', (page) => page.replaceAll('\n', '\r\n')],
  ['other line lengths', (page) => page.replace(/\n(?=[A-Za-z0-9+/=]{10})/g, '\n\t  ')],
  [
    'attributes in another order and without quotes',
    (page) =>
      page.replace(
        /<template id="([^"]*)" data-encoding="base64" data-sha256="([^"]*)"/,
        '<TEMPLATE hidden data-sha256=$2 id=$1',
      ),
  ],
  ['a head put before it', (page) => `<!-- saved from url=(0014)about:internet -->\r\n${page}`],
])('it survives being saved again by another program: %s', async (_, change) => {
  const text = 'عنوان\n```rate id=rate\n```\n'.repeat(40);
  const page = await pageOf(text);
  const changed = change(page);
  expect(changed).not.toBe(page);
  expect(await extracted(fileOf(changed))).toEqual({ text });
});

test('a page that is no report, and a report that was cut or changed, say so', async () => {
  expect(await extracted(fileOf('<html><body>template id wafa-notebook</body></html>'))).toEqual({
    problem: 'none',
  });
  const page = await pageOf('# A notebook that is long enough to be changed\n');
  const changed = page.replace(/\n([A-Za-z])/, (_, letter: string) => `\n${letter === 'Q' ? 'R' : 'Q'}`);
  expect(await extracted(fileOf(changed))).toEqual({ problem: 'damaged' });
  expect(await extracted(fileOf(page.replace(/\n[^<]{20}/, '\n')))).toEqual({ problem: 'damaged' });
  expect(await extracted(fileOf(page.replace(/data-sha256="[^"]*"/, '')))).toEqual({ problem: 'damaged' });
});
