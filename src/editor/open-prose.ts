import { standardKeymap } from '@codemirror/commands';
import {
  deleteMarkupBackward,
  insertNewlineContinueMarkup,
  markdownLanguage,
} from '@codemirror/lang-markdown';
import { Language, bidiIsolates } from '@codemirror/language';
import { RangeSetBuilder } from '@codemirror/state';
import {
  Decoration,
  EditorView,
  ViewPlugin,
  keymap,
  type DecorationSet,
  type PluginValue,
  type ViewUpdate,
} from '@codemirror/view';
import { NodeProp } from '@lezer/common';
import type { MarkdownParser } from '@lezer/markdown';
import { proseTheme } from './editor-theme';
import { openEditor, type Editor, type EditorStart } from './open-editor';
import { textDirection } from './right-to-left';

// Addresses and code read from left to right also in an Arabic line.
const parser = (markdownLanguage.parser as MarkdownParser).configure({
  props: [NodeProp.isolate.add({ URL: 'ltr', InlineCode: 'ltr' })],
});
const language = new Language(markdownLanguage.data, parser, [], 'markdown');

const lineMarks = {
  ltr: Decoration.line({ attributes: { dir: 'ltr' } }),
  rtl: Decoration.line({ attributes: { dir: 'rtl' } }),
};

function directionsOf(view: EditorView): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  for (const { from, to } of view.visibleRanges) {
    let before: 'ltr' | 'rtl' | null = null;
    for (let place = from; place <= to;) {
      const line = view.state.doc.lineAt(place);
      // A list item just begun stands with the items before it.
      const direction: 'ltr' | 'rtl' | null = line.text.trim() ? (textDirection(line.text) ?? before) : null;
      if (direction) builder.add(line.from, line.from, lineMarks[direction]);
      before = direction;
      place = line.to + 1;
    }
  }
  return builder.finish();
}

class LineDirections implements PluginValue {
  decorations: DecorationSet;
  constructor(view: EditorView) {
    this.decorations = directionsOf(view);
  }
  update(update: ViewUpdate): void {
    if (update.docChanged || update.viewportChanged) this.decorations = directionsOf(update.view);
  }
}

// The attribute dir="auto" would make a line without letters run from left to right, whatever the text around it.
const lineDirections = ViewPlugin.fromClass(LineDirections, { decorations: (plugin) => plugin.decorations });

/** Opens a Markdown editor in place of a plain field; each line runs as its first letter does. The caller destroys it. */
export function openProse(start: EditorStart): Editor {
  return openEditor(start, [
    keymap.of([
      { key: 'Enter', run: insertNewlineContinueMarkup },
      { key: 'Backspace', run: deleteMarkupBackward },
      ...standardKeymap,
    ]),
    EditorView.contentAttributes.of({ spellcheck: 'true', autocorrect: 'on', autocapitalize: 'sentences' }),
    language.extension,
    EditorView.perLineTextDirection.of(true),
    lineDirections,
    bidiIsolates(),
    proseTheme,
  ]);
}
