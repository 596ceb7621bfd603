import DOMPurify from 'dompurify';
import { Marked, type TokenizerAndRendererExtension } from 'marked';
import { referenceAt } from '../inline-values';
import { isBoundless } from './prose-bounds';

/** Prose as HTML. Nothing in it can run, or be fetched from anywhere: a notebook may come from a stranger. */

const inlineValues: TokenizerAndRendererExtension = {
  name: 'inlineValue',
  level: 'inline',
  start: (text) => text.indexOf('{{'),
  tokenizer(text) {
    const found = referenceAt(text);
    return found ? { type: 'inlineValue', raw: text.slice(0, found.length), path: found.path } : undefined;
  },
  renderer: (token) => `<span data-value="${escaped(String(token.path))}"></span>`,
};

/**
 * What is made safe is parsed for that first, and styles and the address of a base would be applied there: the page's policy
 * refuses them, and takes note. They are taken out anyway, a template with all that is in it.
 */
function withoutEffects(html: string): string {
  return html
    .replace(/<(\/?)style(?![\w-])/gi, '<$1template')
    .replace(/<base(?![\w-])/gi, '<wbr')
    .replace(/(?<=[\s"'/])style(?=\s*=)/gi, 'data-style');
}

const marked = new Marked({
  gfm: true,
  extensions: [inlineValues],
  renderer: { html: ({ text }) => withoutEffects(text) },
});

const tags =
  'p h1 h2 h3 h4 h5 h6 ul ol li em strong del code pre blockquote a table thead tbody tr th td hr br span sub sup'.split(
    ' ',
  );

/** As HTML that is safe; a `TrustedHTML`, declared as the text it stands for, where the browser has such a thing. */
export function renderMarkdown(markdown: string): string {
  // What can't be read in good time is shown as it is written.
  const html = isBoundless(markdown)
    ? `<pre>${escaped(markdown)}</pre>`
    : marked.parse(markdown, { async: false });
  const safe = DOMPurify.sanitize(html, {
    RETURN_TRUSTED_TYPE: true,
    ALLOWED_TAGS: tags,
    ALLOWED_ATTR: ['href', 'title', 'dir', 'lang', 'align', 'start', 'data-value'],
    ALLOW_DATA_ATTR: false,
    ADD_URI_SAFE_ATTR: ['data-value', 'dir', 'lang', 'align', 'start'],
    ALLOWED_URI_REGEXP: /^(?:https?:|mailto:|tel:|#)/i,
  });
  return safe as unknown as string;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
