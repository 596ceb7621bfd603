import { Parser } from 'saxen';

/** What is told of an XML text, with names without their prefix. */
export interface XmlHandler {
  open?(name: string, attributes: () => Record<string, string>): void;
  close?(name: string): void;
  text?(text: string): void;
}

/** Reads an XML text, or some whole elements of one. Throws RangeError where it is damaged. */
export function parseXml(text: string, handler: XmlHandler): void {
  const parser = new Parser();
  parser.on(
    'openTag',
    (name: string, attributes: () => Record<string, string>, decode: (text: string) => string) =>
      handler.open?.(withoutPrefix(name), () => decoded(attributes(), decode)),
  );
  parser.on('closeTag', (name: string) => handler.close?.(withoutPrefix(name)));
  parser.on('text', (value: string, decode: (text: string) => string) =>
    handler.text?.(value.includes('&') ? decode(value) : value),
  );
  parser.on('cdata', (value: string) => handler.text?.(value));
  parser.on('error', (error: Error) => {
    throw new RangeError(`Damaged XML: ${error.message}`);
  });
  parser.parse(text);
}

const withoutPrefix = (name: string) => (name.includes(':') ? name.slice(name.indexOf(':') + 1) : name);

function decoded(
  attributes: Record<string, string>,
  decode: (text: string) => string,
): Record<string, string> {
  for (const name in attributes)
    if (attributes[name].includes('&')) attributes[name] = decode(attributes[name]);
  return attributes;
}

/** The attribute of any prefix, such as `r:id`. */
export const anyPrefix = (attributes: Record<string, string>, name: string): string | undefined =>
  attributes[name] ?? attributes[Object.keys(attributes).find((key) => key.endsWith(`:${name}`)) ?? ''];

/**
 * Cuts an XML text that comes in pieces into parts that hold whole elements of one name (`row`, `si`), which lie side by side.
 * What stands before the first is left out, what follows the last is given to `rest`.
 */
export async function* wholeElements(
  texts: AsyncIterable<string>,
  name: string,
  rest?: (text: string) => void,
): AsyncGenerator<string> {
  const [start, end] = [
    new RegExp(`<(?:[\\w.-]+:)?${name}[\\s/>]`),
    new RegExp(`</([\\w.-]+:)?${name}\\s*>`),
  ];
  let waiting = '';
  let [isInside, endTag] = [false, ''];
  for await (const text of texts) {
    waiting += text;
    if (!isInside) {
      const found = start.exec(waiting);
      // The last signs may be half a tag.
      if (!found) {
        waiting = waiting.slice(-64);
        continue;
      }
      waiting = waiting.slice(found.index);
      isInside = true;
    }
    endTag ||= end.exec(waiting)?.[0] ?? '';
    const cut = endTag === '' ? -1 : waiting.lastIndexOf(endTag);
    if (cut < 0) continue;
    yield waiting.slice(0, cut + endTag.length);
    waiting = waiting.slice(cut + endTag.length);
  }
  rest?.(waiting);
}
