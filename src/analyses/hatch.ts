import * as Plot from '@observablehq/plot';

const namespace = 'http://www.w3.org/2000/svg';
let made = 0;

/** Diagonal lines over what is not complete yet. */
export interface Hatch {
  /** A value for `fill`. */
  fill: string;
  definition(): SVGDefsElement;
}

function attributes(element: Element, values: Record<string, string>): void {
  for (const [name, value] of Object.entries(values)) element.setAttribute(name, value);
}

/** Ids are shared by the whole page and a pattern in a hidden figure paints nothing, so each drawing has its own. */
export function createHatch(figureId: string): Hatch {
  made += 1;
  const id = `hatch-${figureId}-${made}`;
  return {
    fill: `url(#${id})`,
    definition() {
      const definitions = document.createElementNS(namespace, 'defs');
      const pattern = document.createElementNS(namespace, 'pattern');
      const line = document.createElementNS(namespace, 'path');
      const size = {
        width: '6',
        height: '6',
        patternUnits: 'userSpaceOnUse',
        patternTransform: 'rotate(45)',
      };
      attributes(pattern, { id, ...size });
      attributes(line, { d: 'M0,0V6', stroke: 'var(--ink-faint)', 'stroke-width': '1.5' });
      pattern.append(line);
      definitions.append(pattern);
      return definitions;
    },
  };
}

/** Hatches whole columns, one unit of x wide, behind what is drawn on them. */
export function hatchedColumns(places: readonly number[], hatch: Hatch): Plot.Markish {
  return Plot.rectX(places, {
    x1: (place: number) => place - 0.5,
    x2: (place: number) => place + 0.5,
    fill: hatch.fill,
  });
}
