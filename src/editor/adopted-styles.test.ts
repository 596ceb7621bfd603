import { StyleModule } from 'style-mod';
import { expect, test } from 'vitest';
import { adoptStyles } from './adopted-styles';

class FakeSheet {
  rules: string[] = [];
  insertRule(rule: string, place: number): void {
    this.rules.splice(place, 0, rule);
  }
}

/** A document that, as under a strict policy, does not bear a style element. */
function strictDocument() {
  const document = {
    head: {},
    adoptedStyleSheets: [] as FakeSheet[],
    defaultView: { CSSStyleSheet: FakeSheet },
    createElement: () => {
      throw new Error('a style element');
    },
  };
  return { document, asDocument: document as unknown as Document };
}

test('styles go into an adopted sheet, and no style element is made', () => {
  const { document, asDocument } = strictDocument();
  adoptStyles(asDocument);
  adoptStyles(asDocument);
  StyleModule.mount(asDocument, new StyleModule({ '.a': { color: 'red' } }));
  expect(document.adoptedStyleSheets.map((sheet) => sheet.rules)).toEqual([['.a {color: red;}']]);
});

test('without it there would be a style element', () => {
  expect(() => StyleModule.mount(strictDocument().asDocument, [])).toThrow('a style element');
});
