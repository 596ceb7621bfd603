import { StyleModule } from 'style-mod';

/** The document as style-mod has to see it: where there is a head, it writes a `<style>` element into it. */
function withoutHead(document: Document): Document {
  return new Proxy(document, {
    get: (target, key) => (key === 'head' ? undefined : Reflect.get(target, key)),
    set: (target, key, value) => Reflect.set(target, key, value),
  });
}

/**
 * Lets the editors' styles into the document as an adopted style sheet, which a content security policy without
 * `unsafe-inline` allows. Has to run before the first editor is made; further calls do nothing.
 */
export function adoptStyles(document: Document): void {
  if ('adoptedStyleSheets' in document) StyleModule.mount(withoutHead(document), []);
}
