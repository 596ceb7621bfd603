/** A font file of our own origin, to travel inside an exported drawing. */
export interface ExportFont {
  family: string;
  weight: number;
  /** Address of a woff2 file. */
  url: string;
  script: 'latin' | 'arabic';
}

const svgNamespace = 'http://www.w3.org/2000/svg';
const variable = /var\((--[\w-]+)\)/g;
const arabicLetter = /[\u0620-\u064a]/;

/** The value a name such as --ink has where the drawing stands. */
type Resolve = (name: string) => string;

function resolver(drawing: SVGSVGElement): Resolve {
  const style = getComputedStyle(drawing.isConnected ? drawing : document.documentElement);
  return (name) => style.getPropertyValue(name).trim() || 'currentColor';
}

/** Outside the page there are no custom properties, and no text colour to inherit. */
function resolveColours(copy: SVGSVGElement, resolve: Resolve): void {
  const inherited = resolve('--ink');
  for (const element of [copy, ...copy.querySelectorAll('*')]) {
    for (const { name, value } of [...element.attributes]) {
      const resolved = value
        .replace(variable, (_, property: string) => resolve(property))
        .replaceAll(/currentcolor/gi, inherited);
      if (resolved !== value) element.setAttribute(name, resolved);
    }
  }
}

async function asDataUrl(url: string): Promise<string> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`Font not found: ${url}`);
  const bytes = new Uint8Array(await answer.arrayBuffer());
  let text = '';
  // Spreading a whole file into arguments would overflow the stack.
  for (let start = 0; start < bytes.length; start += 8192) {
    text += String.fromCharCode(...bytes.subarray(start, start + 8192));
  }
  return `data:font/woff2;base64,${btoa(text)}`;
}

/** Rules for fonts that travel inside a file. */
export async function fontFaces(fonts: readonly ExportFont[]): Promise<string> {
  const faces = fonts.map(async ({ family, weight, url }) => {
    const source = `url(${await asDataUrl(url)}) format('woff2')`;
    return `@font-face{font-family:'${family}';font-weight:${weight};src:${source}}`;
  });
  return (await Promise.all(faces)).join('');
}

/** Only what the drawing needs: Arabic where there is Arabic. Latin always, for the digits. */
export function neededFonts(drawing: SVGSVGElement, fonts: readonly ExportFont[]): ExportFont[] {
  const arabic = arabicLetter.test(drawing.textContent ?? '');
  return fonts.filter((font) => font.script === 'latin' || arabic);
}

function background(drawing: SVGSVGElement, fill: string): SVGRectElement {
  const rectangle = document.createElementNS(svgNamespace, 'rect');
  for (const name of ['width', 'height']) rectangle.setAttribute(name, drawing.getAttribute(name) ?? '100%');
  rectangle.setAttribute('fill', fill);
  return rectangle;
}

/** A copy with its colours written out, on the page's paper. */
export function standaloneCopy(drawing: SVGSVGElement): SVGSVGElement {
  const resolve = resolver(drawing);
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  resolveColours(copy, resolve);
  copy.prepend(background(drawing, resolve('--paper')));
  return copy;
}

/** The drawing as a file that looks the same anywhere, with its fonts inside. */
export async function figureToSvg(drawing: SVGSVGElement, fonts: readonly ExportFont[]): Promise<string> {
  const copy = standaloneCopy(drawing);
  const style = document.createElementNS(svgNamespace, 'style');
  style.textContent = await fontFaces(neededFonts(drawing, fonts));
  if (style.textContent) copy.prepend(style);
  return new XMLSerializer().serializeToString(copy);
}
