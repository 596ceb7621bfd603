/** A piece of HTML that is safe as it stands: whatever came into it from elsewhere was escaped. */
export class Markup {
  constructor(readonly source: string) {}
}

export type MarkupValue = string | number | Markup | null | false | readonly MarkupValue[];

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text for any place of HTML but a script, a style or an unquoted attribute. A file of HTML can't hold NUL. */
export function escaped(text: string): string {
  return text
    .replace(/[\0\p{Surrogate}]/gu, '\ufffd')
    .replace(/[&<>"']/g, (character) => entities[character]);
}

function written(value: MarkupValue): string {
  if (value === null || value === false) return '';
  if (value instanceof Markup) return value.source;
  if (typeof value === 'object') return value.map(written).join('');
  return escaped(String(value));
}

/** HTML from a template: every value is escaped but what is `Markup` itself. */
export function markup(pieces: TemplateStringsArray, ...values: MarkupValue[]): Markup {
  return new Markup(pieces.map((piece, place) => piece + written(values[place] ?? null)).join(''));
}
