import type { Figure } from '../../analyses/figure';
import { tokenValue } from './tokens';
import { markup, Markup } from './markup';

const variable = /var\((--[\w-]+)\)/g;

let made = 0;

/** Colours as they are on paper, whatever the page's theme: a drawing that is taken out of the report keeps them. */
function resolveColours(drawing: SVGSVGElement): void {
  for (const element of [drawing, ...drawing.querySelectorAll('*')])
    for (const { name, value } of [...element.attributes]) {
      const resolved = value
        .replace(variable, (_, token: string) => tokenValue(token))
        .replace(/currentcolor/gi, tokenValue('--ink'));
      if (resolved !== value) element.setAttribute(name, resolved);
    }
}

/** The name and the description of a drawing, for those who can't see it. */
function describe(drawing: SVGSVGElement, title: string, description: string): void {
  made += 1;
  const elements = (['title', 'desc'] as const).map((kind) => {
    const element = document.createElementNS('http://www.w3.org/2000/svg', kind);
    element.id = `figure-${made}-${kind}`;
    element.textContent = kind === 'title' ? title : description;
    return element;
  });
  drawing.prepend(...elements);
  drawing.removeAttribute('aria-label');
  drawing.setAttribute('role', 'img');
  drawing.setAttribute('aria-labelledby', elements[0].id);
  drawing.setAttribute('aria-describedby', elements[1].id);
}

/** A figure as part of a page that has neither scripts nor the page's styles; it scales down where there is less room. */
export function figureMarkup({ element, description }: Figure, title: string): Markup {
  const drawing = element.cloneNode(true) as SVGSVGElement;
  resolveColours(drawing);
  describe(drawing, title, description);
  const [width, height] = ['width', 'height'].map((name) => drawing.getAttribute(name) ?? '0');
  drawing.setAttribute('viewBox', `0 0 ${width} ${height}`);
  return markup`<figure class="figure">${new Markup(new XMLSerializer().serializeToString(drawing))}</figure> `;
}
