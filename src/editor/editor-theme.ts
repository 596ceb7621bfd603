import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

const look = EditorView.theme({
  '&': { color: 'var(--ink)', backgroundColor: 'transparent' },
  '&.cm-focused': { outline: 'none' },
  '.cm-content': { caretColor: 'var(--ink)', padding: '0.5rem 0' },
  '.cm-line': { padding: '0 0.75rem' },
  '.cm-tooltip': {
    maxWidth: 'calc(100vw - 1rem)',
    border: '1px solid var(--line-strong)',
    borderRadius: 'var(--radius)',
    backgroundColor: 'var(--paper)',
    color: 'var(--ink)',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': {
    minWidth: '9rem',
    maxWidth: 'min(28rem, calc(100vw - 1rem))',
    maxHeight: '14rem',
    fontFamily: 'var(--font-code)',
    fontSize: '0.875rem',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': {
    display: 'flex',
    gap: '1rem',
    justifyContent: 'space-between',
    padding: '0.2rem 0.6rem',
    lineHeight: '1.5',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    backgroundColor: 'var(--accent-soft)',
    color: 'var(--ink)',
    boxShadow: 'inset 3px 0 0 var(--accent)',
  },
  '.cm-completionLabel': { overflow: 'hidden', textOverflow: 'ellipsis' },
  '.cm-completionMatchedText': { textDecoration: 'none', fontWeight: '600' },
  '.cm-completionDetail': {
    marginLeft: '0',
    color: 'var(--ink-soft)',
    fontFamily: 'var(--font)',
    fontStyle: 'normal',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
  },
});

const sqlLook = EditorView.theme({
  '.cm-scroller': {
    maxHeight: '24rem',
    overflow: 'auto',
    fontFamily: 'var(--font-code)',
    fontSize: '0.875rem',
    lineHeight: '1.6',
  },
  '.cm-gutters': { border: 'none', backgroundColor: 'var(--paper)', color: 'var(--ink-faint)' },
  '&.few-lines .cm-gutters': { display: 'none' },
  '.cm-lineNumbers .cm-gutterElement': { minWidth: '2.25rem', padding: '0 0.25rem 0 0.5rem' },
  '@media (max-width: 30rem)': { '.cm-gutters': { display: 'none' } },
  '&.cm-focused .cm-matchingBracket': {
    backgroundColor: 'transparent',
    boxShadow: 'inset 0 -2px 0 var(--accent)',
  },
  '&.cm-focused .cm-nonmatchingBracket': { backgroundColor: 'transparent' },
  '.cm-error-place': { textDecoration: 'underline wavy var(--bad)', textUnderlineOffset: '0.25em' },
});

const proseLook = EditorView.theme({
  '.cm-scroller': { fontFamily: 'var(--font)', fontSize: 'inherit', lineHeight: 'inherit' },
});

const sqlColours = HighlightStyle.define([
  { tag: tags.keyword, color: 'var(--accent)' },
  { tag: [tags.string, tags.number, tags.bool, tags.null], color: 'var(--category-3)' },
  // A quoted name is a name, though the grammar calls it a kind of text.
  { tag: tags.special(tags.string), color: 'var(--ink)' },
  { tag: tags.special(tags.name), color: 'var(--warn)' },
  { tag: tags.comment, color: 'var(--ink-faint)' },
]);

const proseColours = HighlightStyle.define([
  { tag: tags.heading, fontWeight: '600' },
  { tag: tags.strong, fontWeight: '600' },
  { tag: tags.emphasis, fontStyle: 'italic' },
  { tag: tags.strikethrough, textDecoration: 'line-through' },
  { tag: tags.monospace, fontFamily: 'var(--font-code)', fontSize: '0.875em' },
  { tag: tags.url, color: 'var(--accent)' },
  { tag: [tags.processingInstruction, tags.contentSeparator], color: 'var(--ink-faint)' },
]);

export const sqlTheme = [look, sqlLook, syntaxHighlighting(sqlColours)];
export const proseTheme = [look, proseLook, syntaxHighlighting(proseColours)];
