// @vitest-environment jsdom
import { afterEach, expect, test, vi } from 'vitest';
import { figureToSvg, type ExportFont } from './export-svg';

const fonts: ExportFont[] = [
  { family: 'IBM Plex Sans', weight: 400, url: './latin.woff2', script: 'latin' },
  { family: 'IBM Plex Sans Arabic', weight: 400, url: './arabic.woff2', script: 'arabic' },
];

function drawing(text: string): SVGSVGElement {
  document.body.innerHTML = `<div><svg style="--ink: #111; --paper: #fff; --accent: teal" width="20" height="10"
    color="var(--ink)" fill="currentColor"><g stroke="var(--accent)" style="fill: var(--ink)"><text>${text}</text></g></svg></div>`;
  const svg = document.querySelector('svg');
  if (!svg) throw new Error('no drawing');
  return svg;
}

function fetchFonts() {
  const fetched = vi.fn(async (_url: string) => new Response(new Uint8Array([1, 2, 3])));
  vi.stubGlobal('fetch', fetched);
  return fetched;
}

afterEach(() => vi.unstubAllGlobals());

test('colours are written out, and the page is left as it was', async () => {
  fetchFonts();
  const original = drawing('12 %');
  const before = original.outerHTML;
  const svg = await figureToSvg(original, fonts);
  expect(svg).not.toMatch(/var\(|currentColor/i);
  expect(svg).toContain('stroke="teal"');
  expect(svg).toMatch(/<rect[^>]*fill="#fff"/);
  expect(original.outerHTML).toBe(before);
});

test('the file stands by itself: namespace, fonts inside, nothing to fetch', async () => {
  const fetched = fetchFonts();
  const svg = await figureToSvg(drawing('12 %'), fonts);
  expect(svg).toContain('xmlns="http://www.w3.org/2000/svg"');
  expect(svg).toContain('url(data:font/woff2;base64,AQID)');
  expect(svg).not.toMatch(/url\((?!data:|#)/);
  expect(fetched.mock.calls.map(([url]) => url)).toEqual(['./latin.woff2']);
});

test('Arabic letters bring the Arabic font', async () => {
  const fetched = fetchFonts();
  await figureToSvg(drawing('عميل'), fonts);
  expect(fetched).toHaveBeenCalledTimes(2);
});

test('a font that is missing is told, not left out', async () => {
  vi.stubGlobal('fetch', async () => new Response('', { status: 404 }));
  await expect(figureToSvg(drawing('a'), fonts)).rejects.toThrow('latin.woff2');
});
