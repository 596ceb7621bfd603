import * as Plot from '@observablehq/plot';
import type { Frame, Scale } from './drawing-frame';
import type { Hatch } from './hatch';

export const svgNamespace = 'http://www.w3.org/2000/svg';
export const fontFamily = '"IBM Plex Sans", "IBM Plex Sans Arabic", sans-serif';

/** At most six, told apart without colour by their dashes. */
export const categoryColours = [1, 2, 3, 4, 5, 6].map((place) => `var(--category-${place})`);
export const categoryDashes = ['none', '7 3', '2 3', '9 3 2 3', '14 4', '5 2 1 2 1 2'];

export const lineWidth = 2;
export const faint = 0.35;

export interface Drawing {
  frame: Frame;
  x: Scale;
  y: Scale;
  marks: Plot.Markish[];
  description: string;
  hatch?: Hatch;
}

function asDrawing(element: SVGSVGElement | HTMLElement): SVGSVGElement {
  if (element instanceof SVGSVGElement) return element;
  throw new TypeError('A plot with a title or a legend is not a single drawing');
}

/** A stylesheet inside the drawing would need a looser content policy; attributes do the same and survive export. */
export function finishDrawing(svg: SVGSVGElement, description: string): SVGSVGElement {
  svg.querySelectorAll('style').forEach((style) => style.remove());
  svg.querySelectorAll('[aria-label]').forEach((group) => group.removeAttribute('aria-label'));
  svg.removeAttribute('class');
  const attributes = {
    role: 'img',
    'aria-label': description,
    direction: 'ltr',
    'font-family': fontFamily,
    'font-size': '12',
    color: 'var(--ink)',
  };
  for (const [name, value] of Object.entries(attributes)) svg.setAttribute(name, value);
  return svg;
}

/** Draws marks in the frame, without Plot's own axes: those know one reading direction only. */
export function drawPlot({ frame, x, y, marks, description, hatch }: Drawing): SVGSVGElement {
  const { width, height, direction } = frame;
  const element = Plot.plot({
    width,
    height,
    marginLeft: frame.left,
    marginRight: width - frame.right,
    marginTop: frame.top,
    marginBottom: height - frame.bottom,
    x: { axis: null, type: 'linear', domain: x.domain, reverse: direction === 'rtl' },
    y: { axis: null, type: 'linear', domain: y.domain },
    marks,
  });
  const svg = finishDrawing(asDrawing(element), description);
  if (hatch) svg.prepend(hatch.definition());
  return svg;
}

/** Drawings of one width under each other, as one. */
export function stackDrawings(drawings: readonly SVGSVGElement[], description: string): SVGSVGElement {
  const stack = document.createElementNS(svgNamespace, 'svg');
  const width = drawings[0].getAttribute('width') ?? '0';
  let height = 0;
  for (const drawing of drawings) {
    drawing.setAttribute('y', String(height));
    drawing.removeAttribute('role');
    drawing.removeAttribute('aria-label');
    height += Number(drawing.getAttribute('height'));
    stack.append(drawing);
  }
  stack.setAttribute('width', width);
  stack.setAttribute('height', String(height));
  stack.setAttribute('viewBox', `0 0 ${width} ${height}`);
  stack.setAttribute('fill', 'currentColor');
  return finishDrawing(stack, description);
}
